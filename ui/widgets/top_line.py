"""The top line: the name, a small way home, and how far along one is (a dot and its word for each stage)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import View
from ui.icons import icon
from ui.theme import SMALL, TARGET, Style
from ui.widgets.block import Block
from ui.widgets.control import HOME, Control


class TopLine(Block):
    """Name and home left, the way right. Where the words do not all fit, only the present one is written."""

    pressed = Signal(str)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._name = ""
        self._stages: tuple[str, ...] = ()
        self._stage = 0
        self.home: Control | None = None

    def show_view(self, view: View) -> bool:
        """Take name, stages and home from a view; True if its height may differ."""
        had = self.home is not None
        self._name, self._stages, self._stage = view.name, view.stages, view.stage
        way = f", {self._stage}/{len(self._stages)}: {self._stages[self._stage - 1]}" if self._going else ""
        self.setAccessibleName(self._name + way)
        if view.home is None:
            if self.home is not None:
                self.home.hide()
                self.home.deleteLater()
                self.home = None
        elif self.home is None:
            self.home = Control(self.style_, view.home, HOME, self)
            self.home.clicked.connect(lambda _=False, c=self.home: self.pressed.emit(c.code))
            self.home.show()
        else:
            self.home.set_act(view.home)
        self.update()
        return had != (self.home is not None)

    @property
    def _going(self) -> bool:
        return 0 < self._stage <= len(self._stages)

    @property
    def words_shown(self) -> list[str]:
        """The words one can read there (home's are its own)."""
        if not self._going:
            return [self._name]
        here = [self._stages[self._stage - 1]]
        return [self._name, *(here if self._short else self._stages)]

    @property
    def _short(self) -> bool:
        return self._left_width() + self._way_width(short=False) > self.width()

    def restyled(self) -> None:
        """The home button follows."""
        if self.home is not None:
            self.home.restyle(self.style_)

    def fit(self, width: int) -> int:
        """One line; as high as a target where home stands in it."""
        line = self.style_.type_px(SMALL * 1.5)
        if self.home is None:
            return line
        return max(line, self.style_.mm(TARGET), self.home.fit(self.home.natural_width()))

    def whole(self, width: int) -> bool:
        """Whether name, home and the shortest way stand side by side."""
        return self._left_width() + self._way_width(short=True) <= width

    def arrange(self) -> None:
        """Home stands after the name."""
        if self.home is not None:
            width = self.home.natural_width()
            height = max(self.style_.mm(TARGET), self.home.fit(width))
            left = round(self._name_width() + self.style_.type_px(4.0))
            self.home.setGeometry(left, (self.height() - height) // 2, width, height)

    def _metrics(self, bold: bool) -> QFontMetricsF:
        return QFontMetricsF(self.style_.font(SMALL, bold))

    def _name_width(self) -> float:
        return self.style_.type_px(10.5) + self._metrics(True).horizontalAdvance(self._name)

    def _left_width(self) -> float:
        home = self.home.natural_width() + self.style_.type_px(4.0) if self.home is not None else 0
        return self._name_width() + home + self.style_.type_px(6.0)

    def _way_width(self, *, short: bool) -> float:
        dot, gap = self.style_.type_px(4.0), self.style_.type_px(3.0)
        width = 0.0
        for n, word in enumerate(self._stages, start=1):
            here = n == self._stage
            width += dot + (gap if n > 1 else 0)
            if here or not short:
                width += self._metrics(here).horizontalAdvance(word) + self.style_.type_px(1.0)
        return width

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ear, name, dots and words."""
        style = self.style_
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        side = style.type_px(9.0)
        ear = icon("ear", style.colours.act, side)
        if ear:
            painter.drawPixmap(0, round(middle - side / 2), ear)
        self._write(painter, style.type_px(10.5), self._name, bold=True, colour="ink")
        if not self._going:
            return
        short = self._short
        x = self.width() - self._way_width(short=short)
        dot, gap, radius = style.type_px(4.0), style.type_px(3.0), style.type_px(1.35)
        for n, word in enumerate(self._stages, start=1):
            here = n == self._stage
            x += gap if n > 1 else 0
            ink = style.colour("ink" if here else "soft")
            painter.setPen(QPen(ink, max(1.5, style.per_mm * 0.5)))
            fill = style.colour("lamp") if here else ink if n < self._stage else Qt.BrushStyle.NoBrush
            painter.setBrush(fill)
            grown = radius * (1.25 if here else 1)
            painter.drawEllipse(QPointF(x + radius, middle), grown, grown)
            x += dot
            if here or not short:
                self._write(painter, x, word, bold=here, colour="ink" if here else "soft")
                x += self._metrics(here).horizontalAdvance(word) + style.type_px(1.0)

    def _write(self, painter: QPainter, x: float, text: str, *, bold: bool, colour: str) -> None:
        painter.setFont(self.style_.font(SMALL, bold))
        painter.setPen(self.style_.colour(colour))
        box = QRectF(x, 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
