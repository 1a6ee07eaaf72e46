"""What the room sounds like when nobody speaks into the microphone: the floor that a voice stands on."""

from __future__ import annotations

from collections import deque

from speech.wav import BLOCK_S

_WINDOW_S = 30.0
_QUIET, _ALL = 0.2, 0.05
"""The floor is seldom undercut: by a fifth of the blocks without speech, or a twentieth of all. The first
holds beneath somebody who talks on and on, the second follows when a group comes in to talk."""
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
        self._quiet: deque[float] = deque(maxlen=round(_WINDOW_S / BLOCK_S))
        self._all: deque[float] = deque(maxlen=round(_WINDOW_S / BLOCK_S))

    def hear(self, level: float, speech: bool = False) -> None:
        """Note the level (dBFS) of a block of 0.1 s, and whether it holds anybody's speech, near or far."""
        self._all.append(level)
        if not speech:
            self._quiet.append(level)

    @property
    def known(self) -> bool:
        """Whether a second of it was heard."""
        return len(self._quiet) >= _ENOUGH_S / BLOCK_S

    @property
    def floor(self) -> float:
        """The level (dBFS) that the room seldom falls below."""
        if not self.known:
            return UNKNOWN_DBFS
        return max(QUIETEST_DBFS, _seldom_below(self._quiet, _QUIET), _seldom_below(self._all, _ALL))


def _seldom_below(levels: deque[float], share: float) -> float:
    ordered = sorted(levels.copy())
    return ordered[int(share * (len(ordered) - 1))]
