"""What the kiosk says now: its first sentence as the heading, what follows it in the second size."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.accessible import Role
from ui.theme import QUESTION, SECOND, SMALL, Style
from ui.widgets.base import BaseWidget
from ui.widgets.text import Text

_SPACELESS = ("zh", "ja")


def joined_sentences(sentences: tuple[str, ...], language: str) -> str:
    """Sentences in one run, with a space between where the language writes one."""
    space = "" if language.startswith(_SPACELESS) else " "
    return space.join(s for s in sentences if s)


class Question(BaseWidget):
    """Heading and hint. ``headings`` says how many of the sentences are set as the heading, a line each."""

    def __init__(self, style: Style, headings: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._headings = headings
        self._heading = Text(style, mm=QUESTION, bold=True, tidy=True, parent=self)
        self._heading.role = Role.Heading
        self._hint = Text(style, mm=SECOND, colour="soft", tidy=True, parent=self)

    def show_question(
        self, sentences: tuple[str, ...], hint: str, language: str, *, warns: bool = False
    ) -> bool:
        """True if its height may differ. What ``warns`` is in the warning colour."""
        self._heading.set_colour("warn" if warns else "ink")
        heading = self._heading.set_text("\n".join(sentences[: self._headings]))
        rest = self._hint.set_text(joined_sentences((*sentences[self._headings :], hint), language))
        return heading or rest

    def set_dense(self, dense: bool) -> None:
        """The heading in the second size, the hint in the small one: where keys need the height."""
        self._heading.set_type(SECOND if dense else QUESTION)
        self._hint.set_type(SMALL if dense else SECOND)
        self._hint.main = not dense

    def restyled(self) -> None:
        """Both follow."""
        self._heading.restyle(self.style_)
        self._hint.restyle(self.style_)

    def height_for_width(self, width: int) -> int:
        """Heading, and hint where there is one."""
        return self._heading.height_for_width(width) + self._hint.height_for_width(width)

    def fits_width(self, width: int) -> bool:
        """Whether no word must be broken."""
        return self._heading.fits_width(width) and self._hint.fits_width(width)

    def highlight(self, sentence: str) -> bool:
        """Highlight the sentence being said."""
        heading = self._heading.highlight(sentence)
        return self._hint.highlight(sentence) or heading

    @property
    def highlighted(self) -> str:
        """The sentence highlighted, "" where none is."""
        return self._heading.highlighted or self._hint.highlighted

    def arrange(self) -> None:
        """Hint under heading."""
        top = self._heading.height_for_width(self.width())
        self._heading.setGeometry(0, 0, self.width(), top)
        self._hint.setGeometry(0, top, self.width(), self._hint.height_for_width(self.width()))
