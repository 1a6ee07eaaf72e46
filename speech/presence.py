"""Whether somebody near speaks: what the detector believes, held against how far it stands above the room."""

from __future__ import annotations

from speech.activity import Activity
from speech.room import Room
from speech.wav import BLOCK_S

_NEAR_DB, _CLOSE_DB = 8.0, 12.0
"""A dozen people across the hall stay within 8 dB of their own floor (tests/hall.py); who stands at the
kiosk is above it, and from 12 dB on is believed on a weaker sign."""
_ON, _ON_CLOSE = 0.5, 0.3
_OFF, _OFF_DB = 0.25, 5.0
"""Likelihood and height at which speech goes on once it has begun: ends are soft."""
_LOUD_DB, _LOUD_S, _STEADY_S = 15.0, 0.3, 2.0
"""So loud for so long it is somebody, whatever the detector believes: it misses some short words wholly. A
door or a chair is over sooner; what goes on without a dip between syllables is a machine."""
_HELD_S = 0.5
"""How long after it was last sure that it still takes the weaker signs."""


class Presence:
    """Follows one turn, block by block (16-bit mono, 16 kHz, 0.1 s)."""

    def __init__(self, activity: Activity, room: Room) -> None:
        self._activity, self._room = activity, room
        self._held = self._loud = 0
        self.above_db = 0.0
        """How far the last block stood above the room's floor."""
        self.speech = False
        """Whether it may hold anybody's speech, near or far."""

    def speaks(self, block: bytes, level: float) -> bool:
        """Whether somebody near speaks in the next block, whose ``level`` was this (dBFS) before any gain."""
        likely = self._activity.likelihood(block)
        self.speech = likely >= _OFF
        self.above_db = level - self._room.floor
        self._loud = self._loud + 1 if self._room.known and self.above_db >= _LOUD_DB else 0
        lasting = _LOUD_S <= (self._loud + 0.5) * BLOCK_S <= _STEADY_S
        believed = self.above_db >= _NEAR_DB and likely >= (_ON_CLOSE if self.above_db >= _CLOSE_DB else _ON)
        if believed or lasting:
            self._held = round(_HELD_S / BLOCK_S)
            return True
        self._held = max(0, self._held - 1)
        return self._held > 0 and likely >= _OFF and self.above_db >= _OFF_DB

    @property
    def near(self) -> bool:
        """Whether the last block was loud enough for somebody near."""
        return self.above_db >= _NEAR_DB
