"""A row of the benchmark table, and how the table is printed: the goal beside the figure."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One number: ``met`` is None where there is no goal to hold it to."""

    what: str
    goal: str
    figure: str
    met: bool | None
    note: str = ""


def percentile(values: list[float], per_cent: float) -> float:
    """The nearest-rank percentile of ``values`` (not empty)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(per_cent / 100 * len(ordered)) - 1)]


def print_table(rows: list[Row]) -> None:
    """Print the rows as a Markdown table."""
    cells = [("what", "goal", "figure", "met", "note")]
    cells += [(r.what, r.goal, r.figure, {True: "yes", False: "NO", None: ""}[r.met], r.note) for r in rows]
    widths = [max(_width(row[i]) for row in cells) for i in range(5)]
    for n, row in enumerate(cells):
        print("| " + " | ".join(c + " " * (w - _width(c)) for c, w in zip(row, widths, strict=True)) + " |")
        if n == 0:
            print("| " + " | ".join("-" * w for w in widths) + " |")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
