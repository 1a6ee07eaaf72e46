"""Sound at any rate becomes 16 kHz, block by block, without NumPy (a station with Vosk alone has none)."""

from __future__ import annotations

import array
import math
from operator import mul

from speech.engines.base import SAMPLE_RATE

_LOBES = 12
"""Zero crossings of the windowed sinc on each side: aliases are more than 60 dB down."""


class Resampler:
    """Turns 16-bit mono at ``rate`` Hz into 16-bit mono at 16 kHz."""

    def __init__(self, rate: int) -> None:
        divisor = math.gcd(rate, SAMPLE_RATE)
        self._up, self._down = SAMPLE_RATE // divisor, rate // divisor
        self._same = self._up == self._down
        cutoff = min(1.0, SAMPLE_RATE / rate)
        self._half = math.ceil(_LOBES / cutoff)
        self._taps = [] if self._same else [self._kernel(n / self._up, cutoff) for n in range(self._up)]
        self._left = [0] * (self._half - 1)
        self._phase = 0

    def push(self, block: bytes) -> bytes:
        """The next block at 16 kHz; it lags by ``12`` samples of the slower rate."""
        if self._same:
            return block
        sound = self._left + list(array.array("h", block))
        width, out, at, phase = 2 * self._half, array.array("h"), 0, self._phase
        while at + width <= len(sound):
            value = round(sum(map(mul, self._taps[phase], sound[at : at + width])))
            out.append(max(-32768, min(32767, value)))
            phase += self._down
            at, phase = at + phase // self._up, phase % self._up
        self._left, self._phase = sound[at:], phase
        return out.tobytes()

    def _kernel(self, fraction: float, cutoff: float) -> list[float]:
        """The weights of the ``2 * half`` samples around a point ``fraction`` after the middle one."""
        weights = []
        for n in range(2 * self._half):
            x = n - (self._half - 1) - fraction
            window = 0.5 + 0.5 * math.cos(math.pi * x / (self._half + 1))
            sinc = 1.0 if x == 0 else math.sin(math.pi * cutoff * x) / (math.pi * cutoff * x)
            weights.append(cutoff * sinc * window)
        total = sum(weights)
        return [weight / total for weight in weights]
