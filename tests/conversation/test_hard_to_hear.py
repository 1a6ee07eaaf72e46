"""A resident who is hard to hear is told what would help, and one who speaks over the voice is heard."""

from __future__ import annotations

import pytest

from kiosk.conversation.effects import Hush, Listen, Say
from kiosk.conversation.events import BargedIn, HardToHear, HeardNothing, ListeningStarted
from kiosk.conversation.session import Step
from tests.conversation.tales import LIFT, PACKS, Tale, view


def asked() -> Tale:
    return Tale().press("language-en").listen()


@pytest.mark.parametrize("why", ["faint", "loud", "noise"])
def test_what_would_help_is_shown_at_once_and_said_when_nothing_was_understood(why: str) -> None:
    tale = asked().tell(HardToHear(why))
    words = PACKS["en"].prompts[f"lamp.hearing_{why}"]
    assert view(tale.session).lamp.hint == words
    tale.tell(HeardNothing())
    assert tale.said()[-2:] == [f"lamp.hearing_{why}", "speak.nothing_1"]


def test_it_is_said_once_to_each_resident() -> None:
    tale = asked().tell(HardToHear("faint"), HeardNothing()).listen()
    assert view(tale.session).lamp.hint != PACKS["en"].prompts["lamp.hearing_faint"]
    tale.tell(HardToHear("faint"), HeardNothing())
    assert tale.said().count("lamp.hearing_faint") == 1
    tale.press("start-over", "yes", "language-en").listen().tell(HardToHear("faint"), HeardNothing())
    assert tale.said().count("lamp.hearing_faint") == 2


def test_who_is_understood_all_the_same_is_told_nothing() -> None:
    tale = asked().tell(HardToHear("noise")).hear(LIFT)
    assert "lamp.hearing_noise" not in tale.said()


def test_who_speaks_over_the_voice_silences_it_and_is_listened_to() -> None:
    tale = asked().hear(LIFT)
    assert tale.session.speaking
    tale.tell(BargedIn())
    assert [type(effect) for effect in tale.effects[-3:-1]] == [Hush, Listen]
    assert tale.session.listening
    assert not tale.session.speaking
    assert tale.say("yes").step != Step.CHECK


def test_a_noise_over_the_voice_lets_it_go_on_where_it_was_cut_off() -> None:
    tale = asked().hear(LIFT)
    before = tale.last(Say)
    tale.tell(BargedIn(), ListeningStarted(), HeardNothing())
    assert isinstance(before, Say)
    assert tale.said()[-len(before.lines) :] == [line.key or line.text for line in before.lines]
    assert tale.session.misses == 0


def test_nobody_is_heard_before_they_were_told_what_is_kept() -> None:
    tale = Tale().press("language-en")
    assert tale.session.speaking
    assert tale.tell(BargedIn()).session.speaking


def test_at_rest_nobody_is_advised() -> None:
    tale = Tale()
    assert tale.tell(HardToHear("faint"), BargedIn()).session.hard == ""
