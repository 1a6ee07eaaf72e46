"""What the next resident finds: nothing of the one before, and all that is the station's."""

from __future__ import annotations

from dataclasses import fields

import pytest

from kiosk.conversation.effects import ResetComfort, StartTimer, StopTimer
from kiosk.conversation.events import Partial, TimedOut
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.session import Draft, Overlay, Station, Step, Word
from tests.conversation.tales import GAS, LIFT, Tale, altered, session_of, started

STATIONS = [each.name for each in fields(Station)]
"""The fields of a session that are the station's."""


@pytest.mark.parametrize("name", STATIONS)
def test_what_is_the_stations_outlives_the_resident(name: str) -> None:
    own = {"languages": ("en", "ko"), "voice": False}.get(name, object())
    assert getattr(RESIDENT.fresh(session_of(**{name: own})).station, name) == own


def test_the_stations_own_emergency_numbers_are_said_to_the_second_resident_too() -> None:
    tale = Tale(altered(Tale().session, emergency=("112", "112", "110"))).press("language-en")
    tale.press("back", "language-en").hear(GAS)
    assert tale.step is Step.EMERGENCY
    rung = [line.text for line in tale.lines() if line.key in ("emergency.fire", "emergency.ambulance")]
    assert rung == ["112", "112"]


def test_the_next_resident_begins_in_the_stations_first_language_where_it_has_one() -> None:
    for languages, language in ((("en", "zh-CN"), "en"), ((), "zh-CN"), (("ko",), "ko")):
        tale = Tale(session_of(languages=languages, language="zh-CN", step=Step.SPEAK))
        assert tale.press("start-over", "yes").session.language == language
    tale = Tale(session_of(languages=(), language="en", step=Step.SPEAK))
    assert tale.press("start-over", "yes").session.language == "en"


def test_comfort_is_reset_for_the_next_resident() -> None:
    tale = started().press("comfort", "size-2", "close").hear(LIFT).say("yes", "skip", "yes").saved()
    before = len(tale.effects)
    tale.press("leave")
    assert tale.step is Step.WELCOME
    assert {StopTimer("warning"), StopTimer("idle")} <= set(tale.effects[before:])
    assert ResetComfort() in tale.effects
    assert tale.session.comfort.size == 0
    assert tale.session.draft == Draft()


def test_an_idle_session_is_asked_after_and_then_wiped() -> None:
    tale = started()
    tale.silence()
    assert StartTimer("idle", 60.0) in tale.effects
    tale.tell(TimedOut("idle"))
    assert tale.session.overlay is Overlay.STILL_THERE
    tale.listen()
    assert StartTimer("warning", 20.0) in tale.effects, "it counts from the end of the spoken warning"
    tale.tell(TimedOut("warning"))
    assert tale.step is Step.WELCOME


def test_a_long_sleep_of_the_machine_wipes_whatever_was_on_the_screen() -> None:
    asked, listening = started().hear(LIFT), started()
    listening.tell(Partial((Word("lift"),)))
    helped = started().hear(LIFT).press("help")
    for tale in (asked, listening, helped):
        tale.tell(TimedOut("asleep"))
        assert (tale.step, tale.session.draft, tale.session.caption) == (Step.WELCOME, Draft(), ())
