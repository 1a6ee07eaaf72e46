"""The editor: text with a caret on the sheet, changed by touch, by the on-screen keys or a real keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import CORNER, LEAST_STEP, LINE, SMALL, WORDS_STEPS, Style
from ui.widgets.block import Block
from ui.widgets.host import TouchHost
from ui.widgets.text import Paragraph

LONGEST = 600
"""Characters; as many as 90 seconds of quick speech hold."""


class Editor(Block):
    """Holds ``text`` and the caret's place. A touch puts the caret where it falls."""

    changed = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.text = ""
        self.label = ""
        self.composing = ""
        """What is being composed (pinyin), shown at the caret until it is chosen."""
        self._caret = 0
        self._scroll = 0

    def set_text(self, text: str) -> None:
        """Begin with this text, the caret at its end."""
        self.text, self._caret, self.composing = text[:LONGEST], len(text[:LONGEST]), ""
        self._told()

    def insert(self, text: str) -> None:
        """Put characters in at the caret."""
        text = text[: LONGEST - len(self.text)]
        self.text = self.text[: self._caret] + text + self.text[self._caret :]
        self._caret += len(text)
        self._told()

    def erase(self) -> None:
        """Take the character before the caret away."""
        if self._caret:
            self.text = self.text[: self._caret - 1] + self.text[self._caret :]
            self._caret -= 1
            self._told()

    def move(self, by: int) -> None:  # type: ignore[override]  # a caret moves in characters, not in pixels
        """Move the caret by characters."""
        self._caret = max(0, min(self._caret + by, len(self.text)))
        self._told()

    def compose(self, letters: str) -> None:
        """Show letters that are not characters yet."""
        self.composing = letters
        self._told()

    def _told(self) -> None:
        self.setAccessibleName(self.label)
        self.setAccessibleDescription(self.text)
        self.update()
        self.changed.emit()

    @property
    def _shown(self) -> str:
        return self.text[: self._caret] + self.composing + self.text[self._caret :]

    @property
    def _pad(self) -> int:
        return self.style_.mm(6.5)

    def fit(self, width: int) -> int:
        """The least: label and two lines."""
        return (
            2 * self._pad + self._label_height(width) + 2 * self.style_.type_px(WORDS_STEPS[LEAST_STEP] * 1.4)
        )

    def _label_height(self, width: int) -> int:
        if not self.label:
            return 0
        return Paragraph(self.label, self.style_.font(SMALL), width - 2 * self._pad).height

    def _lay(self) -> tuple[Paragraph, QRectF]:
        """The text set as large as fits, and the box it has."""
        top = self._pad + self._label_height(self.width())
        width = self.width() - 2 * self._pad
        box = QRectF(self._pad, top, width, self.height() - top - self._pad / 2)
        least = WORDS_STEPS[LEAST_STEP]
        for mm in (20.0, 16.0, least, least / self.style_.factor):
            paragraph = Paragraph(self._shown, self.style_.font(mm), width)
            if paragraph.height <= box.height():
                break
        return paragraph, box

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret there."""
        host = self.window()
        if isinstance(host, TouchHost):
            host.touch_begins()
        paragraph, box = self._lay()
        spot = event.position()
        place = paragraph.position_at(spot.x() - box.x(), spot.y() - box.y() + self._scroll)
        if not self.composing:
            self._caret = max(0, min(place, len(self.text)))
            self._told()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, label, text, caret."""
        style = self.style_
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(1.0, LINE * style.per_mm * 0.8)
        painter.setPen(QPen(style.colour("hairline"), line))
        painter.setBrush(style.colour("sheet"))
        corner = CORNER * style.per_mm
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)
        if self.label:
            label = Paragraph(self.label, style.font(SMALL), self.width() - 2 * self._pad)
            label.draw(painter, self._pad, self._pad, style.colour("soft"))
        paragraph, box = self._lay()
        caret = paragraph.caret(self._caret + len(self.composing))
        # The caret is kept in sight where the text is longer than the sheet.
        line_height = paragraph.line_height
        lines = max(1, int(box.height() // line_height))
        self._scroll = max(0, round(caret.bottom() / line_height) - lines) * line_height
        painter.setClipRect(box.adjusted(0, 0, 0, lines * line_height - box.height()))
        y = box.y() - self._scroll
        if self.composing:
            span = (self._caret, self._caret + len(self.composing))
            painter.save()
            behind = style.colours.mark_behind
            paragraph.draw_mark(painter, box.x(), y, span, style.colour("lamp"), behind=behind)
            painter.restore()
        paragraph.draw(painter, box.x(), y, style.colour("ink"))
        wide = max(2.0, style.per_mm)
        inset = paragraph.line_height * 0.12
        painter.fillRect(
            QRectF(box.x() + caret.x() - wide / 2, y + caret.y() + inset, wide, caret.height() - 2 * inset),
            style.colour("act"),
        )
