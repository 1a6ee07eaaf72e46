"""The white sheet: label, words, number, rows and notes, as large as fits; what does not fit is scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act, View
from ui.theme import CORNER, LEAST_STEP, LINE, SMALL_GAP, WORDS_STEPS, Style
from ui.widgets.base import BaseWidget
from ui.widgets.lamp import LampButton
from ui.widgets.rows import Rows
from ui.widgets.scroll_area import LEAST_MM, ScrollArea
from ui.widgets.sheet_texts import Notes, NumberText, SheetLabel, Transcript, grouped_digits
from ui.widgets.text import Text

_OWN_WORDS = "chat-centered-text"


class Sheet(BaseWidget):
    """Draws what a view puts on paper. The lamp may stand at its foot (portrait)."""

    pressed = Signal(str)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.scroll_area = ScrollArea(style, "sheet", self)
        content = self.scroll_area.content
        self.label = SheetLabel(style, content)
        self.transcript = Transcript(style, content)
        self.number = NumberText(style, parent=content)
        self.rows = Rows(style, content)
        self.rows.pressed.connect(self.pressed)
        self.notes = Notes(style, content)
        self.lamp: LampButton | None = None
        self.follow_end = False
        """Whether what does not fit is shown from its end (a live caption) instead of from its beginning."""
        self.min_lines = 3
        self.whole = False
        """Whether all of it must stand unscrolled: what is around it gives way first."""
        self._usual: tuple[int, int] | None = None
        """The room for what it holds, px, at the default size."""

    def show_view(self, view: View) -> bool:
        """Take what a view puts on paper; True if the lines must be set anew."""
        not_said = view.keypad or view.number or view.rows or view.screen == "answer"
        self.label.icon_name = "" if not_said else _OWN_WORDS
        self.label.centred = view.number.isdigit() or bool(view.keypad and view.typed)
        self.notes.centred = bool(view.number)
        self.number.centred = view.number.isdigit() or bool(view.keypad)
        digits = view.number or (view.typed if view.keypad else "")
        changed = True in (
            self.label.set_text(view.label),
            self.transcript.show_words(view.words, view.language),
            self.number.set_text(grouped_digits(digits)),
            self.rows.show_rows(view.rows),
            self.notes.show_notes(view.notes),
        )
        if changed and self._usual:
            self._keep_as_in(*self._usual)
        return changed

    def keep_usual(self) -> None:
        """See BaseWidget."""
        pad = 2 * self.style_.mm(self._pad_mm)
        lamp = self.lamp.height() + self.style_.mm(SMALL_GAP) if self.lamp else 0
        self._usual = (self.width() - pad, self.height() - pad - lamp)
        self._keep_as_in(*self._usual)

    def forget_usual(self) -> None:
        """See BaseWidget."""
        self._usual = None
        for text in self._texts:
            text.set_least(0.0)

    def _keep_as_in(self, width: int, height: int) -> None:
        """Nothing may be smaller than it would stand at the default size in such a box."""
        style = self.style_
        for text in self._texts:
            text.set_least(0.0)
        self.restyle(style.scaled(1.0))
        self._choose_step(width, height)
        sizes = [text.on_glass for text in self._texts]
        self.restyle(style)
        for text, mm in zip(self._texts, sizes, strict=True):
            text.set_least(mm)
        self.rows.forget_plans()

    @property
    def _texts(self) -> list[Text]:
        """All that is written on it, but for what is pressed."""
        rows = [text for line in self.rows.lines for text in line.texts]
        return [self.label, self.transcript, self.number, *rows, *(line.text for line in self.notes.lines)]

    def accessible_children(self) -> Sequence[QObject]:
        """What stands on it, the ways to see more, and the lamp where it stands here."""
        lamp = (self.lamp,) if self.lamp is not None and self.lamp.parent() is self else ()
        return *self._parts, self.scroll_area, *lamp

    def show_tools(self, tools: dict[str, Act]) -> None:
        """Words for the scroll buttons."""
        self.scroll_area.show_tools(tuple(tools.values()))

    def restyled(self) -> None:
        """Everything on it follows."""
        for part in (*self._parts, self.scroll_area):
            part.restyle(self.style_)

    @property
    def _parts(self) -> tuple[SheetLabel | Transcript | NumberText | Rows | Notes, ...]:
        return self.label, self.transcript, self.number, self.rows, self.notes

    def highlight(self, sentence: str) -> bool:
        """Highlight the sentence being said, and bring it into sight."""
        found = True in [part.highlight(sentence) for part in self._parts]
        if found and self.scrolls:
            line = next((ln for ln in (*self.rows.lines, *self.notes.lines) if ln.highlight(sentence)), None)
            if line is not None:
                self.ensure_visible(line)
        return found

    def height_for_width(self, width: int) -> int:
        """The least height: ``min_lines`` of the least step, or all of it where that is less, or wanted."""
        if self.whole or self.number.text:
            return self.preferred_height(width)
        self._set_step(self._last_step)
        pad = 2 * self.style_.mm(self._pad_mm)
        lines = self.min_lines * self.style_.type_px(WORDS_STEPS[self._last_step] * 1.4)
        lines += self.label.height_for_width(width)
        if self.rows.lines:
            lines = max(lines, self.style_.mm(75.0))
        least = min(max(lines, self.style_.mm(LEAST_MM)), self._height(width - pad))
        lamp = self.lamp.height_for_width(width - pad) + self.style_.mm(SMALL_GAP) if self.lamp else 0
        return least + pad + lamp

    @property
    def _last_step(self) -> int:
        return LEAST_STEP + (1 if self.style_.factor > 1 else 0)

    def preferred_height(self, width: int) -> int:
        """The height at which the content stands unscrolled in the smallest type."""
        self._set_step(self._last_step)
        pad = 2 * self.style_.mm(self._pad_mm)
        lamp = self.lamp.height_for_width(width - pad) + self.style_.mm(SMALL_GAP) if self.lamp else 0
        return self._height(width - pad) + pad + lamp

    @property
    def _pad_mm(self) -> float:
        return 6.5

    @property
    def scrolls(self) -> bool:
        """Whether there is more than shows."""
        return self.scroll_area.scrolls

    def ensure_visible(self, widget: QWidget) -> None:
        """Scroll until ``widget``, which lies upon the sheet, shows."""
        self.scroll_area.ensure_visible(widget)

    def _set_step(self, step: int) -> None:
        self.transcript.set_step(step)
        self.number.set_step(step)
        self.rows.set_step(step)
        self.notes.set_step(step)

    def _height(self, width: int) -> int:
        heights = [part.height_for_width(width) for part in self._parts]
        shown = sum(1 for h in heights if h)
        return sum(heights) + max(0, shown - 1) * self.style_.mm(SMALL_GAP)

    def _fits_width(self, width: int) -> bool:
        return all(part.fits_width(width) for part in (self.transcript, self.rows, self.notes))

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken, in the smallest type."""
        self._set_step(self._last_step)
        return self._fits_width(width - 2 * self.style_.mm(self._pad_mm))

    def arrange(self) -> None:
        """Choose the largest step that fits and place what is on the sheet."""
        mm = self.style_.mm
        pad = mm(self._pad_mm)
        width, height = self.width() - 2 * pad, self.height() - 2 * pad
        if self.lamp is not None:
            tall = self.lamp.height_for_width(width)
            self.lamp.setGeometry(pad, self.height() - pad - tall, width, tall)
            height -= tall + mm(SMALL_GAP)
        if width <= 0 or height <= 0:
            return
        scrolled = not self._choose_step(width, height) and self._height(width) > height
        inner = self.scroll_area.viewport_width(width, height) if scrolled else width
        total = max(height, self._height(inner))
        self.scroll_area.setGeometry(pad, pad, width, height)
        self.scroll_area.set_content_height(total, scrolled=scrolled, at_end=self.follow_end)
        self._place(inner, total)
        self.update()

    def _choose_step(self, width: int, height: int) -> bool:
        """The largest step at which all of it stands in a box, px; False where none does."""
        for step in range(self._last_step + 1):
            self._set_step(step)
            if self._height(width) <= height and self._fits_width(width):
                return True
        return False

    def _place(self, width: int, height: int) -> None:
        gap = self.style_.mm(SMALL_GAP)
        extra = max(0, height - self._height(width))
        # A number stands in the middle of its sheet; words and rows begin at the top, rows take what is over.
        y = round(extra * 0.45) if self.number.text and not self.rows.lines else 0
        for part in self._parts:
            tall = part.height_for_width(width)
            if part is self.rows and self.rows.lines:
                tall += extra
            part.setGeometry(0, y, width, tall)
            part.arrange()
            y += tall + (gap if tall else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and its edge."""
        style = self.style_
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(1.0, LINE * style.per_mm * 0.8)
        painter.setPen(QPen(style.colour("hairline"), line))
        painter.setBrush(style.colour("sheet"))
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, CORNER * style.per_mm, CORNER * style.per_mm)
