"""Which timers are started and stopped as somebody comes, falls silent, is asked after and leaves."""

from __future__ import annotations

from kiosk.conversation.effects import Effect, StartTimer, StopTimer
from kiosk.conversation.events import Spoken, TimedOut
from kiosk.conversation.session import Step
from tests.conversation.tales import LIFT, Tale, started

IDLE, WARNING = StopTimer("idle"), StopTimer("warning")


def timers(tale: Tale) -> list[Effect]:
    """What was started and stopped since the last look."""
    found = [effect for effect in tale.effects if isinstance(effect, StartTimer | StopTimer)]
    tale.effects.clear()
    return found


def spoken(tale: Tale) -> Tale:
    """The kiosk has ended its sentence."""
    return tale.tell(Spoken(tale.session.station.saying))


def test_each_timer_is_stopped_by_its_name_wherever_it_must_not_run_out() -> None:
    tale = started()
    assert timers(tale) == [IDLE, WARNING, IDLE], "somebody came, and the kiosk speaks"
    timers(tale.silence())
    tale.press("hush", "hush", "touched")
    assert timers(tale)[-2:] == [WARNING, StartTimer("idle", 60.0)], "nobody speaks any more"
    tale.tell(TimedOut("idle"))
    assert timers(tale) == [IDLE], "the warning is being said"
    assert timers(spoken(tale)) == [StartTimer("warning", 20.0), IDLE]
    assert timers(tale.press("yes")) == [WARNING, IDLE], "they are there, and the question is said again"
    timers(tale.silence().tell(TimedOut("idle")))
    timers(spoken(tale))
    assert timers(tale.tell(TimedOut("warning"))) == [WARNING, IDLE], "nobody is there"
    assert tale.step is Step.WELCOME


def test_a_finished_request_is_wiped_sooner_and_a_ticket_that_is_being_written_not_at_all() -> None:
    tale = started().hear(LIFT).say("yes", "skip")
    spoken(tale).press("touched")
    tale.effects.clear()
    assert not [e for e in timers(tale.press("yes")) if isinstance(e, StartTimer)]
    patience = tale.session.station.patience
    assert timers(tale.saved().silence())[-1] == StartTimer("idle", patience.done_s)


def test_no_more_than_twenty_steps_are_remembered_for_back() -> None:
    tale = started().hear(LIFT)
    for _ in range(15):
        tale.press("again").hear(LIFT)
    assert tale.session.trail == (Step.CHECK, Step.SPEAK) * 10
    assert tale.session.turns == 32
