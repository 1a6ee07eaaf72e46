"""The top line: the name, small ways home and to cover the screen, and how far along one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import View
from ui.accessible import PaintedText
from ui.icons import icon
from ui.theme import SMALL, TARGET, TARGET_GAP, Style
from ui.widgets.block import Block
from ui.widgets.control import HOME, Control
from ui.widgets.text import Written, paragraph

_APART = 4.0  # mm between two of them, larger with the type


class TopLine(Block):
    """Name and small acts left, the way (a dot and its word for each stage) right.

    Where the words do not all fit, only the present stage's is written; then the name gives way to its ear.
    """

    pressed = Signal(str)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._name = ""
        self._stages: tuple[str, ...] = ()
        self._stage = 0
        self.controls: list[Control] = []
        """Home and hide, as far as the view has them."""
        self._name_told, self._way_told = PaintedText(self), PaintedText(self)

    def told_parts(self) -> Sequence[QObject]:
        """From left to right."""
        return self._name_told, *self.controls, self._way_told

    def show_view(self, view: View) -> bool:
        """Take name, stages and small acts from a view; True if its height may differ."""
        had = bool(self.controls)
        self._name, self._stages, self._stage = view.name, view.stages, view.stage
        self._name_told.setAccessibleName(view.name)
        self._way_told.setAccessibleName(view.way)
        acts = [act for act in (view.home, view.hide) if act is not None]
        for control in self.controls[len(acts) :]:
            control.hide()
            control.deleteLater()
        del self.controls[len(acts) :]
        for control, act in zip(self.controls, acts, strict=False):
            control.set_act(act)
        for act in acts[len(self.controls) :]:
            control = Control(self.style_, act, HOME, self)
            control.clicked.connect(lambda _=False, c=control: self.pressed.emit(c.code))
            control.show()
            self.controls.append(control)
        self.arrange()
        self.update()
        return had != bool(self.controls)

    @property
    def _going(self) -> bool:
        return 0 < self._stage <= len(self._stages)

    @property
    def words_shown(self) -> list[str]:
        """The words one can read there (the small acts' are their own)."""
        short, named = self._words(self.width())
        name = [self._name] if named else []
        if not self._going:
            return name
        return [*name, *(self._stages[self._stage - 1 : self._stage] if short else self._stages)]

    def _words(self, width: int) -> tuple[bool, bool]:
        """Whether only the present stage is written, and whether the name is."""
        acts = self._acts_width()
        if self._name_width() + acts + self._way_width(short=False) <= width:
            return False, True
        return True, self._name_width() + acts + self._way_width(short=True) <= width

    def restyled(self) -> None:
        """The small acts follow."""
        for control in self.controls:
            control.restyle(self.style_)

    def fit(self, width: int) -> int:
        """One line; as high as a target where acts stand in it."""
        line = self.style_.type_px(SMALL * 1.5)
        return max([line, *(self._tall(control) for control in self.controls)])

    def _tall(self, control: Control) -> int:
        return max(self.style_.mm(TARGET), control.fit(control.natural_width()))

    def whole(self, width: int) -> bool:
        """Whether ear, small acts and the shortest way stand side by side."""
        return self._ear_width + self._acts_width() + self._way_width(short=True) <= width

    def arrange(self) -> None:
        """The small acts stand after the name, or after its ear."""
        _, named = self._words(self.width())
        left = (self._name_width() if named else self._ear_width) + self._apart
        for control in self.controls:
            width, height = control.natural_width(), self._tall(control)
            control.setGeometry(round(left), (self.height() - height) // 2, width, height)
            left += width + self._apart
        ear, right = self._ear_width, round(left)
        self._name_told.setGeometry(0, 0, round(self._name_width()) if named else ear, self.height())
        self._way_told.setGeometry(right, 0, max(1, self.width() - right), self.height())

    def _metrics(self, bold: bool) -> QFontMetricsF:
        return QFontMetricsF(self.style_.font(SMALL, bold))

    @property
    def _apart(self) -> int:
        return max(self.style_.mm(TARGET_GAP), self.style_.type_px(_APART))

    @property
    def _ear_width(self) -> int:
        return self.style_.type_px(10.5)

    def _name_width(self) -> float:
        return self._ear_width + self._metrics(True).horizontalAdvance(self._name)

    def _acts_width(self) -> int:
        """The small acts with the room around them."""
        return sum(c.natural_width() + self._apart for c in self.controls) + self.style_.type_px(6.0)

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
        for text in self.written():
            text.draw(painter, style)
        if not self._going:
            return
        short, _ = self._words(self.width())
        line, radius = max(1.5, style.per_mm * 0.5), style.type_px(1.35)
        for n, x in enumerate(self._dots(short), start=1):
            here = n == self._stage
            ink = style.colour("ink" if here else "soft")
            painter.setPen(QPen(ink, line))
            fill = style.colour("lamp") if here else ink if n < self._stage else Qt.BrushStyle.NoBrush
            painter.setBrush(fill)
            grown = radius * (1.25 if here else 1)
            painter.drawEllipse(QPointF(x + radius, middle), grown, grown)

    def written(self) -> list[Written]:
        """The name, and the stages' words."""
        short, named = self._words(self.width())
        texts = [self._word(self._ear_width, self._name, bold=True, colour="ink")] if named else []
        if self._going:
            for n, (x, word) in enumerate(zip(self._dots(short), self._stages, strict=True), start=1):
                here = n == self._stage
                if here or not short:
                    left = x + self.style_.type_px(4.0)
                    texts.append(self._word(left, word, bold=here, colour="ink" if here else "soft"))
        return texts

    def _dots(self, short: bool) -> list[float]:
        """The left edge of each stage's dot."""
        x, found = self.width() - self._way_width(short=short), list[float]()
        for n, word in enumerate(self._stages, start=1):
            here = n == self._stage
            x += self.style_.type_px(3.0) if n > 1 else 0
            found.append(x)
            x += self.style_.type_px(4.0)
            if here or not short:
                x += self._metrics(here).horizontalAdvance(word) + self.style_.type_px(1.0)
        return found

    def _word(self, x: float, text: str, *, bold: bool, colour: str) -> Written:
        word = paragraph(text, self.style_.font(SMALL, bold), 1e6)
        return Written(word, x, (self.height() - word.height) / 2, colour, main=False)
