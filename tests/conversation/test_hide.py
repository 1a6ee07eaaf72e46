"""The screen covered: nothing of the resident's is shown or said, and nothing of it is lost."""

from __future__ import annotations

import pytest

from kiosk.conversation.effects import Say
from kiosk.conversation.events import TimedOut
from kiosk.conversation.session import Draft, Overlay, Step
from tests.conversation.tales import CATEGORIES, LIFT, Tale, session_of, view
from tests.conversation.test_screens import words_of


def checked() -> Tale:
    """A request that was heard and stands there to be checked."""
    return Tale().press("language-en").hear(LIFT).listen()


@pytest.mark.parametrize("way", ["touch", "voice"])
def test_the_screen_is_covered_and_shown_again_with_nothing_lost(way: str) -> None:
    tale = checked()
    before = tale.session.draft
    act = tale.press if way == "touch" else tale.say
    act("hide")
    assert tale.session.overlay is Overlay.HIDDEN
    assert LIFT.text not in words_of(view(tale.session))
    again = act("show").session
    assert again.overlay is Overlay.NONE
    assert tale.step == Step.CHECK
    assert tale.session.draft == before


def test_what_was_being_read_stops_and_nothing_private_is_said_while_covered() -> None:
    tale = checked().press("read")
    assert tale.session.speaking
    said = len(tale.effects)
    tale.press("hide", "repeat", "read", "yes").silence()
    lines = [line for e in tale.effects[said:] if isinstance(e, Say) for line in e.lines]
    assert lines
    assert not [line for line in lines if line.private or line.text]
    assert tale.session.overlay is Overlay.HIDDEN


@pytest.mark.parametrize(("opens", "closes"), [("comfort", "close"), ("help", "go-on"), ("start-over", "no")])
def test_what_is_laid_upon_a_covered_screen_leaves_it_covered(opens: str, closes: str) -> None:
    tale = checked().press("hide", opens)
    assert LIFT.text not in words_of(view(tale.session))
    tale.press(closes)
    assert tale.session.overlay is Overlay.HIDDEN
    assert tale.press("show").session.overlay is Overlay.NONE


def test_a_covered_screen_that_nobody_comes_back_to_warns_and_is_wiped() -> None:
    tale = checked().press("hide").listen().silence().tell(TimedOut("idle"))
    assert tale.session.overlay is Overlay.STILL_THERE
    assert tale.press("yes").session.overlay is Overlay.HIDDEN
    tale.silence().tell(TimedOut("idle")).listen().tell(TimedOut("warning"))
    assert tale.step == Step.WELCOME
    assert tale.session.draft == Draft()
    assert tale.session.beneath == ()


def test_every_screen_with_something_of_the_residents_can_be_covered() -> None:
    for step in set(Step) - {Step.WELCOME, Step.SAVING, Step.LOOKING}:
        tale = Tale()
        tale.session = session_of(step=step, categories=CATEGORIES, draft=Draft(text="x"))
        shown = view(tale.session)
        assert shown.hide is not None, step
        assert tale.press(shown.hide.code).session.overlay is Overlay.HIDDEN, step


def test_there_is_nothing_to_cover_before_anything_was_said() -> None:
    tale = Tale()
    assert view(tale.session).hide is None
    assert tale.press("hide").session.overlay is Overlay.NONE
