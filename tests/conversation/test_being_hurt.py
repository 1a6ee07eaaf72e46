"""Somebody is being hurt: what they say stays with who helps them. And the answers to an emergency."""

from __future__ import annotations

import pytest

from kiosk.conversation.draft import Change
from kiosk.conversation.effects import Say
from kiosk.conversation.events import HeardNothing, Pressed
from kiosk.conversation.questions import NextNumber, SameMatter
from kiosk.conversation.session import Draft, Ears, Overlay, Session, Step
from kiosk.services.save import new_ticket
from kiosk.understanding.understood import Understood, Urgency
from tests.conversation.tales import PACKS, Tale, altered, meant, session_of, view

HURT = Understood(
    "My son takes my pension and hits me",
    category="safety",
    urgency=Urgency.URGENT,
    calm=Urgency.URGENT,
    deed="hurt",
)
BURNING = Understood("The pan is on fire", category="safety", urgency=Urgency.EMERGENCY, reasons=("on fire",))
ABUSE = Draft(text="x", category="abuse")


def private_words(tale: Tale) -> list[str]:
    return [line.text for e in tale.effects if isinstance(e, Say) for line in e.lines if line.private]


def test_the_words_are_never_read_aloud_unasked_even_where_the_station_always_reads() -> None:
    tale = Tale(session_of(language="en", read_always=True, ears=Ears.READY)).press("language-en").hear(HURT)
    assert tale.step == Step.CHECK
    assert HURT.text not in private_words(tale)
    tale.press("read")
    assert HURT.text in private_words(tale)


@pytest.mark.parametrize("step", [Step.CHECK, Step.MEND, Step.READBACK, Step.PLACE, Step.EMERGENCY])
def test_to_cover_the_screen_is_an_act_of_the_screen_itself(step: Step) -> None:
    draft = Draft(text=HURT.text, recognized=HURT.text, category="safety", deed="hurt")
    now = session_of(language="en", step=step, draft=draft)
    assert "hide" in [act.code for act in view(now).acts]
    assert "hide" not in [act.code for act in view(session_of(language="en", step=step)).acts]
    assert Tale(now).press("hide").session.overlay is Overlay.HIDDEN


@pytest.mark.parametrize("draft", [Draft(deed="hurt"), Draft(deed="missing"), Draft(category="abuse")])
def test_no_neighbours_ticket_is_looked_for_and_the_ticket_is_confidential(draft: Draft) -> None:
    assert draft.confidential
    assert new_ticket(draft, "en", "1").confidential
    assert not new_ticket(Draft(category="noise"), "en", "1").confidential
    tale = (
        Tale(session_of(language="en", ears=Ears.READY)).press("language-en").hear(HURT).press("yes", "skip")
    )
    assert tale.asked(NextNumber)
    assert not tale.asked(SameMatter)


@pytest.mark.parametrize("tag", ["zh-CN", "en", "ko"])
def test_whom_to_ring_stands_there_for_the_country_of_the_station(tag: str) -> None:
    lines = PACKS[tag].lines
    assert lines
    for country in {line.country for line in lines}:
        now = session_of(
            language=tag,
            country=country,
            step=Step.CHECK,
            draft=Draft(text="x", deed="hurt", category="safety"),
        )
        shown = {note.text for note in view(now).notes}
        assert shown == {n.sentence for n in lines if n.country == country and "hurt" in n.deeds}
        assert {n.text for n in view(altered(now, draft=ABUSE)).notes} == shown
    calm = session_of(language=tag, step=Step.CHECK, draft=Draft(text="x", category="noise"))
    assert not view(calm).notes


def in_danger(tag: str) -> Session:
    tale = Tale(session_of(language=tag, ears=Ears.READY)).press(f"language-{tag}").hear(BURNING)
    assert tale.step == Step.EMERGENCY
    return tale.session


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "it's no emergency"),
        ("en", "no, it's not an emergency"),
        ("en", "no no it's not an emergency"),
        ("en", "Nope, it's no emergency."),
        ("en", "No, um, false alarm."),
        ("en", "you've got it wrong"),
        ("en", "um false alarm"),
        ("zh-CN", "搞错了"),
        ("zh-CN", "没那么急"),
        ("zh-CN", "不是急事"),
        ("zh-CN", "不不是急事"),
        ("zh-CN", "不对，不是急事"),
        ("zh-CN", "你听错了"),
    ],
)
def test_no_emergency_takes_the_urgency_back_to_what_it_else_is(tag: str, said: str) -> None:
    now = in_danger(tag)
    tale = Tale(now).tell(meant(said, now))
    assert tale.step == Step.CHECK
    draft = tale.session.draft
    assert (draft.urgency, draft.reasons) == (Urgency.NORMAL, ())
    assert draft.corrections == (Change("urgency", "emergency", "normal", "voice"),)
    assert draft.text == BURNING.text


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "i've already called them"),
        ("en", "they're on their way"),
        ("en", "yes i've rung them"),
        ("en", "No, I've already called them."),
        ("zh-CN", "已经打了"),
        ("zh-CN", "我已经报警了"),
        ("zh-CN", "打过电话了"),
    ],
)
def test_whoever_has_called_goes_on_and_it_stays_an_emergency(tag: str, said: str) -> None:
    now = in_danger(tag)
    tale = Tale(now).tell(meant(said, now))
    assert tale.step == Step.CHECK
    assert tale.session.draft.urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "help"),
        ("en", "what do i do"),
        ("en", "no no no"),
        ("en", "he's still in there"),
        ("en", "yes"),
        ("en", "no false alarm"),
        ("en", "no mistake"),
        ("zh-CN", "不开玩笑的"),
        ("zh-CN", "不是没事"),
    ],
)
def test_nothing_else_takes_an_emergency_back(tag: str, said: str) -> None:
    now = in_danger(tag)
    event = meant(said, now)
    assert event in (HeardNothing(), Pressed("help", by="voice"), Pressed("how-to", by="voice"))
    tale = Tale(now).tell(event)
    assert (tale.step, tale.session.draft) == (Step.EMERGENCY, now.draft)
