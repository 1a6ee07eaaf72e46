"""The end-of-turn clock. It counts sound, not the time of day: the same sound always ends the same way."""

from __future__ import annotations

from enum import StrEnum

from speech.protocol import Ended

PAUSE_S = 0.4
"""Silence after which an utterance may be over: what needs its end begins then."""


class EndpointEvent(StrEnum):
    """What the clock noticed at a block."""

    SPEECH = "speech"
    PAUSE = "pause"
    RESUMED = "resumed"
    WARNING = "warning"
    ENDED = "ended"


class Endpoint:
    """One turn's clock; all times are seconds of sound.

    It waits ``first_sound_s`` for a first sound, marks a pause ``pause_s`` after the last one, ends
    ``silence_s`` after it, and at ``limit_s`` in any case, with a warning ``warning_s`` before. The
    defaults are those of free speech (older speakers need 2 to 3 s to think).
    """

    def __init__(
        self,
        first_sound_s: float = 10.0,
        silence_s: float = 2.5,
        limit_s: float = 90.0,
        pause_s: float = PAUSE_S,
        warning_s: float = 20.0,
    ) -> None:
        self.silence_s = silence_s
        self._first_sound_s, self._limit_s, self._pause_s = first_sound_s, limit_s, pause_s
        self._warn_at_s = limit_s - warning_s
        self.clock_s = 0.0
        self.last_sound_s: float | None = None
        """End of the last block with speech; None before the first."""
        self.ended: Ended | None = None
        self._paused = self._warned = False

    def step(self, speaks: bool, seconds: float) -> tuple[EndpointEvent, ...]:
        """Count a block of ``seconds``, with or without speech, and say what that changed."""
        if self.ended:
            return ()
        self.clock_s += seconds
        events: list[EndpointEvent] = []
        if speaks:
            if self.last_sound_s is None:
                events.append(EndpointEvent.SPEECH)
            elif self._paused:
                events.append(EndpointEvent.RESUMED)
            self.last_sound_s, self._paused = self.clock_s, False
        elif self.last_sound_s is not None and not self._paused and self._quiet_s >= self._pause_s - 1e-6:
            self._paused = True
            events.append(EndpointEvent.PAUSE)
        if not self._warned and self._warn_at_s > 0 and self.clock_s >= self._warn_at_s:
            self._warned = True
            events.append(EndpointEvent.WARNING)
        self.ended = self._end()
        if self.ended:
            events.append(EndpointEvent.ENDED)
        return tuple(events)

    def forget(self) -> None:
        """What was heard was nothing: wait for a first sound again, by the same clock."""
        self.last_sound_s = self.ended = None
        self._paused = False

    def finish(self) -> None:
        """The resident has finished."""
        self.ended = self.ended or Ended.FINISHED

    @property
    def paused(self) -> bool:
        """Whether the last sound is more than a pause ago."""
        return self._paused

    @property
    def _quiet_s(self) -> float:
        return self.clock_s - (self.last_sound_s or 0.0)

    def _end(self) -> Ended | None:
        allowed = self._first_sound_s if self.last_sound_s is None else self.silence_s
        if self._quiet_s >= allowed - 1e-6:
            return Ended.SILENCE
        return Ended.LIMIT if self.clock_s >= self._limit_s - 1e-6 else None
