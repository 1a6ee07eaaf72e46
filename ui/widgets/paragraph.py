"""Text set in lines: wrapped for hanzi, hangul and Latin alike, words dotted, a sentence highlighted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ui import fonts
from ui.theme import LINE_HEIGHT, Style

Span = tuple[int, int]
LINE_BREAK = "\u2028"
_CAPITAL = 0.73  # of the em, in Noto Sans CJK
_SENTENCE_END = re.compile(r"([。！？]|[.!?](?= ))\s*(?=.)")
_UNBREAKABLE = re.compile(r"[0-9A-Za-z\u00c0-\u024f\uac00-\ud7a3'’.,!?:;\"“”-]+")


def find_sentence(text: str, sentence: str) -> Span | None:
    """Where ``sentence`` stands in ``text``; spaces and line breaks do not count. None if nowhere."""
    places = [n for n, character in enumerate(text) if not character.isspace()]
    _layout_key, wanted = "".join(text[n] for n in places), "".join(sentence.split())
    start = _layout_key.find(wanted) if wanted else -1
    return None if start < 0 else (places[start], places[start + len(wanted) - 1] + 1)


def respaced(spans: Sequence[Span], text: str, shown: str) -> tuple[Span, ...]:
    """Where spans of ``text`` stand in ``shown``, the same text broken in other places."""
    now = [n for n, character in enumerate(shown) if not character.isspace()]
    before = [0]
    for character in text:
        before.append(before[-1] + (not character.isspace()))
    return tuple(
        (now[before[begin]], now[before[end] - 1] + 1) for begin, end in spans if before[begin] < before[end]
    )


def longest_word(text: str, font: QFont) -> float:
    """Pixels of the widest word that must not be broken (hanzi may be parted anywhere)."""
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(word) for word in _UNBREAKABLE.findall(text)), default=0.0)


@contextmanager
def _forms_of(font: QFont) -> Iterator[None]:
    """Set lines with the forms that marks and hanzi have in the font's language: Qt asks the default locale.

    The screen's own locale is not enough: a Chinese button stands on the Korean welcome screen too.
    """
    screen, own = QLocale(), QLocale("zh-CN" if font.families()[:1] == fonts.CHINESE[:1] else "ko")
    QLocale.setDefault(own)
    try:
        yield
    finally:
        QLocale.setDefault(screen)


def _x(line: QTextLine, position: int) -> float:
    found = line.cursorToX(position)  # PySide gives (x, position); its stub says object
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]  # see above


class Paragraph:
    """``text`` set in lines of ``width`` px; all measures are px. ``whole``: no word had to be broken."""

    def __init__(
        self, text: str, font: QFont, width: float, *, centred: bool = False, tidy: bool = False
    ) -> None:
        self.text = text
        self.width = max(1.0, width)
        self.em = font.pixelSize()
        self._shift = 0.0  # a narrower text, centred in the width
        self.line_height = round(self.em * LINE_HEIGHT)
        self._layout = QTextLayout(text.replace("\n", LINE_BREAK), font)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        with _forms_of(font):
            self.lines = self._break_lines(self.width)
            if tidy and self.lines > 1:
                self._tidy(self.lines, longest_word(text, font))
        lines = self.lines
        self.height = lines * self.line_height
        self.natural_width = self._layout.maximumWidth() if lines else 0.0
        self.used_width = max((self._layout.lineAt(n).naturalTextWidth() for n in range(lines)), default=0.0)
        self.unbroken = self.natural_width <= self.width or longest_word(text, font) <= self.width

    def _break_lines(self, width: float) -> int:
        """Set lines of at most ``width``; how many there are."""
        self._layout.beginLayout()
        lines = 0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, lines * self.line_height + (self.line_height - line.height()) / 2))
            lines += 1
        self._layout.endLayout()
        return lines

    def _tidy(self, lines: int, word: float) -> None:
        """No word left alone on the last line: break between sentences if that costs no line, else evenly."""
        plain = self._layout.text()  # with the breaks that were asked for
        apart = _SENTENCE_END.sub(rf"\1{LINE_BREAK}", plain)
        if apart != plain:
            self._layout.setText(apart)
            if self._break_lines(self.width) <= lines:
                self.text, self.lines = apart, self._layout.lineCount()
                return
            self._layout.setText(plain)
        narrow, wide = min(self.width, max(self.width / 2, word)), self.width
        while wide - narrow > self.em / 2:
            middle = (narrow + wide) / 2
            if self._break_lines(middle) <= lines:
                wide = middle
            else:
                narrow = middle
        self.lines = self._break_lines(wide)
        if self._layout.textOption().alignment() & Qt.AlignmentFlag.AlignHCenter:
            self._shift = (self.width - wide) / 2

    @property
    def font(self) -> QFont:
        """What it is set in."""
        return self._layout.font()

    @property
    def bounds(self) -> QRectF:
        """What its lines cover, px from the paragraph's corner."""
        covered = QRectF()
        for n in range(self.lines):
            covered |= self._layout.lineAt(n).naturalTextRect()
        return covered.translated(self._shift, 0)

    @property
    def line_boxes(self) -> list[QRectF]:
        """Each line from the top of its capitals to its baseline, px from the paragraph's corner."""
        found = []
        for n in range(self.lines):
            line = self._layout.lineAt(n)
            box, baseline = line.naturalTextRect().translated(self._shift, 0), line.y() + line.ascent()
            found.append(QRectF(box.x(), baseline - _CAPITAL * self.em, box.width(), _CAPITAL * self.em))
        return found

    def draw(
        self, painter: QPainter, x: float, y: float, colour: QColor, dotted: Sequence[Span] = ()
    ) -> None:
        """Paint with the first line's top at ``y``."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(x + self._shift, y))
        if dotted:
            pen = QPen(colour, max(2.0, self.em / 22), Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 2.0])
            painter.setPen(pen)
            for left, right, baseline in self._stretches(dotted):
                below = y + baseline + self.em * 0.2
                painter.drawLine(QPointF(x + left, below), QPointF(x + right, below))

    def draw_highlight(
        self, painter: QPainter, x: float, y: float, span: Span, colour: QColor, *, behind: bool
    ) -> None:
        """Lay the lamp's colour under a sentence: behind the letters' feet, or as a line clear of them."""
        top, bottom = (-0.20, 0.12) if behind else (0.15, 0.26)
        for left, right, baseline in self._stretches([span]):
            box = QRectF(x + left, y + baseline + top * self.em, right - left, (bottom - top) * self.em)
            painter.fillRect(box, colour)

    def position_at(self, x: float, y: float) -> int:
        """The place between two characters nearest to a point (px from the paragraph's corner)."""
        if not self.lines:
            return 0
        line = self._layout.lineAt(max(0, min(int(y // self.line_height), self.lines - 1)))
        return int(line.xToCursor(x))

    def caret(self, position: int) -> QRectF:
        """Where the caret stands before the character at ``position``."""
        if not self.lines:
            return QRectF(0, 0, 1, self.line_height)
        line = self._layout.lineForTextPosition(min(position, len(self.text)))
        x = _x(line, position)
        return QRectF(x, line.lineNumber() * self.line_height, 1, self.line_height)

    def _stretches(self, spans: Sequence[Span]) -> list[tuple[float, float, float]]:
        """Left, right and baseline, px, of each part of each span on each line."""
        found = []
        for start, end in spans:
            for n in range(self.lines):
                line = self._layout.lineAt(n)
                first = max(start, line.textStart())
                last = min(end, line.textStart() + line.textLength())
                if first < last:
                    left, right = _x(line, first) + self._shift, _x(line, last) + self._shift
                    found.append((left, right, line.y() + line.ascent()))
        return found


@dataclass(frozen=True)
class PlacedText:
    """A text where a widget paints it: its corner, px in the widget, and its colour's name.

    ``main`` is what the screen is about and what one can do; the rest only adds to it.
    """

    paragraph: Paragraph
    x: float
    y: float
    colour: str
    main: bool = True

    def draw(self, painter: QPainter, style: Style, dotted: Sequence[Span] = ()) -> None:
        """Paint it."""
        self.paragraph.draw(painter, self.x, self.y, style.colour(self.colour), dotted)

    @property
    def box(self) -> QRectF:
        """What its lines cover, px in the widget."""
        return self.paragraph.bounds.translated(self.x, self.y)


@lru_cache(maxsize=1024)
def paragraph(
    text: str, font: QFont, width: float, *, centred: bool = False, tidy: bool = False
) -> Paragraph:
    """A Paragraph, set once: a screen that is laid out asks for the same lines many times over."""
    return Paragraph(text, font, width, centred=centred, tidy=tidy)


def forget_paragraphs() -> None:
    """Keep nothing of what ``paragraph`` has set: the next resident is another person."""
    paragraph.cache_clear()
