"""Train the weights of evidence: a logistic regression over names, for ``kiosk.understanding.weighed``."""

from __future__ import annotations

import random
from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from kiosk.understanding.stored import pack
from kiosk.understanding.training.linear import keyed

STEP = 0.5


@dataclass(frozen=True)
class Instance:
    """The names found, how likely the outcome is there (0 to 1), and what the instance counts."""

    names: Set[str]
    likely: float
    counts: float = 1.0


def train(instances: Sequence[Instance], epochs: int) -> bytes:
    """The weights, as ``weighed.parse`` reads them: gradient descent with a step for each name (AdaGrad)."""
    numbers: dict[str, int] = {}
    rows = [
        np.array([numbers.setdefault(name, len(numbers)) for name in sorted(one.names)]) for one in instances
    ]
    weights, slopes = np.zeros(len(numbers)), np.full(len(numbers), 1.0)
    order = list(range(len(instances)))
    rng = random.Random(4)
    for _ in range(epochs):
        rng.shuffle(order)
        for n in order:
            row, one = rows[n], instances[n]
            slope = (1 / (1 + np.exp(-weights[row].sum())) - one.likely) * one.counts
            slopes[row] += slope**2
            weights[row] -= STEP * slope / np.sqrt(slopes[row])
    top = float(np.abs(weights).max())
    small = np.round(weights / top * 127).astype(np.int8)
    keys, kept = keyed(list(numbers), small != 0)
    head = {"features": len(kept), "scale": round(top / 127, 8)}
    return pack(head, keys, small[kept].tobytes())
