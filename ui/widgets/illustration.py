"""A picture in the place of a sheet: one icon that says what the screen is about, where there is room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.icons import icon
from ui.theme import CORNER, SMALL_GAP, Style
from ui.widgets.sheet import Sheet

_DISC_MM, _LEAST_MM = 92.0, 30.0
_ICON = 0.5  # of the disc


class Illustration(Sheet):
    """Stands where a sheet would, the lamp at its foot. ``covered``: the back of a sheet, lying face down."""

    def __init__(self, style: Style, name: str, parent: QWidget, *, covered: bool = False) -> None:
        super().__init__(style, parent)
        self._name, self._covered = name, covered

    def paintEvent(self, event: QPaintEvent) -> None:
        """The back of the sheet, or a disc; and the icon above the lamp."""
        style = self.style_
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = style.line_px
        painter.setPen(QPen(style.colour("hairline"), line))
        painter.setBrush(style.colour("quiet"))
        if self._covered:
            box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
            painter.drawRoundedRect(box, CORNER * style.per_mm, CORNER * style.per_mm)
        foot = self.lamp.y() if self.lamp is not None else self.height()
        centre = QPointF(self.width() / 2, foot / 2)
        room = min(self.width(), foot) - 2 * style.mm(SMALL_GAP)
        disc = min(_DISC_MM * style.per_mm, room)
        if disc < _LEAST_MM * style.per_mm:
            return
        if not self._covered:
            painter.drawEllipse(centre, disc / 2, disc / 2)
        side = round(disc * _ICON)
        picture = icon(self._name, style.colours.act, side)
        if picture:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPixmap(centre - QPointF(side / 2, side / 2), picture)
