from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.events import Focused, Pressed
from kiosk.conversation.session import Overlay, Station, Step
from tests.conversation.tales import LIFT, Tale, altered


def with_a_reader() -> Tale:
    first = altered(Tale().session, screen_reader=True)
    return Tale(replace(first, comfort=first.station.first_comfort))


def test_the_kiosk_does_not_talk_over_a_screen_reader() -> None:
    tale = with_a_reader().press("language-en", "touch", "choice-1", "choice-1", "skip", "yes").saved()
    assert tale.step is Step.DONE
    assert tale.said() == []


def test_the_ears_open_only_when_asked_for_they_would_hear_the_reader() -> None:
    tale = with_a_reader().press("language-en")
    assert not tale.listened()
    tale.press("talk").hear(LIFT)
    assert tale.step is Step.CHECK
    assert len(tale.listened()) == 1


def test_the_voice_can_be_had_and_is_quiet_again_for_the_next_resident() -> None:
    tale = with_a_reader().press("language-en", "comfort", "louder", "close")
    assert tale.said()
    tale.press("start-over", "yes")
    assert tale.step is Step.WELCOME
    assert tale.session.comfort.quiet
    assert tale.session.untouched


def test_moving_the_focus_changes_nothing_and_says_nothing() -> None:
    tale = with_a_reader().tell(Pressed("touched", by="keys"), Focused("language-en", ("Speak English",)))
    assert tale.session.overlay is Overlay.NONE
    assert tale.said() == []
    assert Station().first_comfort.quiet is False
