"""The focus ring, and where a control stands in the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import CORNER, FOCUS, FOCUS_GAP, Style
from ui.widgets.control import Control
from ui.widgets.editor import Field

TabStop = Control | Field
"""Where the keys' focus may stand."""


def box_in(window: QWidget, control: TabStop) -> QRect:
    """Where a control stands in the window, px."""
    return QRect(control.mapTo(window, QPoint(0, 0)), control.size())


class FocusRing(QWidget):
    """The keys' place: a thick line in the lamp's colour outside the control. A touch hides it.

    Ink edges the line: by day the lamp's colour alone is 1.6:1 on paper, and 3:1 is asked (WCAG 1.4.11).
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._style: Style | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_around(self, *controls: TabStop | None) -> None:
        """Stand around a control, or a row of them; None: nowhere."""
        there = [control for control in controls if control is not None]
        if not there:
            self.hide()
            return
        self._style = style = there[0].style_
        out = style.mm(FOCUS + FOCUS_GAP)
        box = QRect()
        for control in there:
            box = box.united(box_in(self._window, control))
        self.setGeometry(box.adjusted(-out, -out, out, out))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One rounded line, edged."""
        style = self._style
        if style is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = FOCUS * style.per_mm
        corner = (CORNER + FOCUS) * style.per_mm
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        for colour, width in (("ink", line), ("lamp", line / 2)):
            painter.setPen(QPen(style.colour(colour), width))
            painter.drawRoundedRect(box, corner, corner)
