"""A station's hall made by arithmetic: reverberation, noise, babble and music to mix residents into.

Everything comes from a seed, so the same hall sounds the same everywhere; nothing is downloaded. Sound here
is float samples, -1 to 1, mono at 16 kHz; ``residents.py`` makes the people who stand in it.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from itertools import cycle, islice

import numpy as np
import numpy.typing as npt

RATE = 16_000  # Hz
Samples = npt.NDArray[np.float64]

NEAR_DB, FAR_DB = 7.0, -9.0
"""Direct sound over reverberation: somebody half a metre from the microphone, and people across the hall."""
RT60_S = 0.8
"""Seconds until the hall's reverberation is 60 dB down: a tiled hall of about 300 cubic metres."""


class Sort(StrEnum):
    """What else sounds in the hall."""

    NOISE = "hall noise"
    BABBLE = "babble"
    MUSIC = "music"
    SILENCE = "silence"


def samples_of(pcm: bytes) -> Samples:
    """The samples of 16-bit PCM."""
    return np.frombuffer(pcm, "<i2").astype(np.float64) / 32768


def pcm_of(samples: Samples) -> bytes:
    """16-bit PCM of samples, held at full scale."""
    return bytes(np.clip(np.round(samples * 32768), -32768, 32767).astype("<i2").tobytes())


def dbfs(samples: Samples) -> float:
    """Root mean square, dB below full scale."""
    return float(20 * np.log10(max(1e-6, np.sqrt(np.mean(samples**2)))))


