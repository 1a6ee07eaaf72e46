"""The top line: the name, small ways home and to cover the screen, and how far along one is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import View
from ui.icons import icon
from ui.theme import SMALL, TARGET, TARGET_GAP, Style
from ui.widgets.block import Block
from ui.widgets.control import HOME, Control

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

    def show_view(self, view: View) -> bool:
        """Take name, stages and small acts from a view; True if its height may differ."""
        had = bool(self.controls)
        self._name, self._stages, self._stage = view.name, view.stages, view.stage
        way = f", {self._stage}/{len(self._stages)}: {self._stages[self._stage - 1]}" if self._going else ""
        self.setAccessibleName(self._name + way)
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
        short, named = self._written(self.width())
        name = [self._name] if named else []
        if not self._going:
            return name
        return [*name, *(self._stages[self._stage - 1 : self._stage] if short else self._stages)]

    def _written(self, width: int) -> tuple[bool, bool]:
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
        _, named = self._written(self.width())
        left = (self._name_width() if named else self._ear_width) + self._apart
        for control in self.controls:
            width, height = control.natural_width(), self._tall(control)
            control.setGeometry(round(left), (self.height() - height) // 2, width, height)
            left += width + self._apart

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
        short, named = self._written(self.width())
        if named:
            self._write(painter, self._ear_width, self._name, bold=True, colour="ink")
        if not self._going:
            return
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
