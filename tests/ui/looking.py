"""What stands on a screen: its words, its controls, and everything that is wrong with where they stand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import View
from kiosk.staff.access.rules import BY_KEY
from ui.conformance import targets, whole
from ui.conformance.looked import Looked
from ui.screens.base import Screen
from ui.widgets.control import Control
from ui.widgets.editor import Editor
from ui.widgets.pieces import grouped
from ui.widgets.text import Text
from ui.window import Window


def screen_of(window: Window) -> Screen:
    """The screen that stands."""
    screen = window.screen_shown
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
    found += [screen.view.name, screen.top.accessibleName()]
    return "\n".join("".join(text.split()) for text in found)


def wanted(view: View) -> list[str]:
    """All that a view asks to be written, without spaces."""
    found = [view.name, *view.question, view.hint, view.label, view.error]
    found += [w.text for w in view.words] + [n.text for n in view.notes]
    found += [t for r in view.rows for t in (r.label, r.value)]
    found += [grouped(view.number), view.typed]
    acts = [*view.acts, *view.foot, *view.keypad, *(a for r in view.rows for a in r.acts)]
    found += [t for a in acts for t in (a.label, a.hint)]
    return [bare for text in found if (bare := "".join(text.split()))]


def faults(window: Window) -> list[str]:
    """Everything cut off, broken, too small, too near or outside, in words: as ``kiosk doctor --access``."""
    looked = Looked(window)
    found = []
    for reading in (*whole.measure(looked), *targets.measure(looked)):
        if not BY_KEY[reading.rule].holds(reading.value):
            found.append(f"{reading.rule} {reading.value:.2f}: {reading.what}")
    return found
