"""Handling: what a window does with a touch that slips, a key that is held, a strike that comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.conformance.reach import strike
from ui.conformance.snapshot import Measurement, Snapshot, contrast, each
from ui.keys import DOUBLE_STRIKE_S, Debounce
from ui.theme import FOCUS, FOCUS_GAP


def measure(snapshot: Snapshot) -> Iterator[Measurement]:
    """Touches and strikes the main act of the screen that stands; nothing comes of what is sent."""
    window = snapshot.window
    pressed: list[str] = []
    listen = window.pressed.connect(lambda code, by: pressed.append(code))
    yield from each(_slips(snapshot, pressed), "target.inside")
    pressed.clear()
    for _ in range(20):
        strike(window, Qt.Key.Key_Return, held=True)
    yield from each(list(pressed), "keys.repeat")
    window.pressed.disconnect(listen)
    yield Measurement("keys.strike", DOUBLE_STRIKE_S)


def ring(snapshot: Snapshot) -> Iterator[Measurement]:
    """The ring of the keys' place against what it lies on: the strongest of its lines."""
    window = snapshot.window
    strike(window, Qt.Key.Key_Tab)
    stop = window.focusWidget()
    assert isinstance(stop, QWidget)
    box, picture = snapshot.box(stop), Snapshot(window).pixels
    reach = round((FOCUS + FOCUS_GAP) * snapshot.per_mm)
    y = box.center().y()
    line = [picture.at(box.left() - n, y) for n in range(1, reach + 3)]
    yield Measurement(
        "contrast.focus", max(contrast(line[-1], colour) for colour in line), snapshot.view.screen
    )


def _slips(snapshot: Snapshot, pressed: list[str]) -> list[str]:
    """Touches that end outside what they began on, or begin outside; a second lies between any two."""
    taken = []
    guard, snapshot.window.debounce = snapshot.window.debounce, Debounce(count(0.0, 1.0).__next__)
    for control in snapshot.screen.acts.controls:
        inside = control.rect().center()
        outside = QPoint(inside.x(), control.height() + round(4 * snapshot.per_mm))
        for began, ended, how in ((inside, outside, "ended"), (outside, inside, "began")):
            pressed.clear()
            _touch(snapshot.window, control, began, ended)
            if control.code in pressed:
                taken.append(f"{control.code}: a touch that {how} outside was taken")
    snapshot.window.debounce = guard
    return taken


def _touch(window: QWidget, control: QWidget, began: QPoint, ended: QPoint) -> None:
    """A finger comes down at one point and is lifted at another, as the system tells it."""
    first = window.childAt(control.mapTo(window, began)) or window
    for kind, spot in (
        (QEvent.Type.MouseButtonPress, began),
        (QEvent.Type.MouseMove, ended),
        (QEvent.Type.MouseButtonRelease, ended),
    ):
        there = QPointF(first.mapFrom(window, control.mapTo(window, spot)))
        held = (
            Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        )
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        glass = QPointF(control.mapToGlobal(spot))
        event = QMouseEvent(kind, there, glass, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(first, event)
