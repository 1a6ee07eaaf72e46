"""Automatic gain: a soft voice or a microphone set too low is brought up, slowly and only so far."""

from __future__ import annotations

import array

from speech.room import Room

_UP_DB = 0.5
"""In a block of 0.1 s: slower than the loudness of speech itself. Down it goes at once, so nothing clips."""
_ROOM_DBFS, _VOICE_DBFS = -65.0, -26.0
"""Neither the room nor the voice is brought above these, which is 10 dB at most (``QUIETEST_DBFS``): enough,
since the detector begins to miss speech below -52 dBFS."""
_STANDS_OUT_DB = 10.0
_FADES_DB = 0.2
"""The voice's level is its loudest block, forgotten by so much a block."""


class Gain:
    """One turn's gain in ``db``. It begins with what the room allows, and follows the voice from then on."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._voice_dbfs = -96.0
        self.db = self._wanted()

    def push(self, block: bytes, level: float) -> bytes:
        """The block (16-bit, 0.1 s) of this level (dBFS), made louder."""
        self._voice_dbfs -= _FADES_DB
        if level > max(self._voice_dbfs, self._room.floor + _STANDS_OUT_DB):
            self._voice_dbfs = level
        self.db = min(self._wanted(), self.db + _UP_DB)
        if self.db < _UP_DB:
            return block
        factor = 10 ** (self.db / 20)
        louder = (max(-32768, min(32767, int(s * factor))) for s in array.array("h", block))
        return array.array("h", louder).tobytes()

    def _wanted(self) -> float:
        return max(0.0, min(_ROOM_DBFS - self._room.floor, _VOICE_DBFS - self._voice_dbfs))
