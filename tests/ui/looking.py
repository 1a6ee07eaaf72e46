"""What stands on a screen: its words, its controls, and everything that is wrong with where they stand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import View
from kiosk.staff.access.rules import BY_KEY
from ui.conformance import clipping, targets
from ui.conformance.snapshot import Snapshot
from ui.screens.base import ScreenWidget
from ui.widgets.control import Control
from ui.widgets.editor import Editor
from ui.widgets.sheet_texts import grouped_digits
from ui.widgets.text import Text
from ui.window import Window


def screen_of(window: Window) -> ScreenWidget:
    """The screen that stands."""
    screen = window.current_screen
    assert screen is not None
    return screen


def box(window: QWidget, widget: QWidget) -> QRect:
    """Where a widget stands in the window, px."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def controls(window: Window) -> list[Control]:
    """All that is drawn as a control, enabled or not."""
    screen = screen_of(window)
    return [c for c in screen.findChildren(Control) if c.isVisibleTo(screen)]


def control(window: Window, code: str) -> Control:
    """The control of this code."""
    return next(c for c in controls(window) if c.code == code)


def texts(window: Window) -> str:
    """All that is written on the screen, without spaces."""
    screen = screen_of(window)
    found = [t.text for t in screen.findChildren(Text) if t.isVisibleTo(screen)]
    found += [f"{c.act.label}\n{c.act.hint}" for c in controls(window)]
    found += [f"{e.label}\n{e.text}" for e in screen.findChildren(Editor)]
    found += [screen.view.name, screen.top_bar.accessibleName()]
    return "\n".join("".join(text.split()) for text in found)


def wanted(view: View) -> list[str]:
    """All that a view asks to be written, without spaces."""
    found = [view.name, *view.question, view.hint, view.label, view.error]
    found += [w.text for w in view.words] + [n.text for n in view.notes]
    found += [t for r in view.rows for t in (r.label, r.value)]
    found += [grouped_digits(view.number), view.typed]
    acts = [*view.acts, *view.foot, *view.keypad, *(a for r in view.rows for a in r.acts)]
    found += [t for a in acts for t in (a.label, a.hint)]
    return [_layout_key for text in found if (_layout_key := "".join(text.split()))]


def faults(window: Window) -> list[str]:
    """Everything cut off, broken, too small, too near or outside, in words: as ``kiosk doctor --access``."""
    snapshot = Snapshot(window)
    found = []
    for measurement in (*clipping.measure(snapshot), *targets.measure(snapshot)):
        if not BY_KEY[measurement.rule].holds(measurement.value):
            found.append(f"{measurement.rule} {measurement.value:.2f}: {measurement.what}")
    return found
