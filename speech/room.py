"""What the room sounds like when nobody speaks into the microphone: the floor that a voice stands on."""

from __future__ import annotations

from collections import deque

from speech.wav import BLOCK_S

_WINDOW_S = 30.0
_QUANTILE = 0.2
"""Even somebody who speaks without end leaves a fifth of the blocks to the room."""
_ENOUGH_S = 1.0
QUIETEST_DBFS = -75.0
"""A floor below this is a converter's own, or digital silence: it says nothing of the room."""
UNKNOWN_DBFS = -60.0
"""The floor until a second of the room was heard: that of a quiet office."""


class Room:
    """Levels of the last half minute, heard at start, while idle and in every turn. Outlives the turns.

    ``hear`` may be called from another thread than ``floor`` is read from.
    """

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=round(_WINDOW_S / BLOCK_S))

    def hear(self, level: float) -> None:
        """Note the level (dBFS) of a block of 0.1 s."""
        self._levels.append(level)

    @property
    def known(self) -> bool:
        """Whether a second of it was heard."""
        return len(self._levels) >= _ENOUGH_S / BLOCK_S

    @property
    def floor(self) -> float:
        """The level (dBFS) that the room seldom falls below."""
        levels = sorted(self._levels.copy())
        if not self.known:
            return UNKNOWN_DBFS
        return max(QUIETEST_DBFS, levels[int(_QUANTILE * (len(levels) - 1))])
