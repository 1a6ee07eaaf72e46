"""Automatic gain: a soft voice or a microphone set too low is brought up, slowly and only so far."""

from __future__ import annotations

import array

from speech.room import Room

MOST_DB = 20.0
_STEP_DB = 0.5
"""In a block of 0.1 s: slower than the loudness of speech itself."""
_FLOOR_DBFS, _VOICE_DBFS = -65.0, -26.0
"""Neither the room nor the voice is brought above these; below about -52 dBFS the detector misses speech."""
_KEPT = 0.8


class Gain:
    """One turn's gain. It begins with what the room allows, and follows the voice from then on."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._voice: float | None = None
        self.db = self._wanted()

    def push(self, block: bytes) -> bytes:
        """The block (16-bit), made louder by ``db``."""
        self.db += max(-_STEP_DB, min(_STEP_DB, self._wanted() - self.db))
        if self.db < _STEP_DB:
            return block
        factor = 10 ** (self.db / 20)
        louder = (max(-32768, min(32767, int(s * factor))) for s in array.array("h", block))
        return array.array("h", louder).tobytes()

    def spoken(self, level: float) -> None:
        """The voice had this level (dBFS) before any gain."""
        self._voice = level if self._voice is None else max(level, _KEPT * self._voice + (1 - _KEPT) * level)

    def _wanted(self) -> float:
        allowed = _FLOOR_DBFS - self._room.floor
        if self._voice is not None:
            allowed = min(allowed, _VOICE_DBFS - self._voice)
        return max(0.0, min(MOST_DB, allowed))
