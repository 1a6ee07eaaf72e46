"""Rows upon the sheet, in one column or more, or two short ones beside each other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Row
from ui.accessible import Role
from ui.theme import GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.row_line import RowLine

_Band = list[tuple[RowLine, int]]
"""Rows beside each other, each with its width, px."""


def _height(band: _Band) -> int:
    return max(line.height_for_width(width) for line, width in band)


class Rows(BaseWidget):
    """All rows, in one column or more, a hairline between them."""

    pressed = Signal(str)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.lines: list[RowLine] = []
        self.paired = False
        """Two short rows stand beside each other: where the screen is wide and low."""
        self.columns = self._columns = 1
        """Side by side, read column by column: where a low screen has more rows than height."""

    def accessible_role(self) -> Role | None:
        """A list, where it reads back."""
        return Role.List if any(line.row.value for line in self.lines) else None

    def show_rows(self, rows: tuple[Row, ...]) -> bool:
        """Take the rows; in place where they are built alike. True if the height may differ."""
        build = [(bool(r.value), len(r.acts)) for r in rows]
        if build == [(bool(line.row.value), len(line.row.acts)) for line in self.lines]:
            return True in [line.set_row(row) for line, row in zip(self.lines, rows, strict=True)]
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [RowLine(self.style_, row, self) for row in rows]
        for line in self.lines:
            line.pressed.connect(self.pressed)
            line.show()
        return True

    def set_step(self, step: int) -> None:
        """Smaller with each step, 0 to 4."""
        for line in self.lines:
            line.set_step(step)

    def restyled(self) -> None:
        """All rows follow."""
        for line in self.lines:
            line.restyle(self.style_)

    def forget_plans(self) -> None:
        """Texts have other sizes."""
        for line in self.lines:
            line.forget_plans()

    def highlight(self, sentence: str) -> bool:
        """Highlight the row being read out."""
        return True in [line.highlight(sentence) for line in self.lines]

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken."""
        wide = self._align(width)
        if self._columns > 1:
            return all(line.fits_width(wide) for line in self.lines)
        return all(line.fits_width(at) for band in self._bands(width) for line, at in band)

    def height_for_width(self, width: int) -> int:
        """The highest column, or all bands."""
        wide = self._align(width)
        if self._columns > 1:
            return max(sum(line.height_for_width(wide) for line in column) for column in self._split())
        return sum(map(_height, self._bands(width)))

    def _bands(self, width: int) -> list[_Band]:
        """Rows from top to bottom, each with its width, px; in pairs where that is wanted and they stand."""
        half = (width - self._between) // 2
        bands: list[_Band] = []
        for line in self.lines:
            above = bands[-1] if bands and len(bands[-1]) == 1 else []
            if self.paired and above and above[0][0].is_short(half) and line.is_short(half):
                bands[-1] = [(above[0][0], half), (line, half)]
            else:
                bands.append([(line, width)])
        return bands

    def _split(self) -> list[list[RowLine]]:
        most = -(-len(self.lines) // self._columns)
        return [self.lines[n : n + most] for n in range(0, len(self.lines), most)] if self.lines else []

    @property
    def _between(self) -> int:
        return self.style_.mm(GAP)

    def _align(self, width: int) -> int:
        """Give every row the same width for its label; the width of a column, px."""
        wide = self._align_in(self.columns, width)
        if self.columns > 1 and not all(line.fits_width(wide) for line in self.lines):
            wide = self._align_in(1, width)
        return wide

    def _align_in(self, columns: int, width: int) -> int:
        self._columns = columns
        wide = (width - (columns - 1) * self._between) // columns
        label = min(max((line.label_natural() for line in self.lines), default=0), round(wide * 0.3))
        for line in self.lines:
            line.label_width, line.label_above = label, False
        if any(line.goes_above(wide) for line in self.lines):
            for line in self.lines:  # all alike: a column of labels that jumps is hard to read down
                line.label_above = True
        return wide

    def _placed(self, wide: int) -> list[list[_Band]]:
        """The bands of each column, a column being ``wide`` px."""
        if self._columns > 1:
            return [[[(line, wide)] for line in column] for column in self._split()]
        return [self._bands(self.width())]

    def arrange(self) -> None:
        """Rows share what height is over."""
        wide = self._align(self.width())
        for n, bands in enumerate(self._placed(wide)):
            extra = max(0, self.height() - sum(map(_height, bands))) // max(1, len(bands))
            y = 0
            for band in bands:
                tall, x = _height(band) + extra, n * (wide + self._between)
                for line, at in band:
                    line.setGeometry(x, y, at, tall)
                    line.arrange()
                    x += at + self._between
                y += tall

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairlines."""
        painter = QPainter(self)
        colour = self.style_.colour("hairline")
        thick = max(1, round(self.style_.per_mm * 0.35))
        for bands in self._placed(self._align(self.width())):
            for band in bands[:-1]:
                for line, _ in band:
                    box = line.geometry()
                    painter.fillRect(box.left(), box.bottom(), box.width(), thick, colour)
