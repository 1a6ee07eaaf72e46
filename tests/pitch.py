"""The pitch of a voice, measured: the median fundamental frequency of what is voiced."""

from __future__ import annotations

import statistics

import numpy as np

from speech.synthesizers.base import Sound

LOWEST_HZ, HIGHEST_HZ = 70.0, 400.0
_FRAME_S, _STEP_S = 0.04, 0.01
_VOICED = 0.6  # of the frame's energy is found again one period later


def pitch_hz(sound: Sound) -> float:
    """The median fundamental frequency, Hz, by autocorrelation over frames of 40 ms."""
    samples = np.frombuffer(sound.pcm, dtype="<i2").astype(np.float64)
    size, step = int(sound.rate * _FRAME_S), int(sound.rate * _STEP_S)
    least, most = int(sound.rate / HIGHEST_HZ), int(sound.rate / LOWEST_HZ)
    loud = np.sqrt(np.mean(samples**2)) / 2
    found = []
    for at in range(0, len(samples) - size, step):
        frame = samples[at : at + size]
        if np.sqrt(np.mean(frame**2)) < loud:
            continue
        frame = frame - frame.mean()
        alike = np.correlate(frame, frame, "full")[size - 1 :]
        alike = alike / alike[0] * size / (size - np.arange(size))
        # The first peak that is nearly the best: a later one would be an octave too low.
        best = alike[least:most].max()
        peaks = [
            n
            for n in range(least, most)
            if alike[n] >= 0.9 * best and alike[n - 1] < alike[n] >= alike[n + 1]
        ]
        if best > _VOICED and peaks:
            found.append(sound.rate / peaks[0])
    return statistics.median(found)
