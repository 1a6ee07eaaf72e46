"""Targets: how large what is touched is, how far apart, in mm on the glass; what must be seen together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ui.conformance.snapshot import Measurement, Snapshot, each
from ui.widgets.control import Control

_AGREES = {"yes", "send"}
_FAR, _A_LITTLE = 1000.0, 0.1  # shares of what shows


def measure(snapshot: Snapshot) -> Iterator[Measurement]:
    """Every control, enabled or not; what lies in a scroll area is compared with what lies there too."""
    mm = snapshot.per_mm
    for control in snapshot.controls:
        side = min(control.width(), control.height()) / mm
        yield Measurement("target.side", side, control.code)
        if control.act.main:
            yield Measurement("target.main", side, control.code)
    yield from each(list(_halved(snapshot)), "sending.whole")
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


def _halved(snapshot: Snapshot) -> Iterator[str]:
    """Places of the scroll column where what agrees or sends shows and its counterpart, the act next to it,
    does not."""
    screen, column = snapshot.screen, snapshot.screen.scroll_column
    main = [control for control in screen.acts.controls if control.code in _AGREES]
    others = [control for control in screen.acts.controls if control not in main]
    if not main or not others or not screen.scrolled or screen.acts not in column.items:
        return
    before = -column.content.y()
    column.scroll_by(-_FAR)
    while True:
        if _shows(snapshot, main[0]) and not _shows(snapshot, others[0]):
            yield f"{main[0].code} stands alone"
        if not column.down.isEnabled():
            break
        column.scroll_by(_A_LITTLE)
    column.scroll_by(-_FAR)
    column.scroll_by(before / max(1, column.viewport.height()))


def _shows(snapshot: Snapshot, control: Control) -> bool:
    return snapshot.visible(control) == snapshot.box(control)
