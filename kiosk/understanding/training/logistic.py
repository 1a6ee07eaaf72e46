"""Logistic regression with a penalty, by Newton's method (needs numpy)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kiosk.understanding.training.linear import Array

PENALTY = 3.0
_STEPS = 15


def logistic(rows: Array, so: npt.NDArray[np.bool_], counts: Array) -> Array:
    """The weight of each column; the first column is the offset, which is not penalized.

    ``rows`` are examples by columns, ``so`` whether each is what is asked, ``counts`` what each counts.
    """
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counts * (likely - so)) + penalty * weights
        bend = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return weights.astype(np.float32)
