"""A scroll area: what is taller than it is moved behind it by two large buttons, never by a drag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act
from ui.theme import SIZE_FACTORS, TARGET_GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_style import SCROLL
from ui.widgets.control import Control

BUTTON_MM = 26.0
LEAST_MM = 2 * BUTTON_MM + TARGET_GAP
"""The height at which the two buttons stand one above the other."""
_EDGE_FADE_MM = 11.0
_STEP = 0.8  # of what shows: a line of it stays in sight


class EdgeFade(QWidget):
    """Where the content goes on, it fades into the ground: nothing looks cut off."""

    def __init__(self, style: Style, ground: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._style, self._ground = style, ground
        self.above = self.below = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def deep(self) -> int:
        """How far it reaches in, px."""
        return min(self._style.mm(_EDGE_FADE_MM), self.height() // 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A gradient at each edge beyond which there is more."""
        painter = QPainter(self)
        deep = self.deep
        for there, edge, inner in (
            (self.above, 0, deep),
            (self.below, self.height(), self.height() - deep),
        ):
            if there:
                fade = QLinearGradient(0, edge, 0, inner)
                ground = self._style.colour(self._ground)
                fade.setColorAt(0.15, ground)
                ground.setAlpha(0)
                fade.setColorAt(1.0, ground)
                painter.fillRect(QRectF(0, min(edge, inner), self.width(), deep), fade)


class ScrollArea(BaseWidget):
    """Holds ``content``, which its owner fills and measures. ``ground`` names the colour it lies on."""

    def __init__(self, style: Style, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.viewport = QWidget(self)
        """What the content shows through; it moves behind it."""
        self.content = QWidget(self.viewport)
        self._edge_fade = EdgeFade(style, ground, self)
        self.up = Control(style, Act("scroll-up", "", icon="caret-up"), SCROLL, self)
        self.down = Control(style, Act("scroll-down", "", icon="caret-down"), SCROLL, self)
        self.up.clicked.connect(lambda: self.scroll_by(-_STEP))
        self.down.clicked.connect(lambda: self.scroll_by(_STEP))
        for control in (self.up, self.down):
            control.hide()
        self._style_buttons()

    def accessible_children(self) -> Sequence[QObject]:
        """The buttons; the content is its owner's to tell."""
        return self.up, self.down

    def show_tools(self, tools: Sequence[Act]) -> None:
        """Take the words of the buttons."""
        told = {act.code: act for act in tools}
        for control in (self.up, self.down):
            if control.code in told:
                control.set_act(replace(told[control.code], icon=control.act.icon))

    def restyled(self) -> None:
        """The buttons follow."""
        self._style_buttons()

    def _style_buttons(self) -> None:
        # They stand in a narrow column: they grow by one step of the four, so that they can still be read.
        factor = min(self.style_.factor, SIZE_FACTORS[1])
        for control in (self.up, self.down):
            control.restyle(self.style_.scaled(factor))

    @property
    def scrolls(self) -> bool:
        """Whether there is more than shows."""
        return not self.up.isHidden()

    @property
    def fade_depth(self) -> int:
        """How far what goes on fades at an edge, px."""
        return self._edge_fade.deep

    @property
    def unfaded(self) -> QRect:
        """The part of the viewport that no fade lies over, px in the area."""
        deep = self._edge_fade.deep
        above, below = deep if self._edge_fade.above else 0, deep if self._edge_fade.below else 0
        return self.viewport.geometry().adjusted(0, above, 0, -below)

    def _button(self) -> tuple[int, int]:
        """Width and height of one button, px."""
        side = self._side
        return side, max(side, self.up.height_for_width(side), self.down.height_for_width(side))

    @property
    def _side(self) -> int:
        """As wide as its words want it."""
        return max(self.style_.mm(BUTTON_MM), self.up.two_line_width(), self.down.two_line_width())

    def _stacked(self, height: int) -> bool:
        """One above the other; side by side where the area is low."""
        return 2 * self._button()[1] + self.style_.mm(TARGET_GAP) <= height

    def viewport_width(self, width: int, height: int) -> int:
        """What is left of ``width`` for the content beside the buttons, px."""
        return width - (1 if self._stacked(height) else 2) * (self._side + self.style_.mm(TARGET_GAP))

    def set_content_height(self, total: int, *, scrolled: bool, at_end: bool = False) -> None:
        """Stand in one's own size around a content ``total`` px high; keep the place where one has looked."""
        width, height = self.width(), self.height()
        inner = self.viewport_width(width, height) if scrolled else width
        self.viewport.setGeometry(0, 0, inner, height)
        self.content.resize(inner, max(height, total))
        for control in (self.up, self.down):
            control.setVisible(scrolled)
        if scrolled:
            side, tall = self._button()
            x, stacked = width - side, self._stacked(height)
            self.up.setGeometry(x if stacked else x - self.style_.mm(TARGET_GAP) - side, 0, side, tall)
            self.down.setGeometry(x, height - tall if stacked else 0, side, tall)
        self._scroll_to(self.content.height() if at_end else -self.content.y())

    def scroll_by(self, share: float) -> None:
        """Move by a share of what shows; down is positive."""
        self._scroll_to(-self.content.y() + round(share * self.viewport.height()))

    def ensure_visible(self, widget: QWidget) -> None:
        """Move until ``widget``, which lies upon the content, shows; of what is taller than that its top."""
        if not self.scrolls or not self.content.isAncestorOf(widget):
            return
        top = widget.mapTo(self.content, QPoint(0, 0)).y()
        y, room = -self.content.y(), self.viewport.height()
        if top < y or widget.height() > room:
            self._scroll_to(top)
        elif top + widget.height() > y + room:
            self._scroll_to(top + widget.height() - room)

    def ensure_end_visible(self, widget: QWidget) -> None:
        """Move until the lower edge of ``widget`` shows."""
        bottom = widget.mapTo(self.content, QPoint(0, widget.height())).y()
        self._scroll_to(max(-self.content.y(), bottom - self.viewport.height()))

    def _scroll_to(self, y: int) -> None:
        lowest = max(0, self.content.height() - self.viewport.height())
        y = max(0, min(y, lowest))
        self.content.move(0, -y)
        self._edge_fade.setGeometry(self.viewport.geometry())
        self._edge_fade.above, self._edge_fade.below = y > 0, y < lowest
        self._edge_fade.update()
        self.up.setEnabled(y > 0)
        self.down.setEnabled(y < lowest)
