"""A roll: what is taller than its frame is moved behind it by two large buttons, never by a drag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act
from ui.theme import SIZE_FACTORS, TARGET_GAP, Style
from ui.widgets.block import Block
from ui.widgets.control import Control
from ui.widgets.dress import SCROLL

BUTTON_MM = 26.0
LEAST_MM = 2 * BUTTON_MM + TARGET_GAP
"""The height at which the two buttons stand one above the other."""
_VEIL_MM = 11.0
_STEP = 0.8  # of what shows: a line of it stays in sight


class Veil(QWidget):
    """Where the content goes on, it fades into the ground: nothing looks cut off."""

    def __init__(self, style: Style, ground: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._style, self._ground = style, ground
        self.above = self.below = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def deep(self) -> int:
        """How far it reaches in, px."""
        return min(self._style.mm(_VEIL_MM), self.height() // 4)

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


class Roll(Block):
    """Holds ``content``, which its owner fills and measures. ``ground`` names the colour it lies on."""

    def __init__(self, style: Style, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.frame = QWidget(self)
        """What the content shows through; it moves behind it."""
        self.content = QWidget(self.frame)
        self._veil = Veil(style, ground, self)
        self.up = Control(style, Act("scroll-up", "", icon="caret-up"), SCROLL, self)
        self.down = Control(style, Act("scroll-down", "", icon="caret-down"), SCROLL, self)
        self.up.clicked.connect(lambda: self.scroll_by(-_STEP))
        self.down.clicked.connect(lambda: self.scroll_by(_STEP))
        for control in (self.up, self.down):
            control.hide()
        self._dress_buttons()

    def told_parts(self) -> Sequence[QObject]:
        """The buttons; what is rolled is its owner's to tell."""
        return self.up, self.down

    def show_tools(self, tools: Sequence[Act]) -> None:
        """Take the words of the buttons."""
        told = {act.code: act for act in tools}
        for control in (self.up, self.down):
            if control.code in told:
                control.set_act(replace(told[control.code], icon=control.act.icon))

    def restyled(self) -> None:
        """The buttons follow."""
        self._dress_buttons()

    def _dress_buttons(self) -> None:
        # They stand in a narrow column: they grow by one step of the four, so that they can still be read.
        factor = min(self.style_.factor, SIZE_FACTORS[1])
        for control in (self.up, self.down):
            control.restyle(self.style_.at(factor))

    @property
    def scrolls(self) -> bool:
        """Whether there is more than shows."""
        return not self.up.isHidden()

    @property
    def clear(self) -> QRect:
        """The part of the frame that no veil lies over, px in the roll."""
        deep = self._veil.deep
        above, below = deep if self._veil.above else 0, deep if self._veil.below else 0
        return self.frame.geometry().adjusted(0, above, 0, -below)

    def _button(self) -> tuple[int, int]:
        """Width and height of one button, px."""
        side = self._side
        return side, max(side, self.up.fit(side), self.down.fit(side))

    @property
    def _side(self) -> int:
        """As wide as its words want it."""
        return max(self.style_.mm(BUTTON_MM), self.up.folded_width(), self.down.folded_width())

    def _stacked(self, height: int) -> bool:
        """One above the other; side by side where the roll is low."""
        return 2 * self._button()[1] + self.style_.mm(TARGET_GAP) <= height

    def inner(self, width: int, height: int) -> int:
        """What is left of ``width`` for the content beside the buttons, px."""
        return width - (1 if self._stacked(height) else 2) * (self._side + self.style_.mm(TARGET_GAP))

    def settle(self, total: int, *, scrolled: bool, at_end: bool = False) -> None:
        """Stand in one's own size around a content ``total`` px high; keep the place where one has looked."""
        width, height = self.width(), self.height()
        inner = self.inner(width, height) if scrolled else width
        self.frame.setGeometry(0, 0, inner, height)
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
        self._scroll_to(-self.content.y() + round(share * self.frame.height()))

    def reveal(self, widget: QWidget) -> None:
        """Move until ``widget``, which lies upon the content, shows; of what is taller than that its top."""
        if not self.scrolls or not self.content.isAncestorOf(widget):
            return
        top = widget.mapTo(self.content, QPoint(0, 0)).y()
        y, room = -self.content.y(), self.frame.height()
        if top < y or widget.height() > room:
            self._scroll_to(top)
        elif top + widget.height() > y + room:
            self._scroll_to(top + widget.height() - room)

    def reveal_end(self, widget: QWidget) -> None:
        """Move until the lower edge of ``widget`` shows."""
        bottom = widget.mapTo(self.content, QPoint(0, widget.height())).y()
        self._scroll_to(max(-self.content.y(), bottom - self.frame.height()))

    def _scroll_to(self, y: int) -> None:
        lowest = max(0, self.content.height() - self.frame.height())
        y = max(0, min(y, lowest))
        self.content.move(0, -y)
        self._veil.setGeometry(self.frame.geometry())
        self._veil.above, self._veil.below = y > 0, y < lowest
        self._veil.update()
        self.up.setEnabled(y > 0)
        self.down.setEnabled(y < lowest)
