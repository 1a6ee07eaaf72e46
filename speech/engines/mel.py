"""Whisper's input: the log-mel spectrogram of a sound."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

_WINDOW, HOP = 400, 160
"""Samples at 16 kHz: 25 ms windows every 10 ms (Radford et al. 2022, 2.2)."""
Floats = npt.NDArray[np.float32]


def log_mel(sound: Floats, bands: int = 80) -> Floats:
    """The spectrogram (``bands`` x ``len(sound) // 160``) of samples -1 to 1 at 16 kHz."""
    padded = np.pad(sound, _WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::HOP][:-1]
    window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
    power = np.abs(np.fft.rfft(frames * window)).astype(np.float32) ** 2
    log = np.log10(np.maximum(_filters(bands) @ power.T, 1e-10))
    return np.ascontiguousarray((np.maximum(log, log.max() - 8.0) + 4.0) / 4.0, dtype=np.float32)


@functools.lru_cache
def _filters(bands: int) -> Floats:
    """Slaney's triangles (bands x 201): linear below 1 kHz, logarithmic above, of equal area."""
    step, knee = 200.0 / 3, 1000.0
    mels = np.linspace(0.0, knee / step + 27.0 * np.log(8000.0 / knee) / np.log(6.4), bands + 2)
    hertz = np.where(
        mels < knee / step, mels * step, knee * np.exp(np.log(6.4) / 27.0 * (mels - knee / step))
    )
    ramps = hertz[:, None] - np.fft.rfftfreq(_WINDOW, 1 / 16000)[None, :]
    width = np.diff(hertz)[:, None]
    rising, falling = -ramps[:-2] / width[:-1], ramps[2:] / width[1:]
    area = (2.0 / (hertz[2:] - hertz[:-2]))[:, None]
    filters: Floats = (np.maximum(0.0, np.minimum(rising, falling)) * area).astype(np.float32)
    return filters
