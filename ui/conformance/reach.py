"""Reach: every control by the arrows, by one switch ("next"), and by a screen reader, each with its words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.accessible import tree
from ui.conformance.snapshot import Measurement, Snapshot, each
from ui.window import Window

_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left)
_FOLLOW = {"scroll-up", "scroll-down"}
"""What the focus comes to is scrolled into sight by itself; each of these is out of use at one end."""
_PRESSED = ("Button", "PushButton", "RadioButton", "CheckBox", "EditableText")


def strike(window: Window, key: Qt.Key, *, held: bool = False) -> None:
    """A real key event; ``held``: one that the keyboard repeats."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", held))


def measure(snapshot: Snapshot) -> Iterator[Measurement]:
    """Strikes real keys in the window, and asks what a screen reader would be told."""
    window = snapshot.window
    wanted = {stop.code for stop in snapshot.screen.controls()} - _FOLLOW
    said: dict[str, str] = {}
    listen = window.focused.connect(lambda focused: said.update({focused.code: " ".join(focused.words)}))
    yield from each(sorted(wanted - _by_arrows(snapshot)), "ways.arrows")
    yield from each(sorted(wanted - _by_next(snapshot, len(wanted))), "ways.next")
    window.focused.disconnect(listen)
    silent = [code for code in sorted(wanted) if not said.get(code, "").strip()]
    yield from each(silent, "speech.focus")
    yield from each(list(_unnamed(snapshot)), "ways.named")


def _here(snapshot: Snapshot) -> str:
    return str(getattr(snapshot.window.focusWidget(), "code", ""))


def _by_arrows(snapshot: Snapshot) -> set[str]:
    """What the four arrows lead to, from the first control on."""
    window = snapshot.window
    tab_stops = {stop.code: stop for stop in snapshot.screen.controls()}
    strike(window, Qt.Key.Key_Tab)  # shows the ring where the focus is
    reached = {_here(snapshot)}
    ahead = deque(reached)
    while ahead and not reached >= set(tab_stops) - _FOLLOW:
        start = ahead.popleft()
        for key in _ARROWS:
            if start not in tab_stops:
                continue
            tab_stops[start].setFocus()
            strike(window, key)
            code = _here(snapshot)
            if code not in reached:
                reached.add(code)
                ahead.append(code)
    return reached


def _by_next(snapshot: Snapshot, count: int) -> set[str]:
    reached = set()
    for _ in range(count + 1 + len(_FOLLOW)):
        strike(snapshot.window, Qt.Key.Key_Tab)
        reached.add(_here(snapshot))
    return reached


def _unnamed(snapshot: Snapshot) -> Iterator[str]:
    """Controls without a name, or that a screen reader cannot press; names that are only a code."""
    nodes = {node.code: node for node in tree(snapshot.window) if node.code}
    for control in snapshot.controls:
        node = nodes.get(control.code)
        if node is None:
            yield f"{control.code} is not there for a screen reader"
        elif not node.name.strip() or node.name == control.code:
            yield f"{control.code} has no name"
        elif node.role not in _PRESSED:
            yield f"{control.code} is told as a {node.role}, which is not pressed"
