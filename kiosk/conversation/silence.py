"""What follows when nothing is said, touched or pressed: asked again gently, warned, wiped."""

from __future__ import annotations

from kiosk.conversation import voicing
from kiosk.conversation.effects import StartTimer
from kiosk.conversation.line import Line
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import ARMED, ASKS, RINGING, S, Transition

UNCLEAR_MOST = 40  # letters of what was not understood that are given back
BECKONS, BECKONS_S = "beckons", 20.0
"""The timer of the sign at rest, and how long it stands."""


def heard_nothing(transition: Transition[S], words: str = "") -> None:
    """Ask again gently, twice; then stop listening and leave the touch path open. ``words`` that were heard
    and not understood are shown, and said to somebody who does not look."""
    session, front = transition.session, transition.front
    if not session.listening or front.unheard(transition):
        return
    transition.end_turn()
    if front.at_rest:
        transition.listen()
        return
    if session.speech.paused or session.focused or front.looked_at:
        return
    if session.speech.barged_in:
        transition.go_on()
        return
    misses = min(session.misses + 1, ASKS)
    transition.set(misses=misses)
    if front.warns:
        transition.listen()
        return
    words = words if len(words) <= UNCLEAR_MOST else f"{words[:UNCLEAR_MOST]}…"
    heard = (Line("speak.unclear", words, private=True),) if words and session.spoken else ()
    transition.say(*heard, *voicing.advice(transition), f"speak.nothing_{misses}")
    transition.set(unclear=words)


def overheard(transition: Transition[S]) -> None:
    """Show where one begins, for a while; what was said is nobody's here."""
    if not transition.session.listening or not transition.front.at_rest:
        return
    transition.end_turn()
    transition.set(beckons=True)
    transition.effects.append(StartTimer(BECKONS, BECKONS_S))
    transition.listen()


def timed_out(transition: Transition[S], timer: str) -> None:
    """Nobody has spoken or touched for a while: ask, and in the end wipe the screen. ``asleep`` is told by a
    machine that slept for longer than all of that takes, ``armed`` once the screen has stood for a while,
    ``ringing`` once nobody has answered a call for a minute."""
    session, screen, front = transition.session, transition.screen, transition.front
    if timer == ARMED:
        transition.set(armed=True)
        return
    if timer == BECKONS:
        transition.set(beckons=False)
        return
    if timer == RINGING:
        front.rang_out(transition)
        return
    if timer == "asleep" and not screen.busy:
        transition.end()  # whoever was there has gone, whatever was going on
        return
    if screen.busy or session.speaking or session.caption or front.waits(session):
        return
    if screen.at_rest:
        if timer == "idle" and not session.untouched:
            transition.end()
        return
    nobody_there = timer == "warning" and front.warns
    if session.listening and not nobody_there:
        return
    if nobody_there or (timer == "idle" and screen.settled):
        transition.end()
    elif timer == "idle" and not front.warns:
        if session.warnings >= transition.station.patience.extensions:
            transition.end()
            return
        transition.set(warnings=session.warnings + 1)
        transition.cover(Overlay.STILL_THERE)
