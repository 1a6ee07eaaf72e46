"""Five keys and two switches: where the focus goes, and which strikes count."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, Qt

log = logging.getLogger(__name__)

DOUBLE_STRIKE_S = 0.5  # docs/access.md (EN 301 549 5.8): a second strike sooner than this is not meant


class Direction(Enum):
    """Where an arrow points, as (x, y)."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


def neighbour(here: QRect, others: Sequence[QRect], direction: Direction) -> int | None:
    """Index of the rectangle an arrow leads to from ``here``: the nearest that way, those in line first.

    Where nothing lies that way it goes round to the far side; None only where there are no others.
    """
    dx, dy = direction.value
    best: tuple[float, int] | None = None
    for n, other in enumerate(others):
        along = _gap(here, other, dx, dy)
        if along < 0:
            continue
        cost = along + 3 * _aside(here, other, dx != 0)
        if best is None or cost < best[0]:
            best = (cost, n)
    if best is None and others:
        # Round to the other side: the farthest against the arrow, those in line first.
        costs = [
            (_aside(here, other, dx != 0) * 3 + other.center().x() * dx + other.center().y() * dy, n)
            for n, other in enumerate(others)
        ]
        best = min(costs)
    return None if best is None else best[1]


def _gap(here: QRect, other: QRect, dx: int, dy: int) -> int:
    """Pixels from ``here``'s far edge to ``other``'s near edge along the arrow; negative if not that way."""
    if dx:
        return other.left() - here.right() if dx > 0 else here.left() - other.right()
    return other.top() - here.bottom() if dy > 0 else here.top() - other.bottom()


def _aside(here: QRect, other: QRect, sideways: bool) -> int:
    """Pixels by which ``other`` lies beside the arrow's band; 0 where they overlap across it."""
    if sideways:
        return max(0, other.top() - here.bottom(), here.top() - other.bottom())
    return max(0, other.left() - here.right(), here.left() - other.right())


@dataclass(frozen=True)
class Switches:
    """Which keys are the switches, and how long scanning dwells on a control, in seconds."""

    next: Qt.Key = Qt.Key.Key_Tab
    choose: Qt.Key = Qt.Key.Key_Return
    scan: Qt.Key = Qt.Key.Key_F8
    dwell_s: float = 2.0

    @classmethod
    def named(cls, next_: str, choose: str, scan: str, dwell_s: float) -> Switches:
        """By Qt's names of keys without ``Key_``; a name that is none gives way to the default."""
        names = {"next": next_, "choose": choose, "scan": scan}
        keys = {}
        for switch, name in names.items():
            key = Qt.Key.__members__.get(f"Key_{name}")
            if key is None:
                log.warning("there is no key “%s” for the switch “%s”; the default is used", name, switch)
            else:
                keys[switch] = key
        return cls(**keys, dwell_s=dwell_s)


SWITCHES = Switches()


DOUBLE_DIGIT_S = 0.2  # fingers that dial are quick, and "00" is no slip


class Debounce:
    """Lets a strike through, or not: the same again, or the first on a new screen, within 0.5 s is a slip; of
    the same key of a keypad, within 0.2 s."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._code = ""
        self._at = float("-inf")
        self._moved = False

    def screen_changed(self) -> None:
        """Another screen stands under the finger."""
        self._moved = True

    def allows(self, code: str) -> bool:
        """Whether this strike is meant; remembers it if so."""
        now = self._clock()
        dials = code == "erase" or code.startswith("digit-")
        least = DOUBLE_DIGIT_S if dials and not self._moved else DOUBLE_STRIKE_S
        if now - self._at < least and (code == self._code or self._moved):
            return False
        self._code, self._at, self._moved = code, now, False
        return True
