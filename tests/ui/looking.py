"""What stands on a screen: its words, its controls, and everything that is wrong with where they stand."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import View
from ui.screens.base import Screen
from ui.theme import TARGET, TARGET_GAP
from ui.widgets.block import Block
from ui.widgets.control import Control
from ui.widgets.editor import Editor
from ui.widgets.lamp import LampButton
from ui.widgets.pieces import Number, grouped
from ui.widgets.sheet import Sheet
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
    """Everything cut off, broken, too small, too near or outside, in words."""
    return [*_cut(window), *_overlaps(window), *_targets(window)]


def _scrolled(screen: Screen, widget: QWidget) -> bool:
    """Whether it lies on a sheet that scrolls: then it may be out of sight for now."""
    sheet = screen.paper
    return isinstance(sheet, Sheet) and sheet.scrolls and sheet._window.isAncestorOf(widget)


def _cut(window: Window) -> list[str]:
    screen = screen_of(window)
    found = []
    for text in screen.findChildren(Text):
        if not text.text or not text.isVisibleTo(screen):
            continue
        need = text.paragraph(text.width()).height if isinstance(text, Number) else text.fit(text.width())
        if text.height() < need:
            found.append(f"cut off: {text.text[:20]!r} has {text.height()} of {need} px")
        if not text.whole(text.width()):
            found.append(f"a word is broken: {text.text[:20]!r}")
    for block in screen.findChildren(Block):
        parent = block.parentWidget()
        stands = block.isVisibleTo(screen) and block.height() > 1 and not _scrolled(screen, block)
        if stands and parent is not None and not parent.rect().contains(block.geometry()):
            found.append(f"{type(block).__name__} {block.accessibleName()[:20]!r} leaves its place")
    return found


def _overlaps(window: Window) -> list[str]:
    screen = screen_of(window)
    parts: list[QWidget] = [screen.top, screen.question, screen.acts, screen.foot, screen.error]
    parts += [p for p in (screen.paper, screen.middle, screen.below) if p is not None]
    if screen.lamp.parent() is screen:
        parts.append(screen.lamp)
    standing = [p for p in parts if p.isVisibleTo(screen) and p.height() > 1]
    return [
        f"{type(a).__name__} lies over {type(b).__name__}"
        for a, b in combinations(standing, 2)
        if box(window, a).intersects(box(window, b))
    ]


def _targets(window: Window) -> list[str]:
    screen = screen_of(window)
    per_mm = screen.style_.per_mm
    least, gap = TARGET * per_mm - 1, TARGET_GAP * per_mm - 1
    found = []
    for one in controls(window):
        if not isinstance(one, LampButton) and not one.whole(one.width()):
            found.append(f"{one.code}: a word is broken")
        if not isinstance(one, LampButton) and one.height() < one.fit(one.width()):
            found.append(f"{one.code}: cut off, {one.height()} of {one.fit(one.width())} px")
        if min(one.width(), one.height()) < least:
            found.append(f"{one.code}: {one.width() / per_mm:.1f} x {one.height() / per_mm:.1f} mm")
        if not _scrolled(screen, one) and not window.rect().contains(box(window, one)):
            found.append(f"{one.code}: outside the screen")
    still = [c for c in controls(window) if not _scrolled(screen, c)]
    for a, b in combinations(still, 2):
        one_box, other = box(window, a), box(window, b)
        aside = max(one_box.left() - other.right(), other.left() - one_box.right()) - 1
        apart = max(one_box.top() - other.bottom(), other.top() - one_box.bottom()) - 1
        if max(aside, apart) < gap:
            found.append(f"{a.code} and {b.code}: {max(aside, apart) / per_mm:.1f} mm apart")
    return found
