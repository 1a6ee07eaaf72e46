"""Arbitrary sequences of events: never an exception, never a dead end, never a confirmed draft lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.conversation.effects import Ask
from kiosk.conversation.events import (
    BargedIn,
    Dialled,
    EarsChanged,
    Event,
    Focused,
    HardToHear,
    HeadphonesChanged,
    Heard,
    HeardNothing,
    ListeningStarted,
    Partial,
    Pressed,
    Sounding,
    Spoken,
    TimedOut,
    Typing,
    VoiceChanged,
    Written,
)
from kiosk.conversation.flow import advance
from kiosk.conversation.matter import Progress
from kiosk.conversation.overlays.relay import REPLIES
from kiosk.conversation.questions import (
    CannotLook,
    Followed,
    NoSuchTicket,
    NotFollowed,
    NumberLikely,
    SameFound,
    Save,
    Saved,
    SaveFailed,
    Stands,
)
from kiosk.conversation.relay import Side
from kiosk.conversation.samples import MATTER
from kiosk.conversation.screens.readback import EDITS
from kiosk.conversation.session import Draft, Ears, Overlay, Step, Word
from kiosk.conversation.transition import ANYWHERE
from kiosk.understanding.understood import Candidate, Understood, Urgency
from tests.conversation.tales import CATEGORIES, LIFT, Tale, answered, session_of

SPOKEN = """yes no skip done erase other more again change read send finish talk touch type lamp hush touched
    call go-on leave close pause how-to louder quieter bigger smaller scan-slow scan-off show relay dictate
    use-words slower faster normal softer louder quiet edit-urgency ticket ticket-en remind withdraw"""
CODES = st.sampled_from(
    [
        *ANYWHERE,
        *EDITS,
        *(f"write-{side}" for side in Side),
        "through-headphones",
        "motion-on",
        "motion-off",
        *(f"reply-{reply}" for reply in REPLIES),
        *SPOKEN.split(),
        *(f"choice-{n}" for n in range(1, 8)),
        *(f"digit-{n}" for n in range(10)),
        *(f"size-{n}" for n in range(4)),
        *(f"theme-{t}" for t in ("day", "night", "yellow", "white")),
        *(f"language-{t}" for t in ("zh-CN", "en", "xx")),
        "no such code",
        "",
    ]
)
MATTERS = [replace(MATTER, progress=progress) for progress in Progress]
CANDIDATES = st.builds(Candidate, st.sampled_from(CATEGORIES), st.floats(0, 1))
ANSWERS = st.sampled_from(["", "It is mended today. It takes an hour."])
OTHERS = st.lists(st.sampled_from(["The left is broken.", "The lid is broken."]), max_size=4).map(tuple)
REQUESTS = st.builds(
    Understood,
    text=st.sampled_from(["", " ", "The lift is broken.", "路灯坏了"]),
    category=st.sampled_from(["", "elevator", "no_such_category"]),
    candidates=st.lists(CANDIDATES, max_size=3).map(tuple),
    urgency=st.sampled_from(Urgency),
    place=st.sampled_from(["", "Happy Lane"]),
    phone=st.sampled_from(["", "13800138000"]),
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Pressed, CODES, st.sampled_from(["touch", "voice", "keys", "switch"])),
    st.builds(Focused, CODES, st.just(("Go on",)), st.sampled_from(["", "en"]), st.booleans(), st.booleans()),
    st.builds(Typing, st.text(max_size=5)),
    st.builds(Sounding, st.integers(0, 20), st.integers(0, 5)),
    st.builds(
        Heard,
        st.text(max_size=5),
        REQUESTS,
        by=st.sampled_from(["voice", "touch"]),
        others=OTHERS,
        answer=ANSWERS,
    ),
    st.builds(HeadphonesChanged, st.booleans()),
    st.builds(Written, st.sampled_from(["", " ", "The lift is broken."])),
    st.builds(Dialled, st.text("0123456789 x", max_size=20)),
    st.builds(Partial, st.just((Word("so"), Word("far", sure=False)))),
    st.just(HeardNothing()),
    st.builds(HardToHear, st.sampled_from(["faint", "loud", "noise"])),
    st.just(BargedIn()),
    st.just(ListeningStarted()),
    st.builds(Spoken, st.integers(0, 20)),
    st.builds(TimedOut, st.sampled_from(["idle", "warning", "asleep", "unknown"])),
    st.just(answered(Saved("40721936"))),
    st.just(answered(SaveFailed("disk full"))),
    st.just(answered(NumberLikely("40721936"))),
    st.builds(SameFound, st.sampled_from(["", "10000012"]), st.integers(0, 12)).map(answered),
    st.sampled_from([*map(Stands, MATTERS), NoSuchTicket(), CannotLook(), Followed(), NotFollowed()]).map(
        answered
    ),
    st.builds(EarsChanged, st.sampled_from(Ears)),
    st.builds(VoiceChanged, st.booleans()),
)


@given(st.lists(EVENTS, max_size=60))
def test_from_wherever_a_conversation_gets_to_touch_alone_reaches_a_ticket(events: list[Event]) -> None:
    tale = Tale().tell(*events)
    _finish_by_touch(tale)
    assert tale.step is Step.DONE


def _finish_by_touch(tale: Tale) -> None:
    """What a patient hand would do on each screen; at most a screen for each step, twice."""
    for _ in range(40):
        if tale.step is Step.DONE and not tale.session.overlay:
            return
        if tale.screen.busy:
            tale.saved() if tale.step is Step.SAVING else tale.answer(NoSuchTicket())
        elif (code := tale.screen.way_through(tale.session)) == "typed":
            tale.tell(Heard(LIFT.text, LIFT, by="touch"))
        else:
            tale.press(code)


@given(st.lists(EVENTS, max_size=80))
def test_a_confirmed_draft_is_kept_until_it_is_saved(events: list[Event]) -> None:
    session = session_of(categories=CATEGORIES, ears=Ears.READY)
    # A start that often gets as far as a confirmed draft.
    start: tuple[Event, ...] = (Pressed("language-en"), Heard("x", LIFT, by="touch"))
    for event in start:
        session, _ = advance(session, event)
    promised: Draft | None = None
    for event in events:
        before = session
        session, effects = advance(session, event)
        for effect in effects:
            if isinstance(effect, Ask) and isinstance(effect.question, Save):
                promised = effect.question.draft
        if promised is None:
            continue
        if before.step is Step.SAVING and session.step in (Step.DONE, Step.KEPT):
            promised = None  # the service has answered: it is written down, or kept aside
        else:
            assert session.step is Step.SAVING
            assert session.draft == promised


@given(st.lists(EVENTS, max_size=60), st.booleans())
def test_the_kiosk_never_listens_while_it_speaks_nor_before_it_said_what_is_kept(
    events: list[Event], at_rest: bool
) -> None:
    session = session_of(categories=CATEGORIES, ears=Ears.READY, listen_at_rest=at_rest)
    for event in events:
        session, _ = advance(session, event)
        assert not (session.speaking and session.listening)
        rests = session.step is Step.WELCOME and session.overlay is Overlay.NONE
        told = session.notice_given or session.overlay is Overlay.RELAY  # which says so itself
        assert not (session.listening and not told and not rests)
        assert not (session.listening and rests and not at_rest)
        assert not (rests and session.caption), "what is heard at rest is shown to nobody"


@given(st.lists(EVENTS, max_size=40))
def test_the_same_events_always_give_the_same_session(events: list[Event]) -> None:
    assert Tale().tell(*events).session == Tale().tell(*events).session
