"""What follows when nothing is said, touched or pressed: asked again gently, warned, wiped."""

from __future__ import annotations

from kiosk.conversation import relay, screenplay, voicing
from kiosk.conversation.move import Move, fresh
from kiosk.conversation.session import Overlay, Step


def heard_nothing(move: Move) -> None:
    """Ask again gently, twice; then stop listening and leave the touch path open."""
    if not move.session.listening:
        return
    if move.session.overlay is Overlay.RELAY:
        relay.stop_writing(move)
        return
    move.set(listening=False, open=False, caption=())
    if voicing.nobody_is_asked(move):
        return
    if move.session.speech.over:
        move.go_on()
        return
    misses = min(move.session.misses + 1, screenplay.ASKS)
    move.set(misses=misses)
    if move.session.overlay is Overlay.STILL_THERE:
        move.listen()
        return
    move.say(*voicing.advice(move), f"speak.nothing_{misses}")


def timed_out(move: Move, timer: str) -> None:
    """Nobody has spoken or touched for a while: ask, and in the end wipe the screen. ``asleep`` is told by a
    machine that slept for longer than all of that takes."""
    session = move.session
    if timer == "asleep" and session.step is not Step.SAVING:
        move.end(fresh(session))  # whoever was there has gone, whatever was going on
        return
    if session.step is Step.SAVING or session.speaking or session.caption:
        return
    if session.step is Step.WELCOME:
        if timer == "idle" and not session.untouched:
            move.end(fresh(session))
        return
    nobody_there = timer == "warning" and session.overlay is Overlay.STILL_THERE
    if session.listening and not nobody_there:
        return
    if nobody_there or (timer == "idle" and session.step in screenplay.OVER):
        move.end(fresh(session))
    elif timer == "idle" and session.overlay is not Overlay.STILL_THERE:
        if session.warnings >= session.patience.extensions:
            move.end(fresh(session))
            return
        move.set(warnings=session.warnings + 1)
        move.cover(Overlay.STILL_THERE)
