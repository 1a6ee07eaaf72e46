"""What typed pinyin may mean: a row of words, each as wide as it is, as many as stand; then the next ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act
from ui.theme import LINE_HEIGHT, TARGET, TARGET_GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_style import ButtonStyle
from ui.widgets.control import Control

Candidates = Callable[[str], Sequence[tuple[str, int]]]
"""From letters to hanzi, likeliest first, each with how many of the letters it stands for."""

MOST = 9  # at a time: so many a digit can choose
_WORD = ButtonStyle(label=14.0, least=TARGET, pad_x=3.0, pad_y=0.5, centred=True, bold=False)
_WORD_SIZES = (14.0, 12.5, 10.0, 8.0)
_MORE = ButtonStyle(
    label=8.0, icon=6.0, least=TARGET, pad_x=0.5, pad_y=0.5, gap=0.5, centred=True, icon_above=True
)
_MORE_BESIDE = replace(_MORE, icon_above=False, pad_x=1.0)
_MORE_MM = 26.0


class CandidateRow(BaseWidget):
    """Shows a page of words; ``chosen`` gives the place of one among all."""

    chosen = Signal(int)

    def __init__(self, style: Style, more: Act, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._words: list[str] = []
        self._styles = [_WORD]
        """How a word may be set, largest first."""
        self._fits = 0
        self._pages = [0]
        self._controls = [self._control(n) for n in range(MOST)]
        self._more = Control(style, more, _MORE, self)
        self._more.clicked.connect(lambda: self.turn(1))
        self.show_words([])

    def _control(self, n: int) -> Control:
        control = Control(self.style_, Act(f"candidate-{n}", ""), _WORD, self)
        control.clicked.connect(lambda: self.choose(n))
        return control

    @property
    def more(self) -> Control:
        """The act that turns to the next page."""
        return self._more

    def show_words(self, words: Sequence[str]) -> None:
        """Take other words, from the first page on."""
        self._words, self._pages = list(words), [0]
        self.arrange()

    def turn(self, by: int) -> None:
        """The next page (1), after the last the first again; or the one before (-1)."""
        first = self._pages[-1]
        if by < 0:
            self._pages = self._pages[:-1] or [0]
        else:
            after = first + self._fits
            self._pages = [*self._pages, after] if after < len(self._words) else [0]
        self.arrange()

    def choose(self, n: int) -> None:
        """The ``n``-th word of the page."""
        if n < self._fits:
            self.chosen.emit(self._pages[-1] + n)

    def restyled(self) -> None:
        """All follow."""
        for control in (*self._controls, self._more):
            control.restyle(self.style_)

    def set_line(self, line: int) -> None:
        """How high it may be, px: the words and the word on "more" are set to stand in it."""
        self._styles = [one for mm in _WORD_SIZES if self._stands(one := replace(_WORD, label=mm), line)] or [
            replace(_WORD, label=_WORD_SIZES[-1])
        ]
        self._more.set_button_style(_MORE)
        if self._more.height_for_width(self._more_width) > line:
            self._more.set_button_style(_MORE_BESIDE)
        self.arrange()

    def _stands(self, word: ButtonStyle, line: int) -> bool:
        pad = 2 * self.style_.mm(word.pad_y)
        return self.style_.type_px(word.label) * LINE_HEIGHT + pad <= line

    @property
    def _more_width(self) -> int:
        return max(self.style_.mm(_MORE_MM), self._more.natural_width())

    def height_for_width(self, width: int) -> int:
        """One line."""
        word = round(self.style_.type_px(self._styles[-1].label) * LINE_HEIGHT)
        return max(self.style_.mm(TARGET), word, self._more.height_for_width(self._more_width))

    def arrange(self) -> None:
        """As many words as stand side by side; the first one in smaller type rather than not at all."""
        first, gap, more = self._pages[-1], self.style_.mm(TARGET_GAP), self._more_width
        words = self._words[first : first + MOST]
        x, self._fits = 0, 0
        for n, (control, word) in enumerate(zip(self._controls, words, strict=False)):
            control.set_act(replace(control.act, label=word, enabled=True))
            more_follows = first + n + 1 < len(self._words) or first > 0
            room = self.width() - x - (more + gap if more_follows else 0)
            for button_style in self._styles if n == 0 else self._styles[:1]:
                control.set_button_style(button_style)
                if control.natural_width() <= room:
                    break
            if n and control.natural_width() > room:
                break
            wide = min(room, control.natural_width())
            control.setGeometry(x, 0, wide, self.height())
            x += wide + gap
            self._fits = n + 1
        for control in self._controls[self._fits :]:
            control.set_act(replace(control.act, label="", enabled=False))
        for n, control in enumerate(self._controls):
            control.setVisible(n < self._fits)
        turns = self._fits < len(self._words)
        self._more.setVisible(turns)
        self._more.setEnabled(turns)
        self._more.setGeometry(self.width() - more, 0, more, self.height())
