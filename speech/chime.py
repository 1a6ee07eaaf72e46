"""The chime that calls a person: two falling tones, as at a door, loud and made by a formula."""

from __future__ import annotations

import math
from array import array
from functools import lru_cache

from speech.pcm import pcm_of
from speech.synthesizers.base import Sound

TONES_HZ = (784.0, 622.0)  # G5, E flat 5: what old ears hear well, apart from speech's own pitch
TONE_S, TAIL_S = 0.55, 0.9
PAUSE_S = 1.6  # from one chime to the next
PEAK = 0.7  # of full scale; a voice is about 0.3
_PARTIALS = ((1.0, 1.0), (2.0, 0.35), (3.0, 0.12))


@lru_cache(maxsize=2)
def chime(rate: int) -> Sound:
    """One chime at ``rate`` Hz."""
    length = int((TONE_S * (len(TONES_HZ) - 1) + TONE_S + TAIL_S) * rate)
    wave = [0.0] * length
    for n, pitch in enumerate(TONES_HZ):
        begin = int(n * TONE_S * rate)
        for at in range(begin, length):
            t = (at - begin) / rate
            fade = min(1.0, t / 0.005) * math.exp(-3.2 * t)
            wave[at] += fade * sum(a * math.sin(2 * math.pi * pitch * k * t) for k, a in _PARTIALS)
    most = max(map(abs, wave))
    return Sound(pcm_of(array("h", [round(PEAK * 32767 * w / most) for w in wave])), rate)
