"""Sound at another rate, block by block, without NumPy (a station with Vosk alone has none)."""

from __future__ import annotations

import array
import math
from operator import mul

from speech.engines.base import SAMPLE_RATE
from speech.synthesizers.base import Sound

_LOBES = 12
"""Zero crossings of the windowed sinc on each side: aliases are more than 60 dB down."""


class Resampler:
    """Turns 16-bit mono at ``rate`` Hz into 16-bit mono at ``to`` Hz (16 kHz, as recognizers want it)."""

    def __init__(self, rate: int, to: int = SAMPLE_RATE) -> None:
        divisor = math.gcd(rate, to)
        self._up, self._down = to // divisor, rate // divisor
        self._same = self._up == self._down
        cutoff = min(1.0, to / rate)
        self._half = math.ceil(_LOBES / cutoff)
        self._taps = [] if self._same else [self._kernel(n / self._up, cutoff) for n in range(self._up)]
        self._left = [0] * (self._half - 1)
        self._phase = 0

    @property
    def lag(self) -> int:
        """How many of the given samples are still held back."""
        return 0 if self._same else self._half

    def push(self, block: bytes) -> bytes:
        """The next block at the new rate; it lags by ``12`` samples of the slower rate."""
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


def resampled(sound: Sound, to: int) -> Sound:
    """``sound`` at ``to`` Hz, its whole length; about 50 ms for a second of it on one core."""
    if sound.rate == to or not sound.pcm:
        return Sound(sound.pcm, to)
    resampler = Resampler(sound.rate, to)
    whole = round(len(sound.pcm) / 2 * to / sound.rate)
    lag = bytes(4 * resampler.lag)
    return Sound(resampler.push(sound.pcm + lag)[: 2 * whole], to)
