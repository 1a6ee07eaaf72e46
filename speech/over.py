"""Speech over the voice, where its echo is cancelled: noticed soon, and kept from its first syllable."""

from __future__ import annotations

from collections import deque

from speech.activity import Activity, dbfs
from speech.wav import BLOCK_S

_LIKELY, _LEAST_DBFS = 0.5, -42.0
_SPOKEN, _WITHIN = 4, 6
"""What a canceller leaves of the voice sounds like speech too, but is softer than somebody who stands at the
kiosk, or as loud for a syllable only: so many of the last blocks must be likely, and not below that level."""
_LEAD_S = 0.5
_KEPT_S = 4.0
"""Sound kept from before the first syllable, and in all until a turn listens."""


class Over:
    """Hears one utterance of the voice, block by block (16-bit mono, 16 kHz)."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._recent: deque[bool] = deque(maxlen=_WITHIN)
        self._sound: deque[bytes] = deque(maxlen=round((_LEAD_S + _WITHIN * BLOCK_S) / BLOCK_S))
        self.noticed = False

    def hear(self, block: bytes) -> bool:
        """Take a block; True once, at the block where somebody is known to speak over the voice."""
        likely = self._activity.likelihood(block) >= _LIKELY
        self._recent.append(likely and dbfs(block) >= _LEAST_DBFS)
        self._sound.append(block)
        if self.noticed or sum(self._recent) < _SPOKEN:
            return False
        self.noticed = True
        self._sound = deque(self._sound, maxlen=round(_KEPT_S / BLOCK_S))
        return True

    def take(self) -> list[bytes]:
        """What a turn that listens now should hear first: nothing unless somebody speaks, or just began."""
        if not (self.noticed or any(self._recent)):
            return []
        sound = list(self._sound)
        self._sound.clear()
        return sound
