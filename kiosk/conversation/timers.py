"""How long nothing may happen before somebody is asked whether they are still there."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.conversation.effects import Effect, StartTimer, StopTimer
from kiosk.conversation.session import BaseSession


@dataclass(frozen=True)
class Stood:
    """How things stood before an event, or stand after it: the session, and what its screen is."""

    session: BaseSession
    at_rest: bool
    settled: bool
    busy: bool
    warns: bool

    @property
    def quiet(self) -> bool:
        """Whether nobody speaks, the kiosk neither."""
        return not self.session.speaking and not self.session.listening


def timers(before: Stood, now: Stood, *, awake: bool) -> list[Effect]:
    """The timers to start and to stop; ``awake``: somebody touched something.

    No limit while someone speaks, or the kiosk does, or a ticket is being written (WCAG 2.2.1).
    """
    patience = now.session.station.patience
    left_the_welcome: list[Effect] = [StopTimer("idle")] if before.at_rest and not now.at_rest else []
    if now.warns:
        entered = before.session.speaking or before.session.overlay is not now.session.overlay
        asked = not now.session.speaking and entered
        warning: list[Effect] = [StartTimer("warning", patience.warning_s)] if asked else []
        return [*left_the_welcome, *warning, StopTimer("idle")]
    if now.at_rest:
        return _at_the_welcome(before, now, awake=awake)
    if now.quiet and not now.busy:
        seconds = patience.done_s if now.settled else patience.idle_s
        return [*left_the_welcome, StopTimer("warning"), StartTimer("idle", seconds)]
    if before.warns or now.quiet != before.quiet:
        return [*left_the_welcome, StopTimer("warning"), StopTimer("idle")]
    return left_the_welcome


def _at_the_welcome(before: Stood, now: Stood, *, awake: bool) -> list[Effect]:
    """What somebody opened or set there and left is put back for the next."""
    if not before.at_rest or (now.session.untouched and not before.session.untouched):
        return [StopTimer("warning"), StopTimer("idle")]
    changed = awake or now.session.at_hand != before.session.at_hand
    if changed and not now.session.untouched and not now.session.speaking:
        return [StartTimer("idle", now.session.station.patience.idle_s)]
    return []
