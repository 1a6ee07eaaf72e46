"""Hidden: the sheet lies face down; one large act turns it over again."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from ui.icons import icon
from ui.screens.base import Screen
from ui.theme import CORNER, LINE, SMALL_GAP
from ui.widgets.sheet import Sheet

_EYE_MM = 44.0


class Cover(Sheet):
    """The back of a sheet: nothing of anybody's, and a closed eye."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The back, its edge, the eye above the lamp."""
        style = self.style_
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(1.0, LINE * style.per_mm)
        painter.setPen(QPen(style.colour("hairline"), line))
        painter.setBrush(style.colour("quiet"))
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, CORNER * style.per_mm, CORNER * style.per_mm)
        foot = self.height() - (self.lamp.y() if self.lamp is not None else self.height())
        room = self.height() - foot
        side = round(min(_EYE_MM * style.per_mm, room - 2 * style.mm(SMALL_GAP)))
        eye = icon("eye-slash", style.colours.act, side) if side > 0 else None
        if eye:
            painter.drawPixmap((self.width() - side) // 2, (room - side) // 2, eye)


class Hidden(Screen):
    """Laid out as a screen with a sheet is, so that nothing jumps when it is turned."""

    def build(self) -> None:
        """The back of the sheet."""
        self.paper = Cover(self.style_, self)
