"""What stands upon the sheet besides rows: the label, the resident's words, a number, notes with icons."""

from __future__ import annotations

import re

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.conversation.session import Word
from kiosk.conversation.view import Note
from ui.icons import icon
from ui.theme import LABEL, SECOND, SMALL, WORDS_STEPS, Style
from ui.widgets.base import BaseWidget
from ui.widgets.paragraph import PlacedText, Span
from ui.widgets.text import Text

_CLOSES = re.compile(r"^[,.!?;:…，。！？；：、)\]”’]")
_NUMBER_STEPS = (60.0, 48.0, 36.0, 26.0, 26.0)
_NOTE_STEPS = (LABEL, LABEL, SECOND, SECOND, SMALL)


def joined_words(words: tuple[Word, ...], language: str) -> tuple[str, tuple[Span, ...]]:
    """Words as one text, and where the unsure ones stand in it (neighbours as one span)."""
    space = "" if language.startswith(("zh", "ja")) else " "
    text, spans = "", list[Span]()
    for n, word in enumerate(words):
        if text and not text.endswith(" ") and not _CLOSES.match(word.text.lstrip() or " "):
            text += space
        start, text = len(text), text + (word.text.lstrip() if text.endswith(" ") else word.text)
        if not word.sure:
            if spans and n and not words[n - 1].sure:
                start = spans.pop()[0]
            spans.append((start, len(text)))
    return text, tuple(spans)


def grouped_digits(number: str) -> str:
    """Figures in groups one can say: 4072 1936, 138 0013 8000. Text with a space is left as it is."""
    if not number.isdigit() or len(number) < 5:
        return number
    first = len(number) % 4 or 4
    first = 3 if len(number) > 8 or first == 1 else first
    groups = [number[:first]] + [number[n : n + 4] for n in range(first, len(number), 4)]
    return " ".join(groups)


class SheetLabel(Text):
    """The small word over the sheet's content, with a speech balloon where that is the resident's own."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, mm=SMALL, colour="soft", main=False, parent=parent)
        self.icon_name = ""

    def _indent(self) -> int:
        return self.style_.type_px(SMALL * 1.35) if self.icon_name else 0

    def height_for_width(self, width: int) -> int:
        """One line, as a rule."""
        return super().height_for_width(width - self._indent())

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken."""
        return super().fits_width(width - self._indent())

    def placed_texts(self) -> list[PlacedText]:
        """The word beside its balloon."""
        if not self.text:
            return []
        indent = self._indent()
        return [PlacedText(self.paragraph(self.width() - indent), indent, 0, self.colour, self.main)]

    def paint(self, painter: QPainter) -> None:
        """Balloon and word."""
        (word,) = self.placed_texts()
        if self.icon_name:
            side = self.style_.type_px(SMALL * 1.1)
            picture = icon(self.icon_name, self.style_.colour(self.colour).name(), side)
            if picture:
                painter.drawPixmap(0, round((word.paragraph.line_height - side) / 2), picture)
        word.draw(painter, self.style_)


class Transcript(Text):
    """The resident's words, the largest thing on the screen; the unsure ones dotted below."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, mm=WORDS_STEPS[0], parent=parent)

    def show_words(self, words: tuple[Word, ...], language: str) -> bool:
        """True if anything changed."""
        return self.set_text(*joined_words(words, language))

    def set_step(self, step: int) -> None:
        """26, 20, 16, 14 mm, and 12 for the larger sizes."""
        self.set_type(WORDS_STEPS[step])


class NumberText(Text):
    """A number to be kept or dialled: bold, in groups, on one line as large as width and step allow."""

    def __init__(self, style: Style, *, centred: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(style, mm=_NUMBER_STEPS[0], bold=True, centred=centred, parent=parent)
        self._step = 0

    def set_step(self, step: int) -> None:
        """At most 60, 48, 36, 26 mm."""
        self._step = step

    def height_for_width(self, width: int) -> int:
        """One line."""
        if not self.text:
            return 0
        self.set_type(10.0)
        natural = self.paragraph(10**6).natural_width / (10.0 * self.style_.factor)
        mm = min(_NUMBER_STEPS[self._step], 0.97 * width / natural)
        self.set_type(max(SECOND, mm) / self.style_.factor)
        return super().height_for_width(width)


class NoteLine(BaseWidget):
    """An icon and a sentence."""

    def __init__(self, style: Style, note: Note, parent: QWidget) -> None:
        super().__init__(style, parent)
        self.note = note
        self.centred = False
        self._left = 0
        self.text = Text(style, note.text, _NOTE_STEPS[0], colour="soft", tidy=True, parent=self)

    def show_note(self, note: Note) -> None:
        """Another note in place."""
        self.note = note
        self.text.set_text(note.text)
        self.update()

    def _indent(self) -> int:
        return self.style_.type_px(16.0) if self.note.icon else 0

    def restyled(self) -> None:
        """The sentence follows."""
        self.text.restyle(self.style_)

    def height_for_width(self, width: int) -> int:
        """The sentence beside its icon."""
        icon_px = self.style_.type_px(12.0) if self.note.icon else 0
        return max(self.text.height_for_width(width - self._indent()), icon_px)

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken."""
        return self.text.fits_width(width - self._indent())

    def highlight(self, sentence: str) -> bool:
        """Highlight the sentence being said."""
        return self.text.highlight(sentence)

    def arrange(self) -> None:
        """The sentence beside the icon's middle; both in the middle of the line where that is asked for."""
        width = self.width() - self._indent()
        tall, used = self.text.height_for_width(width), round(self.text.paragraph(width).used_width) + 1
        self._left = (width - used) // 2 if self.centred and used < width else 0
        self.text.setGeometry(
            self._left + self._indent(), (self.height() - tall) // 2, width - self._left, tall
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        side = self.style_.type_px(12.0)
        picture = icon(self.note.icon, self.style_.colours.act, side) if self.note.icon else None
        if picture:
            QPainter(self).drawPixmap(self._left, (self.height() - side) // 2, picture)


class Notes(BaseWidget):
    """Notes under each other."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self.lines: list[NoteLine] = []
        self.centred = False

    def show_notes(self, notes: tuple[Note, ...]) -> bool:
        """Take the notes; True if anything changed."""
        if notes == tuple(line.note for line in self.lines):
            return False
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [NoteLine(self.style_, note, self) for note in notes]
        for line in self.lines:
            line.show()
        return True

    def set_step(self, step: int) -> None:
        """12.5 mm, then 10."""
        for line in self.lines:
            line.text.set_type(_NOTE_STEPS[step])

    def restyled(self) -> None:
        """All follow."""
        for line in self.lines:
            line.restyle(self.style_)

    def highlight(self, sentence: str) -> bool:
        """Highlight the sentence being said."""
        return True in [line.highlight(sentence) for line in self.lines]

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken."""
        return all(line.fits_width(width) for line in self.lines)

    def height_for_width(self, width: int) -> int:
        """All of them, a little apart."""
        gaps = max(0, len(self.lines) - 1) * self.style_.mm(4.0)
        return sum(line.height_for_width(width) for line in self.lines) + gaps

    def arrange(self) -> None:
        """Place them."""
        y = 0
        for line in self.lines:
            tall = line.height_for_width(self.width())
            line.centred = self.centred
            line.setGeometry(0, y, self.width(), tall)
            line.arrange()
            y += tall + self.style_.mm(4.0)
