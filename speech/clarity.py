"""How well somebody can be heard: too faint, too loud or in much noise, and whether it is somebody near."""

from __future__ import annotations

import array

from speech.protocol import Hint
from speech.room import Room
from speech.wav import BLOCK_S

_JUDGED_S = 1.0
"""Seconds of speech after which it is judged: one soft syllable says nothing."""
_FAINT_DBFS = -48.0
_NOISY_DBFS, _CLEAR_DB = -48.0, 9.0
"""A floor above the one is loud; a voice less than the other above its floor is hard to follow."""
_FULL, _CLIPPED = 32_600, 0.2
"""A sample at full scale, and the share of a voice's blocks that may have one."""


class Clarity:
    """Judges one turn by the sound as the microphone gave it, before any gain."""

    def __init__(self, room: Room) -> None:
        self._room, self._floor = room, 0.0
        self._voice: list[float] = []
        self._clipped = 0
        self._told = False

    def hear(self, block: bytes, level: float, speaks: bool) -> Hint | None:
        """Take a block and its level (dBFS); give a hint where one is due, at most once a turn."""
        if not speaks:
            return None
        if not self._voice:
            self._floor = self._room.floor  # as it was before anybody spoke
        self._voice.append(level)
        self._clipped += _peak(block) >= _FULL
        if self._told or len(self._voice) * BLOCK_S < _JUDGED_S:
            return None
        hint = self._judge()
        self._told = hint is not None
        return hint

    @property
    def above_room_db(self) -> float:
        """How far the voice stands above the room: the louder blocks of it, with the floor as it was."""
        if not self._voice:
            return 0.0
        return sorted(self._voice)[int(0.8 * (len(self._voice) - 1))] - self._floor

    def _judge(self) -> Hint | None:
        if self._clipped > _CLIPPED * len(self._voice):
            return Hint.LOUD
        if self.above_room_db < _CLEAR_DB:
            return Hint.NOISE if self._floor > _NOISY_DBFS else Hint.FAINT
        return Hint.FAINT if self.above_room_db + self._floor < _FAINT_DBFS else None


def _peak(block: bytes) -> int:
    samples = array.array("h", block[: len(block) // 2 * 2])
    return max(max(samples, default=0), -min(samples, default=0))
