"""Targets: how large what is touched is, and how far apart, in mm on the glass."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ui.conformance.looked import Looked, Reading


def measure(looked: Looked) -> Iterator[Reading]:
    """Every control, enabled or not; what lies on a roll is compared with what lies there too."""
    mm = looked.per_mm
    for control in looked.controls:
        side = min(control.width(), control.height()) / mm
        yield Reading("target.side", side, control.code)
        if control.act.main:
            yield Reading("target.main", side, control.code)
    boxes = {control: looked.box(control) for control in looked.controls}
    rolls = {control: looked.rolled(control) for control in looked.controls}
    nearest: tuple[float, str] | None = None
    for a, b in combinations(looked.controls, 2):
        if rolls[a] is not rolls[b]:
            continue
        one, other = boxes[a], boxes[b]
        aside = max(one.left() - other.right(), other.left() - one.right()) - 1
        apart = max(one.top() - other.bottom(), other.top() - one.bottom()) - 1
        gap = max(aside, apart) / mm
        if nearest is None or gap < nearest[0]:
            nearest = (gap, f"{a.code} and {b.code}")
    if nearest is not None:
        yield Reading("target.gap", *nearest)
