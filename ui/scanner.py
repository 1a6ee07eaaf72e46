"""Scanning for one switch: the controls come one by one, or row by row where they are many.

The dwell on a control counts from the end of its spoken name. After a few rounds without a press scanning
rests, and a press starts it again. Nothing but short presses of one key is asked of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer

from kiosk.conversation.session import Scan
from kiosk.conversation.view import LampState, View
from ui.widgets.focus_ring import TabStop

ROUNDS = 3
"""Rounds without a press before scanning rests."""
ROUNDS_IN_A_ROW = 2
"""Rounds within a row before it is left again."""
MANY = 16
"""More controls than this are scanned by row, then by key."""
SLOWEST_S, FASTEST_S = 6.0, 1.0
_PACE = {Scan.SLOW: 2.0, Scan.NORMAL: 1.0, Scan.FAST: 0.6}
"""The station's dwell is multiplied by this."""


class Scanner(QObject):
    """Tells when to go on (``moves`` is called) and to what (``next``). ``dwell_s`` is the normal pace."""

    def __init__(self, dwell_s: float, moves: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dwell_s = dwell_s
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(moves)
        self._screen = ""
        self._held = False
        self._scan = Scan.OFF
        self._row: list[TabStop] = []
        self._at: list[TabStop] = []
        self._passed = 0
        self._rests = False

    @property
    def on(self) -> bool:
        """Whether the controls come by themselves."""
        return self._scan is not Scan.OFF

    @property
    def dwell_ms(self) -> int:
        """How long it stays on a control."""
        seconds = self._dwell_s * _PACE.get(self._scan, 1.0)
        return round(1000 * min(max(seconds, FASTEST_S), SLOWEST_S))

    def follow(self, view: View) -> None:
        """A view is shown: another screen begins anew; while the voice sounds or hears, or what sends or
        agrees cannot be pressed yet, nothing moves."""
        waits = any(act.armed is False for act in view.acts)
        held = waits or view.lamp.state is LampState.SPEAKING or view.lamp.hears
        fresh = view.screen != self._screen or view.comfort.scan is not self._scan
        self._screen, self._scan = view.screen, view.comfort.scan
        if fresh:
            self._begin_again()
        if not self.on or held:
            self._timer.stop()
        elif fresh or (self._held and not self._rests):
            self._timer.start(self.dwell_ms)
        self._held = held

    def next(self, tab_stops: Sequence[TabStop], first: TabStop | None) -> list[TabStop]:
        """Where it goes now: a control, or a row of several; nothing where it rests."""
        groups = [[stop] for stop in self._row] or _groups(tab_stops, first)
        if not groups:
            return []
        limit = ROUNDS_IN_A_ROW if self._row else ROUNDS
        if self._passed >= limit * len(groups):
            rests = not self._row
            self._begin_again()
            self._rests = rests
            return [] if rests else self.next(tab_stops, first)
        self._at = groups[self._passed % len(groups)]
        self._passed += 1
        self._timer.start(self.dwell_ms)
        return self._at

    def press(self) -> bool:
        """The switch was pressed: True where the control it stands on is chosen by that.

        On a row it goes into the row; at rest, or before the first control, it goes on at once, unless it is
        held.
        """
        at = self._at
        if len(at) > 1:
            self._row = at
        self._passed, self._rests = 0, False
        if len(at) != 1:
            self._at = []
            if not self._held:
                self._timer.start(0)
        return len(at) == 1

    def _begin_again(self) -> None:
        self._row, self._at, self._passed, self._rests = [], [], 0, False


def _groups(tab_stops: Sequence[TabStop], first: TabStop | None) -> list[list[TabStop]]:
    """The controls from the main act on and round; by row where they are many."""
    if not tab_stops:
        return []
    start = tab_stops.index(first) if first in tab_stops else 0
    ordered = [*tab_stops[start:], *tab_stops[:start]]
    if len(ordered) <= MANY:
        return [[stop] for stop in ordered]
    groups: list[list[TabStop]] = []
    for stop in ordered:
        if groups and _side_by_side(groups[-1][0], stop):
            groups[-1].append(stop)
        else:
            groups.append([stop])
    return groups


def _side_by_side(one: TabStop, other: TabStop) -> bool:
    return abs(_middle(one) - _middle(other)) < min(one.height(), other.height()) / 2


def _middle(stop: TabStop) -> int:
    return stop.mapToGlobal(QPoint(0, stop.height() // 2)).y()
