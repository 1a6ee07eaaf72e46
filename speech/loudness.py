"""Louder and softer: a gain that never clips. What would be too loud is held down softly, by a limiter.

Amplified speech has peaks far above full scale; cut off, they crackle. Each 5 ms block is turned down just
enough to stay below the ceiling, beginning one block ahead, and comes back over a tenth of a second. Plain
Python: a second of sound takes about 5 ms, and only where it is amplified.
"""

from __future__ import annotations

from array import array
from itertools import pairwise

from speech.pcm import pcm_of, samples_of

CEILING = 32768 * 10 ** (-1.0 / 20)  # no sample above -1 dBFS
BLOCK_S = 0.005
RELEASE_S = 0.1  # from silenced back to full gain


def gain(pcm: bytes, db: float, rate: int) -> bytes:
    """``pcm`` (16-bit mono at ``rate`` Hz) louder or softer by ``db``, held below -1 dBFS."""
    if not db:
        return pcm
    factor = 10 ** (db / 20)
    samples = samples_of(pcm)
    if max(max(samples, default=0), -min(samples, default=0)) * factor <= CEILING:
        return pcm_of(array("h", [int(s * factor) for s in samples]))
    return pcm_of(_limited(samples, factor, max(1, int(rate * BLOCK_S))))


def _limited(samples: array[int], factor: float, block: int) -> array[int]:
    blocks = [samples[at : at + block] for at in range(0, len(samples), block)]
    peaks = [max(max(one), -min(one)) * factor for one in blocks]
    held = [min(1.0, CEILING / peak) if peak else 1.0 for peak in peaks]
    step = BLOCK_S / RELEASE_S
    for n in range(1, len(held)):  # come back slowly
        held[n] = min(held[n], held[n - 1] + step)
    # At each border the lower of both sides: within a block the gain is never above what the block allows.
    borders = [held[0], *map(min, pairwise(held)), held[-1]]
    made = array("h")
    for one, (begin, end) in zip(blocks, pairwise(borders), strict=True):
        now, by = begin * factor, (end - begin) * factor / len(one)
        if by:
            made.extend([int(s * (now + by * n)) for n, s in enumerate(one)])
        else:
            made.extend([int(s * now) for s in one])
    return made
