"""A trained part of one column: a weight for each piece of evidence, added up as log-odds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kiosk.understanding import stored


@dataclass(frozen=True)
class Weighed:
    """A weight for each name, as whole numbers of a byte; times ``scale`` they are log-odds."""

    keys: stored.Keys
    weights: memoryview
    scale: float

    def score(self, names: Iterable[str]) -> float:
        """Above nought where what was found speaks rather for it than not."""
        rows = [row for name in names if (row := self.keys.row(name)) >= 0]
        return stored.summed(self.weights, rows, 1)[0] * self.scale


@lru_cache(maxsize=16)
def load(path: Path) -> Weighed | None:
    """The trained part in a file of a pack, or None where none was trained."""
    return parse(path.read_bytes()) if path.is_file() else None


def parse(packed: bytes) -> Weighed:
    """The trained part from what ``training.weights.train`` made."""
    head, keys, weights = stored.unpack(packed)
    return Weighed(keys, weights.cast("b"), head["scale"])
