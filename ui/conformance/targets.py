"""Targets: how large what is touched is, and how far apart, in mm on the glass."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ui.conformance.snapshot import Measurement, Snapshot


def measure(snapshot: Snapshot) -> Iterator[Measurement]:
    """Every control, enabled or not; what lies in a scroll area is compared with what lies there too."""
    mm = snapshot.per_mm
    for control in snapshot.controls:
        side = min(control.width(), control.height()) / mm
        yield Measurement("target.side", side, control.code)
        if control.act.main:
            yield Measurement("target.main", side, control.code)
    boxes = {control: snapshot.box(control) for control in snapshot.controls}
    areas = {control: snapshot.scroll_area_of(control) for control in snapshot.controls}
    nearest: tuple[float, str] | None = None
    for a, b in combinations(snapshot.controls, 2):
        if areas[a] is not areas[b]:
            continue
        one, other = boxes[a], boxes[b]
        aside = max(one.left() - other.right(), other.left() - one.right()) - 1
        apart = max(one.top() - other.bottom(), other.top() - one.bottom()) - 1
        gap = max(aside, apart) / mm
        if nearest is None or gap < nearest[0]:
            nearest = (gap, f"{a.code} and {b.code}")
    if nearest is not None:
        yield Measurement("target.gap", *nearest)
