"""A screen as it stands: its texts and controls, where they are, and what was painted there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtWidgets import QWidget

from ui.screens.base import ScreenWidget
from ui.widgets.base import BaseWidget
from ui.widgets.control import Control
from ui.widgets.editor import Editor
from ui.widgets.paragraph import PlacedText
from ui.widgets.scroll_area import ScrollArea
from ui.window import Window

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Measurement:
    """One measurement: ``rule`` is a key of the access table, ``what`` it was taken of, in words."""

    rule: str
    value: float
    what: str = ""


@dataclass(frozen=True)
class VisibleText:
    """A text on the screen. ``box`` is what its lines cover, px in the window; ``clip`` what shows of it."""

    widget: QWidget
    placed_texts: PlacedText
    box: QRect
    clip: QRect

    @property
    def line_boxes(self) -> list[QRect]:
        """Each line that shows whole, from the top of its capitals to its baseline, px in the window."""
        corner = self.widget.mapTo(self.widget.window(), QPoint(0, 0))
        placed_texts = self.placed_texts
        lines = [
            line.translated(placed_texts.x, placed_texts.y).toRect()
            for line in placed_texts.paragraph.line_boxes
        ]
        return [line for line in (line.translated(corner) for line in lines) if self.clip.contains(line)]

    @property
    def text(self) -> str:
        """Its beginning, to know it by."""
        return " ".join(self.placed_texts.paragraph.text.split())[:24]


class Snapshot:
    """A window with a screen in it at one moment: make another after each change."""

    def __init__(self, window: Window) -> None:
        screen = window.current_screen
        assert screen is not None, "show a view first"
        self.window, self.screen, self.view = window, screen, screen.view
        self.per_mm = screen.style_.per_mm

    @cached_property
    def controls(self) -> list[Control]:
        """All that is drawn as a control and can be pressed or could be; a lamp for show is none."""
        screen: ScreenWidget = self.screen
        found = [c for c in screen.findChildren(Control) if c.isVisibleTo(screen)]
        return [c for c in found if c is not screen.lamp or c in screen.controls()]

    @cached_property
    def texts(self) -> list[VisibleText]:
        """Every text that is painted."""
        found = []
        for widget in self.screen.findChildren(QWidget):
            if isinstance(widget, BaseWidget | Control) and widget.isVisibleTo(self.screen):
                clip = self.visible(widget)
                for placed_texts in widget.placed_texts():
                    box = placed_texts.box.toAlignedRect().translated(self._corner(widget))
                    if isinstance(widget, Editor) and placed_texts.main:
                        box &= widget.page().translated(self._corner(widget))
                    found.append(VisibleText(widget, placed_texts, box, clip))
        return found

    def _corner(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self.window, QPoint(0, 0))

    def box(self, widget: QWidget) -> QRect:
        """Where a widget stands in the window, px."""
        return QRect(self._corner(widget), widget.size())

    def visible(self, widget: QWidget) -> QRect:
        """What shows of a widget: its box within all that hold it."""
        box: QRect = self.box(widget)
        above = widget.parentWidget()
        while above is not None:
            box &= self.box(above)
            if isinstance(above, ScrollArea) and above.viewport.isAncestorOf(widget):
                box &= above.unfaded.translated(self._corner(above))
            if above is self.window:
                break
            above = above.parentWidget()
        return box

    def scroll_area_of(self, widget: QWidget) -> QWidget | None:
        """The area it lies in, if that scrolls: then it may be out of sight for now."""
        above = widget.parentWidget()
        while above is not None and above is not self.window:
            if isinstance(above, ScrollArea) and above.scrolls and above.viewport.isAncestorOf(widget):
                return above
            above = above.parentWidget()
        return None

    @cached_property
    def pixels(self) -> Pixels:
        """What is painted now."""
        return Pixels(self.window.grab().toImage())


class Pixels:
    """Pixels of the window as (red, green, blue)."""

    def __init__(self, image: QImage) -> None:
        self._image = image.convertToFormat(QImage.Format.Format_RGB32)
        self._width, self._height = self._image.width(), self._image.height()
        self._pixels = memoryview(self._image.constBits()).cast("I")

    def at(self, x: int, y: int) -> Colour:
        """One pixel; beyond the edge the nearest."""
        x, y = max(0, min(x, self._width - 1)), max(0, min(y, self._height - 1))
        return _rgb(self._pixels[y * self._width + x])

    def colours(self, box: QRect) -> Counter[Colour]:
        """How often each colour is there; of a tall box only every second or third line is looked at."""
        box = box & QRect(0, 0, self._width, self._height)
        counted: Counter[int] = Counter()
        step = 1 if box.height() < 40 else 2 if box.height() < 120 else 3
        for y in range(box.top(), box.bottom() + 1, step):
            start = y * self._width + box.left()
            counted.update(self._pixels[start : start + box.width()].tolist())
        return Counter({_rgb(pixel): count for pixel, count in counted.items()})


def _rgb(pixel: int) -> Colour:
    return (pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255


def luminance(colour: Colour) -> float:
    """WCAG 2.2, relative luminance."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2, contrast ratio: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


_heights: dict[tuple[str, int, int, str], float] = {}


def glyph_height(text: str, font: QFont) -> float:
    """Height of its hanzi or hangul where it has any, else of a capital, px."""
    sample = "国" if any("\u3400" <= c <= "\u9fff" for c in text) else ""
    sample = sample or ("한" if any("\uac00" <= c <= "\ud7a3" for c in text) else "H")
    key = (font.family(), font.pixelSize(), font.weight(), sample)
    if key not in _heights:
        _heights[key] = QFontMetricsF(font).tightBoundingRect(sample).height()
    return _heights[key]


def changes(line: list[Colour]) -> int:
    """How often the colour along a line goes from one to a clearly different one."""
    return sum(contrast(a, b) >= 1.5 for a, b in pairwise(line))


def each(found: list[str], rule: str) -> Iterator[Measurement]:
    """A measurement for each fault; one of 0 where there is none."""
    if not found:
        yield Measurement(rule, 0)
    for what in found:
        yield Measurement(rule, 1, what)
