"""What sends or agrees takes a hand only once its screen has stood for a while; a voice need not wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.conversation.effects import Ask, StartTimer
from kiosk.conversation.events import Event, Pressed, TimedOut
from kiosk.conversation.flow import RESIDENT, advance
from kiosk.conversation.questions import Save
from kiosk.conversation.session import Overlay, Step
from kiosk.conversation.transition import ARMED, ARMED_AFTER_S
from tests.conversation.tales import LIFT, PACKS, Tale, started, view
from tests.conversation.test_flow_properties import EVENTS

HANDS = ("touch", "keys", "switch")


def at_the_read_back() -> Tale:
    """Just come there by a touch on "this is my number"."""
    return started().hear(LIFT).say("yes").press(*(f"digit-{d}" for d in "13800138000"), "done")


@pytest.mark.parametrize("by", HANDS)
def test_a_second_tap_right_after_the_one_that_led_there_sends_nothing_and_is_told_why(by: str) -> None:
    tale = at_the_read_back()
    assert StartTimer(ARMED, ARMED_AFTER_S) in tale.effects
    tale.tell(Pressed("touched", by=by), Pressed("yes", by=by))
    assert tale.step is Step.READBACK
    assert not tale.asked(Save)
    assert tale.said()[-1] == "state.not_yet"
    assert PACKS["en"].prompts["state.not_yet"] in view(tale.session).hint
    assert tale.tell(TimedOut(ARMED), Pressed("yes", by=by)).step is Step.SAVING


def test_a_spoken_yes_needs_no_waiting() -> None:
    assert at_the_read_back().say("yes").step is Step.SAVING


def test_what_neither_sends_nor_agrees_can_be_pressed_at_once() -> None:
    assert at_the_read_back().tell(Pressed("read")).said()[-1] != "state.not_yet"
    assert started().hear(LIFT).tell(Pressed("no")).step is Step.MEND
    assert started().tell(Pressed("help")).session.overlay is Overlay.HELP


def test_it_waits_anew_when_what_lay_over_the_screen_is_taken_away() -> None:
    tale = at_the_read_back().arm().press("comfort", "close")
    assert tale.tell(Pressed("yes")).step is Step.READBACK
    assert tale.press("yes").step is Step.SAVING


def test_the_act_shows_whether_it_can_be_pressed() -> None:
    tale = at_the_read_back()
    armed = {act.code: act.armed for act in view(tale.session).acts}
    assert armed == {"yes": False, "read": None}
    assert view(tale.arm().session).acts[0].armed is True


def test_every_yes_to_a_question_is_guarded_unless_nothing_hangs_on_it() -> None:
    screens = {**RESIDENT.screens, **RESIDENT.overlays}.values()
    assert [screen.name for screen in screens if "yes" not in screen.binding] == [
        Step.DONE,
        Step.TICKET,
        Step.UNKNOWN,
        Step.STATUS,
        Step.RATING,
        Step.NOTED,
        Overlay.STILL_THERE,
    ]


@given(st.lists(EVENTS, max_size=60))
def test_no_hand_sends_before_the_screen_has_stood_and_a_screen_that_waits_is_armed(
    events: list[Event],
) -> None:
    session = at_the_read_back().session
    pending = True
    for event in events:
        before, (session, effects) = session, advance(session, event)
        saves = any(isinstance(effect, Ask) and isinstance(effect.question, Save) for effect in effects)
        if saves and isinstance(event, Pressed) and event.by != "voice":
            assert before.armed
        pending = any(isinstance(e, StartTimer) and e.timer == ARMED for e in effects) or (
            pending and event != TimedOut(ARMED)
        )
        assert session.armed or pending
