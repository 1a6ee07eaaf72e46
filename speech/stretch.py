"""Speech made slower or faster without a change of pitch: WSOLA (Verhelst and Roelands, 1993)."""

from __future__ import annotations

from typing import Any

from speech.synthesizers.base import Sound

WINDOW_S = 0.030  # two to three periods of a low voice
REACH_S = 0.010  # how far a window may move to fit the one before it: a whole period of 100 Hz


def stretched(sound: Sound, rate: int) -> Sound:
    """``sound`` at ``rate`` per cent of its pace: 50 lasts twice as long. Needs NumPy."""
    import numpy as np

    if rate == 100 or not sound.pcm:
        return sound
    given = np.frombuffer(sound.pcm, "<i2").astype(np.float32)
    window = int(sound.rate * WINDOW_S) // 2 * 2
    hop, reach = window // 2, int(sound.rate * REACH_S)
    padded = np.concatenate([np.zeros(reach, np.float32), given, np.zeros(window + 2 * reach, np.float32)])
    shape = np.hanning(window + 1)[:-1].astype(np.float32)
    steps = max(1, int(len(given) * 100 / rate) // hop)
    made = np.zeros((steps + 1) * hop, np.float32)
    at = reach
    for step in range(steps):
        wanted = reach + int(step * hop * rate / 100)
        if step:
            at = (
                wanted
                + _best(padded[wanted - reach : wanted + window + reach], padded[at + hop :][:window])
                - reach
            )
        made[step * hop : step * hop + window] += padded[at : at + window] * shape
    return Sound(np.clip(made, -32768, 32767).astype("<i2").tobytes(), sound.rate)


def _best(region: Any, follows: Any) -> int:
    """Where in ``region`` the window begins that is most like ``follows``, by normalized correlation."""
    import numpy as np

    size = len(follows)
    if len(region) <= size:
        return (len(region) - size) // 2
    products = np.correlate(region, follows, "valid")
    energy = np.cumsum(np.concatenate([[0.0], region.astype(np.float64) ** 2]))
    return int(np.argmax(products / np.sqrt(energy[size:] - energy[:-size] + 1.0)))
