"""Arithmetic on 16-bit mono sound, without NumPy: silence cut off, one loudness, another rate."""

from __future__ import annotations

import math
import sys
from array import array
from operator import mul

from speech.synthesizers.base import Sound

SPEECH_DBFS = -20.0  # the loudness every voice is brought to, RMS over what is not silence
PEAK_DBFS = -3.0  # no sample above it
SILENCE_DBFS = -46.0  # relative to full scale after the peak is at 0 dBFS: what counts as no sound
FRAME_S = 0.01


def samples_of(pcm: bytes) -> array[int]:
    """The samples of little-endian 16-bit PCM."""
    samples = array("h", pcm[: len(pcm) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def pcm_of(samples: array[int]) -> bytes:
    """Little-endian 16-bit PCM of samples."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples.tobytes()


def polish(sound: Sound, *, lead_s: float = 0.02, tail_s: float = 0.06) -> Sound:
    """``sound`` at the common loudness, with at most ``lead_s`` of silence before and ``tail_s`` after it."""
    samples = samples_of(sound.pcm)
    peak = max(max(samples, default=0), -min(samples, default=0))
    if peak == 0:
        return Sound(b"", sound.rate)
    frame = max(1, int(sound.rate * FRAME_S))
    quiet = (peak * 10 ** (SILENCE_DBFS / 20)) ** 2
    frames = (samples[at : at + frame] for at in range(0, len(samples), frame))
    powers = [sum(map(mul, one, one)) / frame for one in frames]
    sounding = [n for n, power in enumerate(powers) if power > quiet]
    if not sounding:
        return Sound(b"", sound.rate)
    rms = math.sqrt(sum(powers[n] for n in sounding) / len(sounding))
    wanted = 20 * math.log10(32768 / rms) + SPEECH_DBFS
    allowed = 20 * math.log10(32768 / peak) + PEAK_DBFS
    first = max(0, sounding[0] * frame - int(lead_s * sound.rate))
    last = min(len(samples), (sounding[-1] + 1) * frame + int(tail_s * sound.rate))
    factor = 10 ** (min(wanted, allowed) / 20)
    return Sound(pcm_of(array("h", [int(s * factor) for s in samples[first:last]])), sound.rate)


def silence(seconds: float, rate: int) -> bytes:
    """PCM of silence."""
    return bytes(2 * round(seconds * rate))


def at_rate(sound: Sound, rate: int) -> Sound:
    """``sound`` at ``rate`` Hz by linear interpolation: for a device that will not take the voice's own."""
    if rate == sound.rate:
        return sound
    given = samples_of(sound.pcm)
    if len(given) < 2:
        return Sound(b"", rate)
    step, last = sound.rate / rate, len(given) - 2
    made = array("h")
    for n in range(int(len(given) / step)):
        at = n * step
        left = min(int(at), last)
        made.append(int(given[left] + (given[left + 1] - given[left]) * min(1.0, at - left)))
    return Sound(pcm_of(made), rate)