def active_dbfs(samples: Samples) -> float:
    """The level of what is no pause: 20 ms frames within 30 dB of the loudest one (about ITU-T P.56)."""
    frames = samples[: len(samples) // 320 * 320].reshape(-1, 320)
    power = np.mean(frames**2, axis=1)
    return float(10 * np.log10(max(1e-12, np.mean(power[power > power.max() / 1000]))))


def at_level(samples: Samples, level_dbfs: float) -> Samples:
    """``samples`` with this level of speech."""
    return samples * 10 ** ((level_dbfs - active_dbfs(samples)) / 20)


def room(seed: int, direct_db: float) -> Samples:
    """An impulse response: the direct sound, a few early reflections, and noise that dies away.

    High tones die sooner than low ones, as they do in air and cloth.
    """
    chance = np.random.default_rng(seed)
    count = int(RT60_S * 1.2 * RATE)
    seconds = np.arange(count) / RATE
    tail = chance.standard_normal(count) * 10 ** (-3 * seconds / RT60_S)
    tail = tail * 0.4 + _low_passed(tail, 2500) * 0.6
    tail[: int(0.004 * RATE)] = 0
    for delay_s in chance.uniform(0.003, 0.04, 6):
        tail[int(delay_s * RATE)] += chance.uniform(2, 5) * chance.choice((-1, 1))
    tail *= 10 ** (-direct_db / 20) / np.sqrt(np.sum(tail**2))
    tail[0] += 1.0
    return np.asarray(tail / np.sqrt(np.sum(tail**2)))


def heard_in(response: Samples, samples: Samples) -> Samples:
    """``samples`` as they sound in a room, the last reverberation included."""
    total = len(samples) + len(response) - 1
    size = 1 << (total - 1).bit_length()  # a power of two: other sizes may take minutes
    transform = np.fft.rfft(samples, size) * np.fft.rfft(response, size)
    return np.asarray(np.fft.irfft(transform, size)[:total])


def background(sort: Sort, seconds: float, seed: int) -> Samples:
    """So much of one sort of sound, at -30 dBFS; silence is a converter's own hiss at -75 dBFS."""
    count = int(seconds * RATE)
    if sort is Sort.SILENCE:
        return np.random.default_rng(seed).standard_normal(count) * 10 ** (-75 / 20)
    made = {Sort.NOISE: _noise, Sort.BABBLE: _babble, Sort.MUSIC: _music}[sort](count, seed)
    return made * 10 ** ((-30 - dbfs(made)) / 20)


def mixed(speech: Samples, noise: Samples, snr_db: float, lead_s: float = 1.0) -> Samples:
    """``speech`` after ``lead_s`` of ``noise``, which goes on, ``snr_db`` below the level of the speech."""
    total = len(speech) + int((lead_s + 3.0) * RATE)
    under = np.resize(noise, total) * 10 ** ((active_dbfs(speech) - snr_db - dbfs(noise)) / 20)
    start = int(lead_s * RATE)
    under[start : start + len(speech)] += speech
    return under


def _noise(count: int, seed: int) -> Samples:
    """Ventilation (pink, below 4 kHz) with doors, chairs and steps, all in the hall's reverberation."""
    chance = np.random.default_rng(seed)
    spectrum = np.fft.rfft(chance.standard_normal(count))
    hertz = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 40.0)
    steady = np.fft.irfft(spectrum / np.sqrt(hertz) / np.sqrt(1 + (hertz / 4000) ** 4), count)
    steady /= np.std(steady)
    strokes = np.zeros(count)
    for _ in range(max(1, count // RATE)):  # one a second: a step, a chair, seldom a door
        length = int(chance.uniform(0.02, 0.25) * RATE)
        at = chance.integers(0, max(1, count - length))
        stroke = chance.standard_normal(length) * np.exp(-6 * np.arange(length) / length)
        stroke = _low_passed(stroke, chance.uniform(200, 2500))[: count - at]
        strokes[at : at + length] += stroke / (np.std(stroke) + 1e-9) * chance.uniform(1, 5)
    return steady + heard_in(room(seed, FAR_DB), strokes)[:count]


def _babble(count: int, seed: int) -> Samples:
    """A dozen people who talk across the hall, each from their own place and at their own pace."""
    chance = np.random.default_rng(seed)
    total = np.zeros(count)
    talkers = _talkers()
    for n in range(12):
        talk = talkers[n % len(talkers)]
        talk = np.resize(np.roll(talk, -int(chance.integers(len(talk)))), count)
        total += heard_in(room(seed + n, FAR_DB), talk)[:count] * chance.uniform(0.6, 1.4)
    return total


@cache
def _talkers() -> tuple[Samples, ...]:
    """Endless talk of each voice there is: its sentences one after the other."""
    from tests.residents import PEOPLE, requests

    talk = []
    for n, person in enumerate(PEOPLE):
        texts = islice(cycle(requests(person.language)), n * 5, n * 5 + 6)
        talk.append(np.concatenate([at_level(samples_of(person.says(text)), -20) for text in texts]))
    return tuple(talk)


def _music(count: int, seed: int) -> Samples:
    """A tune with chords and a drum, 100 beats a minute, from a loudspeaker across the hall."""
    chance = np.random.default_rng(seed)
    total, beat = np.zeros(count), int(0.6 * RATE)
    scale = 220.0 * 2 ** (np.array([0, 2, 4, 7, 9, 12, 14, 16]) / 12)
    decay = np.exp(-3 * np.arange(2 * beat) / beat)
    for at in range(0, count, beat // 2):
        notes = [2 * scale[chance.integers(8)]] + ([*scale[[0, 2, 4]]] if at % (4 * beat) == 0 else [])
        for hertz in notes:
            seconds = np.arange(2 * beat) / RATE
            tone = sum(np.sin(2 * np.pi * hertz * k * seconds) / k**1.3 for k in range(1, 7)) * decay
            total[at : at + 2 * beat] += tone[: count - at]
        if at % beat == 0:
            drum = chance.standard_normal(beat // 4) * np.exp(-8 * np.arange(beat // 4) / (beat // 4))
            total[at : at + beat // 4] += drum[: count - at]
    return heard_in(room(seed, FAR_DB), total)[:count]


def _low_passed(samples: Samples, hertz: float) -> Samples:
    spectrum = np.fft.rfft(samples)
    spectrum /= np.sqrt(1 + (np.fft.rfftfreq(len(samples), 1 / RATE) / hertz) ** 4)
    return np.asarray(np.fft.irfft(spectrum, len(samples)))
