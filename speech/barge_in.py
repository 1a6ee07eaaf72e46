"""Barge-in, where the voice's echo is cancelled: noticed soon, and kept from its first syllable."""

from __future__ import annotations

from collections import deque

from speech.activity import SILENT_DBFS, Activity, dbfs
from speech.wav import BLOCK_S

_LIKELY = 0.5
_ENOUGH = ((4, 6, -42.0), (3, 4, -36.0))
"""(blocks, of the last so many, not below this level in dBFS): what a canceller leaves of the voice sounds
like speech too, but is softer than somebody who stands at the kiosk, or as loud for a syllable only."""
_WITHIN = max(within for _, within, _ in _ENOUGH)
_LEAD_S = 0.5
_KEPT_S = 4.0
"""Sound kept from before the first syllable, and in all until a turn listens."""


class BargeInDetector:
    """Hears one utterance of the voice, block by block (16-bit mono, 16 kHz)."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._levels: deque[float] = deque(maxlen=_WITHIN)
        self._sound: deque[bytes] = deque(maxlen=round((_LEAD_S + _WITHIN * BLOCK_S) / BLOCK_S))
        self.noticed = False

    def hear(self, block: bytes) -> bool:
        """Take a block; True once, at the block where somebody is known to speak over the voice."""
        likely = self._activity.likelihood(block) >= _LIKELY
        self._levels.append(dbfs(block) if likely else SILENT_DBFS)
        self._sound.append(block)
        levels = list(self._levels)
        if self.noticed or not any(
            sum(level >= least for level in levels[-within:]) >= count for count, within, least in _ENOUGH
        ):
            return False
        self.noticed = True
        self._sound = deque(self._sound, maxlen=round(_KEPT_S / BLOCK_S))
        return True

    def take(self) -> list[bytes]:
        """What a turn that listens now should hear first: nothing unless somebody speaks, or just began."""
        if not (self.noticed or max(self._levels, default=SILENT_DBFS) >= _ENOUGH[0][-1]):
            return []
        sound = list(self._sound)
        self._sound.clear()
        return sound
