"""A listening turn begins only where it may, and once it is over nothing of it is left."""

from __future__ import annotations

import pytest

from kiosk.conversation.effects import StopListening
from kiosk.conversation.events import EarsChanged, Event, HardToHear, Heard, HeardNothing, Partial, Pressed
from kiosk.conversation.line import Line, Role
from kiosk.conversation.session import Ears, Overlay, Step, Word
from kiosk.conversation.transition import ASKS
from tests.conversation.tales import LIFT, PACKS, UNSURE, Tale, altered, started, view

DEAF = PACKS["en"].prompts["speak.deaf"]


def heard_so_far(step: Step = Step.SPEAK) -> Tale:
    """A turn under way in which words were made out."""
    tale = started().hear(UNSURE).listen()
    tale.session = altered(tale.session, step=step, spoken=True)
    tale.press("repeat").listen().tell(Partial((Word("the lift"),)))
    assert (tale.session.listening, tale.session.open) == (True, True)
    tale.effects.clear()
    return tale


@pytest.mark.parametrize("ears", [Ears.MOMENT, Ears.BROKEN])
def test_ears_that_fail_leave_nothing_of_the_turn(ears: Ears) -> None:
    now = heard_so_far().tell(EarsChanged(ears)).session
    assert (now.listening, now.open, now.caption) == (False, False, ())


def test_a_turn_that_brought_nothing_leaves_nothing() -> None:
    now = heard_so_far().tell(HeardNothing()).session
    assert (now.listening, now.open, now.caption) == (False, False, ())


@pytest.mark.parametrize("step", [Step.SPEAK, Step.MEND, Step.PLACE])
def test_a_turn_that_brought_words_is_over_by_itself(step: Step) -> None:
    tale = heard_so_far(step).tell(Heard("x", LIFT))
    now = tale.session
    assert now.step is not step
    assert (now.listening, now.open, now.caption) == (False, False, ())
    assert StopListening() not in tale.effects


def test_ears_that_come_back_take_back_that_they_were_gone() -> None:
    tale = started().listen().tell(EarsChanged(Ears.NO_MICROPHONE))
    assert view(tale.session).hint == DEAF
    tale.listen().tell(EarsChanged(Ears.READY))
    assert (tale.session.told, tale.session.listening) == ((), True)
    assert view(tale.session).hint != DEAF


def test_what_else_was_said_stays_when_the_ears_come_back() -> None:
    tale = started().press("comfort", "size-1").tell(EarsChanged(Ears.MOMENT), EarsChanged(Ears.READY))
    assert tale.session.told == ("comfort.now_size",)


def test_ears_that_come_back_while_the_kiosk_speaks_wait_until_it_has_ended() -> None:
    tale = started().tell(EarsChanged(Ears.MOMENT), EarsChanged(Ears.READY))
    assert (tale.session.speaking, tale.session.listening) == (True, False)


@pytest.mark.parametrize(
    "events",
    [[], [EarsChanged(Ears.MOMENT), EarsChanged(Ears.READY)], [EarsChanged(Ears.BROKEN)]],
)
def test_who_did_not_answer_is_listened_to_again_only_once_something_else_was_asked(
    events: list[Event],
) -> None:
    tale = started().silence().tell(*events)
    assert not tale.session.listening


def test_what_is_laid_over_a_screen_and_taken_away_again_asks_from_the_beginning() -> None:
    tale = started().silence()
    assert tale.press("comfort").session.misses == 0
    tale.silence()
    assert tale.press("close").session.misses == 0
    assert tale.listen().session.listening
    tale.press("start-over").silence()
    assert tale.session.misses == ASKS
    assert tale.press("no").session.misses == 0


def test_who_wants_to_hear_it_again_is_asked_from_the_beginning() -> None:
    tale = started().silence().press("repeat")
    assert tale.session.misses == 0
    assert tale.listen().session.listening


def test_what_is_kept_of_the_hint_is_what_can_be_said() -> None:
    tale = Tale().tell(Pressed("language-en", by="voice"))
    hints = [line.key for line in tale.session.speech.lines if line.role is Role.HINT]
    assert hints == ["say.speak"]
    assert tale.session.overlay is Overlay.NONE


def test_a_new_screen_begins_with_nothing_of_the_one_before() -> None:
    tale = started().hear(LIFT)
    tale.session = altered(tale.session, misses=2, error="contact.invalid", caption=(Word("x"),), typed="x")
    now = tale.press("yes").session
    assert (now.misses, now.error, now.caption, now.typed) == (0, "", (), "")


def test_each_turn_has_the_number_after_the_one_before() -> None:
    tale = started().hear(LIFT).listen()
    assert [turn.turn for turn in tale.listened()] == [1, 2]


def test_a_volunteer_who_is_hard_to_hear_is_told_so() -> None:
    tale = started().press("help", "relay", "dictate").listen().tell(HardToHear("faint"))
    assert tale.session.hard == "faint"


@pytest.mark.parametrize(("said", "given_back"), [("x" * 40, "x" * 40), ("x" * 41, "x" * 40 + "…")])
def test_what_was_not_understood_is_given_back_in_short_and_never_kept_on_the_disk(
    said: str, given_back: str
) -> None:
    tale = heard_so_far().tell(HeardNothing(said))
    assert tale.lines()[0] == Line("speak.unclear", given_back, private=True)
    assert tale.session.unclear == given_back
