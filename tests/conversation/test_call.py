"""A person is called: the chime sounds and the whole screen says so until somebody answers by a touch."""

from __future__ import annotations

import pytest

from kiosk.conversation.effects import CallVolunteer, Ring, StartTimer, StopTimer
from kiosk.conversation.events import HeardNothing, TimedOut
from kiosk.conversation.overlays.help import ROUNDS
from kiosk.conversation.questions import SaveFailed
from kiosk.conversation.session import Overlay, Step
from kiosk.conversation.transition import RINGING, RINGS_S
from kiosk.packs import available
from tests.conversation.tales import GAS, LIFT, PACKS, Tale, altered, started, view

EN = PACKS["en"].prompts


def called() -> Tale:
    return started().hear(LIFT).press("help")


def rings(tale: Tale) -> bool:
    """Whether the chime sounds now."""
    return next((e.on for e in reversed(tale.effects) if isinstance(e, Ring)), False)


def nobody_comes(tale: Tale) -> Tale:
    """A minute passes."""
    return tale.tell(TimedOut(RINGING))


def test_the_chime_sounds_and_the_screen_says_in_two_languages_that_help_is_wanted() -> None:
    tale = called()
    assert rings(tale)
    assert StartTimer(RINGING, RINGS_S) in tale.effects
    assert CallVolunteer("asked") in tale.effects
    shown = view(tale.session)
    assert shown.number == EN["help.wanted"]
    for languages in (("zh-CN", "en"), ("zh-CN", "en", "ko")):
        shown = view(altered(tale.session, languages=languages))
        assert [word.text for word in shown.words] == [PACKS["zh-CN"].prompts["help.wanted"]]
    assert shown.question == (EN["help.ringing"],)


def test_whoever_comes_touches_the_screen_and_only_then_it_says_that_somebody_is_here() -> None:
    tale = called()
    assert "help.title" not in tale.said()
    tale.press("here")
    assert not rings(tale)
    assert StopTimer(RINGING) in tale.effects
    assert view(tale.session).question == (EN["help.title"],)
    assert tale.said()[-1] == "help.title"
    assert tale.press("go-on").step is Step.CHECK, "and nothing of the request is lost"


def test_who_goes_back_goes_on_alone_and_the_chime_ends() -> None:
    tale = called().press("back")
    assert (tale.session.overlay, tale.step, tale.session.calling) == (Overlay.NONE, Step.CHECK, False)
    assert not rings(tale)


def test_who_calls_can_say_meanwhile_that_they_go_on_and_the_chime_is_no_answer() -> None:
    tale = called().listen().tell(HeardNothing(), HeardNothing("ding"))
    assert tale.session.listening
    assert tale.said()[-1] == "help.ringing", "nothing is asked again"
    assert not rings(tale.say("go-on"))
    assert tale.step is Step.CHECK


def test_that_somebody_came_is_believed_of_a_hand_alone() -> None:
    tale = called().say("here")
    assert rings(tale)
    assert tale.session.calling


def test_where_nobody_comes_within_a_minute_that_is_said_and_what_to_do_and_it_rings_on() -> None:
    tale = called()
    before = tale.effects.count(StartTimer(RINGING, RINGS_S))
    nobody_comes(tale)
    assert tale.said()[-2:] == ["help.nobody", "help.do"]
    assert rings(tale)
    assert tale.effects.count(StartTimer(RINGING, RINGS_S)) == before + 1
    assert view(tale.session).question == (EN["help.nobody"], EN["help.do"])


def test_after_some_minutes_only_the_screen_calls_and_the_resident_can_ring_again() -> None:
    tale = called()
    for _ in range(ROUNDS):
        assert rings(tale)
        nobody_comes(tale)
    assert not rings(tale)
    assert tale.session.calling
    assert rings(tale.press("again"))
    assert view(tale.session).question == (EN["help.ringing"],), "it begins anew"
    assert tale.effects.count(CallVolunteer("asked")) == 2


def test_nobody_is_asked_whether_they_are_still_there_while_they_wait_for_somebody() -> None:
    tale = called().tell(TimedOut("idle"))
    assert view(tale.session).screen == Overlay.HELP
    tale.press("here").silence().tell(TimedOut("idle"))
    assert view(tale.session).screen == Overlay.STILL_THERE


@pytest.mark.parametrize("code", ["here", "go-on", "relay", "how-to", "back"])
def test_whatever_ends_a_call_leaves_nothing_of_it(code: str) -> None:
    tale = nobody_comes(called()).press(code)
    assert not rings(tale)
    assert (tale.session.calling, tale.session.ringing, tale.session.rounds) == (False, False, 0)


def test_the_call_goes_on_after_a_look_at_the_comfort_panel() -> None:
    tale = called().press("comfort")
    assert not rings(tale), "its samples are to be heard"
    tale.press("close")
    assert tale.session.overlay is Overlay.HELP
    assert rings(tale)


def test_an_emergency_rings_only_once_somebody_asks_for_it() -> None:
    tale = started().hear(GAS)
    assert CallVolunteer("emergency") in tale.effects
    assert not rings(tale)
    assert rings(tale.press("call"))
    assert tale.press("go-on").step is Step.EMERGENCY


def test_a_ticket_that_could_not_be_saved_promises_nobody() -> None:
    tale = started().hear(LIFT).say("yes", "skip", "yes").answer(SaveFailed("disk full"))
    assert CallVolunteer("save-failed") in tale.effects
    assert not rings(tale)


def test_the_end_of_the_session_ends_the_call() -> None:
    tale = called().tell(TimedOut("asleep"))
    assert tale.step is Step.WELCOME
    assert not rings(tale)


@pytest.mark.parametrize("tag", available())
def test_no_sentence_says_that_somebody_was_called_or_comes(tag: str) -> None:
    claims = ("已经叫", "叫了", "我叫人来", "have called", "called a person", "getting a person", "불렀")
    assert [text for text in PACKS[tag].prompts.values() if any(claim in text for claim in claims)] == []
