"""The top bar: the name, small ways home and to cover the screen, and how far along one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import View
from ui.accessible import AccessibleText
from ui.icons import icon
from ui.theme import SMALL, TARGET, TARGET_GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_style import HOME
from ui.widgets.control import Control
from ui.widgets.paragraph import PlacedText, paragraph

_APART = 4.0  # mm between two of them, larger with the type


@dataclass(frozen=True)
class _Shape:
    """What of the line there is room for; ``folded``: the small acts' words in two lines."""

    name: bool = True
    words: bool = True
    dots: bool = True
    two_lines: bool = False


_SHAPES = (
    _Shape(),
    _Shape(words=False),
    _Shape(words=False, name=False),
    _Shape(words=False, name=False, two_lines=True),
    _Shape(words=False, name=False, two_lines=True, dots=False),
)
"""From the widest to the narrowest."""


class TopBar(BaseWidget):
    """Name and small acts left, the way (a dot and its word for each stage) right.

    Where it is narrow, only the present stage's word is written; then the name gives way to its ear, the
    small acts' words fold, and the other stages' dots go.
    """

    pressed = Signal(str)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._name = ""
        self._stages: tuple[str, ...] = ()
        self._stage = 0
        self.controls: list[Control] = []
        """Home and hide, as far as the view has them."""
        self.acts_only = False
        """Name and way give their place to something else."""
        self._name_told, self._way_told = AccessibleText(self), AccessibleText(self)

    def accessible_children(self) -> Sequence[QObject]:
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
        return not self.acts_only and 0 < self._stage <= len(self._stages)

    @property
    def words_shown(self) -> list[str]:
        """The words one can read there (the small acts' are their own)."""
        return [placed_texts.paragraph.text for placed_texts in self.placed_texts()]

    def _shape(self, width: int) -> _Shape:
        shapes = [shape for shape in _SHAPES if not (self.acts_only and shape.name)]
        return next((shape for shape in shapes if self._needs(shape) <= width), _SHAPES[-1])

    def acts_width(self) -> int:
        """The width, px, that ear and small acts take where they stand alone."""
        return round(self._needs(_SHAPES[2]))

    def _needs(self, shape: _Shape) -> float:
        name = self._name_width() if shape.name else self._ear_width
        acts = sum(self._wide(control, shape) + self._apart for control in self.controls)
        return name + acts + self.style_.type_px(6.0) + self._way_width(shape)

    @staticmethod
    def _wide(control: Control, shape: _Shape) -> int:
        return control.two_line_width() if shape.two_lines else control.natural_width()

    def _stops(self, shape: _Shape) -> list[tuple[int, str]]:
        """The stages that are drawn, by number, with the word that is written ("" none)."""
        stages = list(enumerate(self._stages, start=1))
        if not shape.dots:
            stages = [each for each in stages if each[0] == self._stage]
        return [(n, word if shape.words or n == self._stage else "") for n, word in stages]

    def restyled(self) -> None:
        """The small acts follow."""
        for control in self.controls:
            control.restyle(self.style_)

    def height_for_width(self, width: int) -> int:
        """One line; as high as a target where acts stand in it."""
        shape = self._shape(width)
        return max([self.style_.type_px(SMALL * 1.5), *(self._tall(c, shape) for c in self.controls)])

    def _tall(self, control: Control, shape: _Shape) -> int:
        return max(self.style_.mm(TARGET), control.height_for_width(self._wide(control, shape)))

    def fits_width(self, width: int) -> bool:
        """Whether its narrowest shape has room."""
        return self._needs(_SHAPES[-1]) <= width

    def arrange(self) -> None:
        """The small acts stand after the name, or after its ear."""
        shape = self._shape(self.width())
        name = round(self._name_width()) if shape.name else self._ear_width
        left = name + self._apart
        for control in self.controls:
            width, height = self._wide(control, shape), self._tall(control, shape)
            control.setGeometry(left, (self.height() - height) // 2, width, height)
            left += width + self._apart
        self._name_told.setGeometry(0, 0, name, self.height())
        self._way_told.setGeometry(left, 0, max(1, self.width() - left), self.height())

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

    def _way_width(self, shape: _Shape) -> float:
        return self._dots(shape)[1] if self._stages and not self.acts_only else 0.0

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
        for text in self.placed_texts():
            text.draw(painter, style)
        if not self._going:
            return
        line, radius = max(1.5, style.per_mm * 0.5), style.type_px(1.35)
        shape = self._shape(self.width())
        for (n, _), x in zip(self._stops(shape), self._dots(shape)[0], strict=True):
            here = n == self._stage
            ink = style.colour("ink" if here else "soft")
            painter.setPen(QPen(ink, line))
            fill = style.colour("lamp") if here else ink if n < self._stage else Qt.BrushStyle.NoBrush
            painter.setBrush(fill)
            grown = radius * (1.25 if here else 1)
            painter.drawEllipse(QPointF(x + radius, middle), grown, grown)

    def placed_texts(self) -> list[PlacedText]:
        """The name, and the stages' words."""
        shape = self._shape(self.width())
        texts = [self._word(self._ear_width, self._name, bold=True, colour="ink")] if shape.name else []
        if self._going:
            for (n, word), x in zip(self._stops(shape), self._dots(shape)[0], strict=True):
                here = n == self._stage
                if word:
                    left = x + self.style_.type_px(4.0)
                    texts.append(self._word(left, word, bold=here, colour="ink" if here else "soft"))
        return texts

    def _dots(self, shape: _Shape) -> tuple[list[float], float]:
        """The left edge of each stage's dot, and the width of them all with their words."""
        style, x, found = self.style_, 0.0, list[float]()
        for n, word in self._stops(shape):
            x += style.type_px(3.0) if found else 0
            found.append(x)
            x += style.type_px(4.0)
            if word:
                x += self._metrics(n == self._stage).horizontalAdvance(word) + style.type_px(1.0)
        return [self.width() - x + left for left in found], x

    def _word(self, x: float, text: str, *, bold: bool, colour: str) -> PlacedText:
        word = paragraph(text, self.style_.font(SMALL, bold), 1e6)
        return PlacedText(word, x, (self.height() - word.height) / 2, colour, main=False)
