"""A row upon the sheet: a label, a value and "edit" (the read-back), or a label and choices (comfort)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Row
from ui.accessible import Role
from ui.theme import LABEL, SECOND, SIZE_FACTORS, SMALL, SMALL_GAP, TARGET, TARGET_GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_style import CHOICE, ROW
from ui.widgets.control import Control
from ui.widgets.text import Text

_VALUE_STEPS = (16.0, 14.0, LABEL, SECOND)
_ALONE_STEPS = (26.0, 20.0, 16.0, 14.0)
"""Of a value with nothing beside it."""
_LONG, _LAST_SHORT_STEP = 30.0, 2
"""A value of more than so many em takes all the steps; a shorter one stays as large as at this one."""
_SHORT_LINES = 2
_VALUE_SHARE = 0.55  # of the width: with less a value stands below its label
_CHOICE_SHRINK = (1.0, 0.88, 0.76, 0.64, 0.5)


_Plan = tuple[int, list[tuple[int, int, int, int]], bool]
"""The height, px; the box of each control from the row's corner; and whether the label is above."""


class RowLine(BaseWidget):
    """One row. A label stands above its value, and beside its choices where there is room for them."""

    pressed = Signal(str)

    def __init__(self, style: Style, row: Row, parent: QWidget) -> None:
        super().__init__(style, parent)
        self.row = row
        reads_back = bool(row.value and row.acts)
        self._label = Text(
            style, row.label, SECOND if reads_back else SMALL, colour="soft", main=False, parent=self
        )
        self._steps = _VALUE_STEPS if row.label or row.acts else _ALONE_STEPS
        self._value = Text(style, row.value, self._steps[0], bold=not row.label, parent=self)
        self.controls = [Control(style, act, ROW if row.value else CHOICE, self) for act in row.acts]
        for control in self.controls:
            control.clicked.connect(lambda _=False, c=control: self.pressed.emit(c.code))
        self.label_width = 0
        self.label_above = False
        """Whether the label must stand above what it names."""
        self._step: int | None = None
        self._plans: dict[tuple[int, int, bool], _Plan] = {}
        """By width, label's width and place: asked for many times while the rows are aligned."""
        self._tell_row()

    def _tell_row(self) -> None:
        row = self.row
        self.setAccessibleName(row.name or row.label)
        for control in self.controls:
            control.one_of_several = sum(act.chosen is not None for act in row.acts) > 1

    def accessible_role(self) -> Role | None:
        """A line of the read-back, or a group of choices."""
        return Role.ListItem if self.row.value else Role.Grouping

    def accessible_children(self) -> Sequence[QObject]:
        """Label and value are its name."""
        return self.controls

    def set_row(self, row: Row) -> bool:
        """Show another row of the same build in place; True if its height may differ."""
        self.row = row
        self._plans.clear()
        changed = self._label.set_text(row.label)
        changed = self._value.set_text(row.value) or changed
        for control, act in zip(self.controls, row.acts, strict=True):
            changed = control.set_act(act) or changed
        self._tell_row()
        return changed

    def set_step(self, step: int) -> None:
        """Smaller with each step, 0 to 4."""
        if step == self._step:
            return
        self._step = step
        self._plans.clear()
        if self.row.acts and not self._is_long:
            step = min(step, _LAST_SHORT_STEP)  # one long value makes no other smaller
        # The step for larger sizes is the label's size of the usual one: less is not larger type.
        last = step == len(self._steps)
        self._value.set_type(LABEL / self.style_.factor if last else self._steps[step])
        least = min(self.style_.factor, SIZE_FACTORS[1])
        factor = max(least, self.style_.factor * _CHOICE_SHRINK[step])
        self._label.restyle(self.style_.scaled(factor))
        for control in self.controls:
            control.restyle(self.style_.scaled(factor))

    @property
    def _is_long(self) -> bool:
        line = self._value.paragraph(10**6)
        return line.natural_width > _LONG * line.em

    @property
    def texts(self) -> tuple[Text, Text]:
        """What is written on it."""
        return self._label, self._value

    def forget_plans(self) -> None:
        """Its texts have other sizes."""
        self._plans.clear()

    def restyled(self) -> None:
        """Everything in it follows."""
        self._step = None
        self._plans.clear()
        self._label.restyle(self.style_)
        self._value.restyle(self.style_)
        for control in self.controls:
            control.restyle(self.style_)

    def label_natural(self) -> int:
        """The width, px, of its label in one line."""
        return round(self._label.paragraph(10**6).natural_width) + 2

    def highlight(self, sentence: str) -> bool:
        """Highlight the value while it is read out."""
        return self._value.highlight(sentence)

    @property
    def highlighted(self) -> str:
        """What is highlighted of the value."""
        return self._value.highlighted

    def is_short(self, width: int) -> bool:
        """Whether its value stands in two lines at ``width`` px, so that another row may stand beside it."""
        lines = self._value.paragraph(self._value_width(width)).lines
        return lines <= _SHORT_LINES and self.fits_width(width)

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken."""
        _, boxes, _ = self._plan(width)
        controls = all(c.fits_width(box[2]) for c, box in zip(self.controls, boxes, strict=True))
        return controls and self._value.fits_width(self._value_width(width))

    def height_for_width(self, width: int) -> int:
        """Label, value and controls, with room to breathe."""
        height, _, _ = self._plan(width)
        return height + self.style_.mm(TARGET_GAP) + 2  # a pixel is lost to each half

    def _value_width(self, width: int) -> int:
        beside = width - self.label_width - self.style_.mm(SMALL_GAP) - self._controls_width
        if self._controls_below(width):
            return width
        return max(1, width - self._controls_width if self._above(width) else beside)

    def _controls_below(self, width: int) -> bool:
        """Whether a word of the value would be broken beside the controls, which then go below it."""
        beside = width - self._controls_width
        return self._above(width) and bool(self.controls) and not self._value.fits_width(max(1, beside))

    @property
    def _controls_width(self) -> int:
        return sum(c.natural_width() + self.style_.mm(TARGET_GAP) for c in self.controls)

    def _above(self, width: int) -> bool:
        """Whether the label goes above its value: always where it reads back, else where room is short."""
        if self.row.value and self.controls:
            return True
        beside = width - self.label_width - self.style_.mm(SMALL_GAP) - self._controls_width
        return bool(self.row.value) and (self.label_above or beside < _VALUE_SHARE * width)

    def goes_above(self, width: int) -> bool:
        """Whether label and choices, or label and value, do not stand side by side."""
        return self._plan(width)[2]

    def _plan(self, width: int) -> _Plan:
        key = width, self.label_width, self.label_above
        if key not in self._plans:
            self._plans[key] = self._made_plan(width)
        return self._plans[key]

    def _made_plan(self, width: int) -> _Plan:
        mm = self.style_.mm
        left = self.label_width + mm(SMALL_GAP)
        if self.row.value or not self.controls:
            above = self._above(width)
            value = self._value.height_for_width(self._value_width(width))
            label = self._label.height_for_width(self.label_width or width)
            text = value + label if above else max(value, label)
            below = self._controls_below(width)
            highest = max((c.height_for_width(c.natural_width()) for c in self.controls), default=0)
            total = text + mm(TARGET_GAP) + highest if below else max(text, highest)
            boxes, right = [], width
            for control in reversed(self.controls):
                wide = control.natural_width()
                tall = control.height_for_width(wide)
                boxes.append((right - wide, total - tall if below else (total - tall) // 2, wide, tall))
                right -= wide + mm(TARGET_GAP)
            return total, boxes[::-1], above
        count = len(self.controls)
        for above in (True,) if self.label_above else (False, True):
            for columns in (count, (count + 1) // 2, 1) if above else (count,):
                x = 0 if above else left
                wide = (width - x - (columns - 1) * mm(TARGET_GAP)) // columns
                fits = wide >= mm(TARGET) and all(c.in_one_line(wide) for c in self.controls)
                if fits or (above and columns == 1):
                    top = self._label.height_for_width(width) if above else 0
                    tall = max(c.height_for_width(wide) for c in self.controls)
                    boxes = [
                        (
                            x + (n % columns) * (wide + mm(TARGET_GAP)),
                            top + (n // columns) * (tall + mm(TARGET_GAP)),
                            wide,
                            tall,
                        )
                        for n in range(count)
                    ]
                    return boxes[-1][1] + tall, boxes, above
        raise AssertionError("one column always ends the search")

    def arrange(self) -> None:
        """Place everything, in the middle of the height."""
        width = self.width()
        height, boxes, above = self._plan(width)
        top = (self.height() - height) // 2
        if above:
            self._label.setGeometry(0, top, width, self._label.height_for_width(width))
        else:
            label = self._label.height_for_width(self.label_width or width)
            self._label.setGeometry(0, (self.height() - label) // 2, self.label_width or width, label)
        value_width = self._value_width(width)
        value = self._value.height_for_width(value_width)
        if above and self.row.value:
            self._value.setGeometry(0, top + self._label.height(), value_width, value)
        else:
            left = self.label_width + self.style_.mm(SMALL_GAP)
            self._value.setGeometry(left, (self.height() - value) // 2, value_width, value)
        for control, (x, y, wide, tall) in zip(self.controls, boxes, strict=True):
            control.setGeometry(x, top + y, wide, tall)
