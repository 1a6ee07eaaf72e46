"""The trained part: a linear classifier over text features, from a small file, in plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from pathlib import Path

from kiosk.languages import Said
from kiosk.understanding import stored
from kiosk.understanding.odds import Odds

# Of a model that was not calibrated (see train.calibrate).
HEAT, SURE = 12.0, 0.3


@dataclass(frozen=True)
class Model:
    """Weights as whole numbers, a row of ``len(columns)`` for each feature; rarities in sixteenths.

    ``columns`` are "category:CODE", "kind:NAME" and "urgency:NAME"; a score is the sum of the rows of the
    features found, over the root of the sum of their squared rarities, times the column's scale, plus its
    offset. ``heat`` turns the categories' scores into honest shares; from the share ``sure`` on
    the first is taken (see ``train.calibrate``). ``odds`` are what danger is judged by (urgency.py).
    """

    columns: tuple[str, ...]
    scale: tuple[float, ...]
    offset: tuple[float, ...]
    rarity: memoryview
    keys: stored.Keys
    weights: memoryview
    heat: float = HEAT
    sure: float = SURE
    odds: Mapping[str, Odds] = field(default_factory=dict)

    def scores(self, said: Said) -> dict[str, float]:
        """The score of each column for a text."""
        width = len(self.columns)
        rows = [row for name in said.features if (row := self.keys.row(name)) >= 0]
        sums = stored.summed(self.weights, rows, width)
        length = float(sum(self.rarity[row] ** 2 for row in rows))
        by = 16 / length**0.5 if length else 0.0
        return {
            name: total * by * scale + offset
            for name, total, scale, offset in zip(self.columns, sums, self.scale, self.offset, strict=True)
        }

    def because(self, said: Said, column: str, most: int = 3) -> list[str]:
        """The pieces of the text that speak most for a column."""
        width, at = len(self.columns), self.columns.index(column)
        pieces = [f for f in said.features if f[0] in "cw"]
        found = [(self.weights[row * width + at], f[1:]) for f in pieces if (row := self.keys.row(f)) >= 0]
        return [piece for weight, piece in sorted(found, reverse=True)[:most] if weight > 0]


@lru_cache(maxsize=8)
def load(path: Path) -> Model | None:
    """The model in a file of a pack, or None where none was trained."""
    return parse(path.read_bytes()) if path.is_file() else None


def parse(packed: bytes) -> Model:
    """The model from what ``train.pack_weights`` made of it."""
    head, keys, rest = stored.unpack(packed)
    known: int = head["features"]
    return Model(
        columns=tuple(head["columns"]),
        scale=tuple(head["scale"]),
        offset=tuple(head["offset"]),
        rarity=rest[:known],
        keys=keys,
        weights=rest[known:].cast("b"),
        heat=head.get("heat", HEAT),
        sure=head.get("sure", SURE),
        odds={name: Odds(**odds) for name, odds in head.get("odds", {}).items()},
    )


def shares(scores: dict[str, float], heat: float) -> dict[str, float]:
    """Scores as shares that add up to 1; ``heat`` is how sharply the best is preferred."""
    if not scores:
        return {}
    top = max(scores.values())
    powers = {code: exp(heat * (score - top)) for code, score in scores.items()}
    total = sum(powers.values())
    return {code: power / total for code, power in powers.items()}
