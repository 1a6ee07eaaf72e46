"""Controls in columns: a screen's acts, the footer's four, the keypad's twelve."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act
from ui.theme import GAP, LINE, TARGET_GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_style import (
    DIGIT,
    FOOTER_DENSE,
    FOOTER_LANDSCAPE,
    FOOTER_PORTRAIT,
    PAD_WORD,
    PAD_WORD_ABOVE,
    ButtonStyle,
)
from ui.widgets.control import Control


class Side(Enum):
    """A half of the width."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class MainPlace:
    """Where the main act stands: in which row (or at which place, where it has no row of its own), how much
    further from its neighbours than they from each other (mm), and on which side; None: it takes the whole
    row. ``height`` is where all acts stand in what height is over: 0 at the top, 1 at the bottom."""

    row: int = 0
    apart: float = 0.0
    side: Side | None = None
    height: float = 0.5


class ButtonGrid(BaseWidget):
    """Acts in ``columns`` columns, all rows of one height. ``gap`` in mm."""

    pressed = Signal(str)
    flexible_columns = True
    """Its columns are free."""
    stretches_single = True
    """A control alone in its row takes the whole of it."""
    main_alone = True
    """The main act has a row of its own."""

    def __init__(
        self,
        style: Style,
        button_style: ButtonStyle,
        columns: int = 1,
        gap: float = 5.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(style, parent)
        self.button_style, self.columns, self.gap = button_style, columns, gap
        self.main_place = MainPlace()
        self.controls: list[Control] = []

    def show_acts(self, acts: tuple[Act, ...]) -> bool:
        """Take the acts; in place where their number stays. True if the height may differ."""
        changed = len(acts) != len(self.controls)
        for control in self.controls[len(acts) :]:
            control.hide()
            control.deleteLater()
        del self.controls[len(acts) :]
        for control, act in zip(self.controls, acts, strict=False):
            changed = control.set_act(act) or changed
        for act in acts[len(self.controls) :]:
            control = Control(self.style_, act, self.button_style, self)
            control.clicked.connect(lambda _=False, c=control: self.pressed.emit(c.code))
            control.show()
            self.controls.append(control)
        choices = sum(act.chosen is not None for act in acts)
        for control in self.controls:
            control.one_of_several = choices > 1
        return changed

    def choose_columns(self, width: int) -> None:
        """As many columns as make it lowest at ``width`` without a broken word; a keypad keeps its own."""
        if not self.flexible_columns:
            return
        tries = []
        for columns in range(1, max(1, min(len(self.controls), 3)) + 1):
            self.columns = columns
            tries.append((not self.fits_width(width), self.height_for_width(width), columns))
        self.columns = min(tries)[2]

    def set_button_style(self, button_style: ButtonStyle) -> None:
        """Another style for all."""
        self.button_style = button_style
        for control in self.controls:
            control.set_button_style(button_style)

    def restyled(self) -> None:
        """All follow."""
        for control in self.controls:
            control.restyle(self.style_)

    def _cell(self, width: int) -> int:
        return (width - (self.columns - 1) * self.style_.mm(self.gap)) // self.columns

    def _lines(self) -> list[list[Control]]:
        """The controls row by row; as a rule a main act has a row of its own."""
        row = self.main_place.row
        main = self.controls[:1] if self.controls and self.controls[0].act.main else []
        rest = self.controls[len(main) :]
        if not self.main_alone:
            rest, main = [*rest[:row], *main, *rest[row:]], []
        lines = [rest[n : n + self.columns] for n in range(0, len(rest), self.columns)]
        return [*lines[:row], main, *lines[row:]] if main else lines

    def _gaps(self) -> list[int]:
        """What lies between one row and the next, px."""
        usual, wide = self.style_.mm(self.gap), self.style_.mm(self.gap + self.main_place.apart)
        between = range(len(self._lines()) - 1)
        return [wide if self.main_alone and self.main_place.row in (n, n + 1) else usual for n in between]

    def _width_in(self, line: list[Control], width: int) -> int:
        if self.main_alone and self.main_place.side and line[0].act.main:
            return (width - self.style_.mm(self.gap)) // 2
        return width if self.stretches_single and len(line) == 1 else self._cell(width)

    def _heights(self, width: int) -> list[int]:
        return [max(c.height_for_width(self._width_in(line, width)) for c in line) for line in self._lines()]

    def height_for_width(self, width: int) -> int:
        """All rows and the gaps between them."""
        return sum(self._heights(width)) + sum(self._gaps())

    def pair(self, width: int) -> tuple[int, int]:
        """From where to where the first act and its counterpart, the next one, reach together, px."""
        y, spans = 0, {}
        for line, tall, gap in zip(self._lines(), self._heights(width), [*self._gaps(), 0], strict=True):
            spans.update(dict.fromkeys(line, (y, y + tall)))
            y += tall + gap
        both = [spans[control] for control in self.controls[:2]]
        return min(top for top, _ in both), max(bottom for _, bottom in both)

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken."""
        return all(c.fits_width(self._width_in(line, width)) for line in self._lines() for c in line)

    def _indent(self, line: list[Control]) -> int:
        """Columns that a row leaves free on its left."""
        return 0

    def arrange(self) -> None:
        """Rows share what height is over."""
        if not self.controls:
            return
        cell, gap = self._cell(self.width()), self.style_.mm(self.gap)
        heights = self._heights(self.width())
        extra = max(0, self.height() - self.height_for_width(self.width())) // len(heights)
        y = 0
        for line, tall, below in zip(self._lines(), heights, [*self._gaps(), 0], strict=True):
            wide = self._width_in(line, self.width())
            right = self.main_alone and self.main_place.side is Side.RIGHT and line[0].act.main
            for column, control in enumerate(line):
                x = self.width() - wide if right else (column + self._indent(line)) * (cell + gap)
                control.setGeometry(x, y, wide, tall + extra)
            y += tall + extra + below


class Footer(ButtonGrid):
    """The same four at the bottom of every screen, a hairline above them."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, FOOTER_PORTRAIT, columns=4, gap=4.5, parent=parent)
        self._dense = False

    def show_acts(self, acts: tuple[Act, ...]) -> bool:
        """As many columns as there are acts."""
        self.columns = max(1, len(acts))
        return super().show_acts(acts)

    def set_portrait(self, portrait: bool, *, dense: bool = False) -> None:
        """Icon above the word (portrait) or beside it (landscape). ``dense``: as low as it may be."""
        self._dense = dense
        landscape = FOOTER_DENSE if dense else FOOTER_LANDSCAPE
        self.set_button_style(FOOTER_PORTRAIT if portrait else landscape)

    @property
    def _top(self) -> int:
        return self.style_.mm(TARGET_GAP if self._dense else GAP)

    def height_for_width(self, width: int) -> int:
        """With the hairline's room."""
        return super().height_for_width(width) + self._top if self.controls else 0

    def arrange(self) -> None:
        """Below the hairline."""
        cell, gap = self._cell(self.width()), self.style_.mm(self.gap)
        for n, control in enumerate(self.controls):
            control.setGeometry(n * (cell + gap), self._top, cell, self.height() - self._top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline."""
        if self.controls:
            thick = max(1, round(self.style_.per_mm * LINE * 0.6))
            QPainter(self).fillRect(0, 0, self.width(), thick, self.style_.colour("hairline"))


class KeypadGrid(ButtonGrid):
    """Three by four large digits, each in its own place; the last ones stand at the lower right."""

    flexible_columns = stretches_single = False

    def _indent(self, line: list[Control]) -> int:
        return self.columns - len(line)

    def show_acts(self, acts: tuple[Act, ...]) -> bool:
        """Figures large, words (erase) smaller."""
        changed = super().show_acts(acts)
        for control in self.controls:
            control.set_button_style(DIGIT if control.act.label.isdigit() else PAD_WORD)
        return changed

    def height_for_width(self, width: int) -> int:
        """A word stands under its icon where the keys are narrow."""
        for control in self.controls:
            if control.button_style in (PAD_WORD, PAD_WORD_ABOVE):
                control.set_button_style(PAD_WORD)
                if not control.fits_width(self._cell(width)):
                    control.set_button_style(PAD_WORD_ABOVE)
        return super().height_for_width(width)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, DIGIT, columns=3, gap=max(TARGET_GAP, 4.0), parent=parent)
