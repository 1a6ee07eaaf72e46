"""A text as a widget; a sentence in it can be highlighted."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.accessible import Role
from ui.theme import Style
from ui.widgets.base import BaseWidget
from ui.widgets.paragraph import Paragraph, PlacedText, Span, find_sentence, paragraph


class Text(BaseWidget):
    """A text as a widget: ``mm`` of the type scale, a colour's name, a sentence that can be highlighted."""

    def __init__(
        self,
        style: Style,
        text: str = "",
        mm: float = 10.0,
        *,
        bold: bool = False,
        colour: str = "ink",
        centred: bool = False,
        tidy: bool = False,
        main: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(style, parent)
        self.main = main
        self.mm, self.bold, self.colour = mm, bold, colour
        self.centred, self.tidy = centred, tidy
        self.role = Role.StaticText
        self.dotted: tuple[Span, ...] = ()
        self.text = ""
        self.least = 0.0
        """How small it may be on the glass, mm, whatever its place in the scale."""
        self._paragraph: Paragraph | None = None
        self._highlighted = ""
        self.set_text(text)

    def set_text(self, text: str, dotted: tuple[Span, ...] = ()) -> bool:
        """Replace the text; True if anything changed."""
        if text == self.text and dotted == self.dotted:
            return False
        self.text, self.dotted = text, dotted
        self._paragraph = None
        self.setAccessibleName(text)
        self.update()
        return True

    def accessible_role(self) -> Role | None:
        """Its role, where there is a text."""
        return self.role if self.text else None

    def set_colour(self, colour: str) -> None:
        """Another colour, by name."""
        if colour != self.colour:
            self.colour = colour
            self.update()

    def set_type(self, mm: float) -> None:
        """Another size of the scale."""
        if mm != self.mm:
            self.mm = mm
            self._paragraph = None
            self.update()

    def set_least(self, mm: float) -> None:
        """Never be smaller than this on the glass."""
        if mm != self.least:
            self.least = mm
            self._paragraph = None
            self.update()

    @property
    def on_glass(self) -> float:
        """Its size on the glass, mm."""
        return max(self.mm * self.style_.factor, self.least)

    def restyled(self) -> None:
        """Forget the lines: they were set in another size."""
        self._paragraph = None

    def paragraph(self, width: int) -> Paragraph:
        """The text in lines of ``width`` px."""
        if self._paragraph is None or self._paragraph.width != width:
            font = self.style_.font(self.on_glass / self.style_.factor, self.bold)
            self._paragraph = paragraph(self.text, font, width, centred=self.centred, tidy=self.tidy)
        return self._paragraph

    def height_for_width(self, width: int) -> int:
        """Its height, px, at ``width`` px; nothing where there is no text."""
        return self.paragraph(width).height if self.text else 0

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken at ``width`` px."""
        return self.paragraph(width).unbroken

    def highlight(self, sentence: str) -> bool:
        """Highlight ``sentence`` where the text holds it ("" highlights nothing); True if it does."""
        if sentence != self._highlighted:
            self._highlighted = sentence
            self.update()
        return bool(self.highlighted)

    @property
    def highlighted(self) -> str:
        """The highlighted part of the text, "" where none is."""
        return self._highlighted if find_sentence(self.text, self._highlighted) else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Highlight, letters, dots."""
        if not self.text:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)

    def placed_texts(self) -> list[PlacedText]:
        """The text."""
        return [PlacedText(self.paragraph(self.width()), 0, 0, self.colour, self.main)] if self.text else []

    def paint(self, painter: QPainter) -> None:
        """The text itself; what a subclass paints beside it comes before or after."""
        (text,) = self.placed_texts()
        paragraph = text.paragraph
        span = find_sentence(paragraph.text, self._highlighted)
        if span is not None:
            colours = self.style_.colours
            paragraph.draw_highlight(
                painter,
                0,
                0,
                span,
                self.style_.colour("lamp"),
                behind=colours.highlight_behind,
            )
        text.draw(painter, self.style_, self.dotted)
