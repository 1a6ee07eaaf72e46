"""Which timers are started and stopped as somebody comes, falls silent, is asked after and leaves."""

from __future__ import annotations

from kiosk.conversation.effects import StartTimer, StopTimer
from kiosk.conversation.events import (
    EarsChanged,
    HeadphonesChanged,
    HeardNothing,
    Partial,
    Spoken,
    TimedOut,
)
from kiosk.conversation.session import Ears, Overlay, Step, Word
from tests.conversation.tales import LIFT, Tale, session_of, started

IDLE, WARNING = StopTimer("idle"), StopTimer("warning")


def timers(tale: Tale) -> list[StartTimer | StopTimer]:
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


def test_without_a_voice_the_warning_counts_from_when_it_is_shown_and_nothing_begins_it_anew() -> None:
    tale = Tale(session_of(ears=Ears.READY, voice=False)).press("language-en").silence()
    tale.effects.clear()
    assert StartTimer("warning", 20.0) in timers(tale.tell(TimedOut("idle")))
    assert timers(tale.tell(HeadphonesChanged(True))) == [IDLE]


def test_a_touch_on_the_welcome_screen_begins_to_count_anew_what_is_open_there() -> None:
    tale = spoken(Tale().press("how-to"))
    tale.effects.clear()
    assert timers(tale.press("touched")) == [StartTimer("idle", 60.0)]


def test_a_timer_that_runs_out_late_is_no_other_timer() -> None:
    tale = started().silence().tell(TimedOut("warning"), TimedOut("no such timer"))
    assert (tale.step, tale.session.overlay) == (Step.SPEAK, Overlay.NONE)
    tale.tell(TimedOut("idle"))
    spoken(tale).tell(HeardNothing(), HeardNothing(), HeardNothing(), TimedOut("idle"))
    assert tale.session.overlay is Overlay.STILL_THERE


def test_who_is_speaking_or_waits_for_somebody_is_there() -> None:
    tale = started().silence().tell(TimedOut("idle"))
    tale.listen().tell(Partial((Word("I am"),)), TimedOut("warning"))
    assert tale.session.overlay is Overlay.STILL_THERE, "they speak"
    tale = started().press("help")
    tale.listen().tell(EarsChanged(Ears.BROKEN), TimedOut("idle"))
    assert tale.session.overlay is Overlay.HELP, "they wait for a person"
