"""How everything looks: the colours of the four contrasts, the type scale, millimetres as pixels.

docs/look.md has the figures and why. Sizes are millimetres because pixels and points lie about how large
a thing is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QFont

from kiosk.conversation.session import Comfort, Theme
from ui import fonts

MARGIN, GAP, SMALL_GAP = 9.0, 7.0, 4.5
EDGE, LINE_GAP = 3.0, 2.0  # above the top bar, and below it
CORNER = 6.0
LINE, FOCUS = 0.6, 1.6
FOCUS_GAP = 0.8
TARGET = 20.0  # docs/access.md: the least side of anything touched
MAIN_ACT = 29.0
TIGHT_ACT = 25.0  # docs/access.md: the least of a main act, where a screen is crowded
ACT_GAP = 5.0  # between acts, where there is room
TARGET_GAP = 3.0  # docs/access.md: the least space between two of them
LINE_HEIGHT = 1.4  # of the type's size; docs/access.md asks 1.3

# Type, in mm of the em square; a hanzi is about 0.92 of it, so 8 is 7.3 mm of ink (EN 301 549 5.1.4).
TYPE_SCALE = (8.0, 10.0, 12.5, 16.0, 20.0, 26.0, 34.0)
SMALL, SECOND, LABEL, QUESTION = TYPE_SCALE[:4]
WORDS_STEPS = (26.0, 20.0, 16.0, 14.0, 12.0)
LEAST_STEP = 3
"""The last step at the default size; the one after it is for larger sizes, before they must scroll."""

SIZE_FACTORS = (1.0, 1.25, 1.6, 2.0)


@dataclass(frozen=True)
class Colours:
    """One contrast. ``on_x`` is the text upon ``x``; ``hairline`` parts things that are not touched."""

    paper: str
    sheet: str
    ink: str
    soft: str
    act: str
    on_act: str
    lamp: str
    on_lamp: str
    warn: str
    on_warn: str
    quiet: str
    edge: str
    hairline: str
    highlight_behind: bool
    """Whether ink is still read on the lamp's colour: a highlight may then lie behind the letters' feet."""


DAY = Colours(
    paper="#FAF6EE",
    sheet="#FFFFFF",
    ink="#1C1A17",
    soft="#4A443B",
    act="#0B4F4A",
    on_act="#FFFFFF",
    lamp="#F5B942",
    on_lamp="#1C1A17",
    warn="#9C1B1B",
    on_warn="#FFFFFF",
    quiet="#EFE7D8",
    edge="#857A69",
    hairline="#DFD6C4",
    highlight_behind=True,
)
NIGHT = Colours(
    paper="#11171A",
    sheet="#1B2428",
    ink="#F7F2E8",
    soft="#C9C2B4",
    act="#F5B942",
    on_act="#14110A",
    lamp="#F5B942",
    on_lamp="#14110A",
    warn="#FFB4A8",
    on_warn="#2A0603",
    quiet="#222D32",
    edge="#8B979D",
    hairline="#3B474D",
    highlight_behind=False,
)
YELLOW_ON_BLACK = Colours(
    paper="#000000",
    sheet="#000000",
    ink="#FFF200",
    soft="#FFF200",
    act="#FFF200",
    on_act="#000000",
    lamp="#FFF200",
    on_lamp="#000000",
    warn="#FFFFFF",
    on_warn="#000000",
    quiet="#000000",
    edge="#FFF200",
    hairline="#FFF200",
    highlight_behind=False,
)
BLACK_ON_WHITE = Colours(
    paper="#FFFFFF",
    sheet="#FFFFFF",
    ink="#000000",
    soft="#000000",
    act="#000000",
    on_act="#FFFFFF",
    lamp="#000000",
    on_lamp="#FFFFFF",
    warn="#4A0000",
    on_warn="#FFFFFF",
    quiet="#FFFFFF",
    edge="#000000",
    hairline="#000000",
    highlight_behind=False,
)
CONTRASTS: dict[Theme, Colours] = {
    Theme.DAY: DAY,
    Theme.NIGHT: NIGHT,
    Theme.YELLOW_ON_BLACK: YELLOW_ON_BLACK,
    Theme.BLACK_ON_WHITE: BLACK_ON_WHITE,
}


def pixels_per_mm(width_px: int, height_px: int, diagonal_inches: float) -> float:
    """Pixels to the millimetre of a screen of this size."""
    return math.hypot(width_px, height_px) / (diagonal_inches * 25.4)


LOW_REACH = 340.0  # mm: as high a glass begins to be tall for somebody who sits before it
LOWEST = 186.0  # mm of the shorter side: 15 inches, where a keyboard with its candidates just stands whole


def too_small(width_px: int, height_px: int, diagonal_inches: float) -> str:
    """One sentence for the administrator where the glass does not hold every screen; "" where it does."""
    lower = min(width_px, height_px) / pixels_per_mm(width_px, height_px, diagonal_inches)
    if lower >= LOWEST:
        return ""
    return (
        f"the screen is too small ({diagonal_inches:g} inches, {lower:.0f} mm at its shorter side): "
        f"keyboards and long texts must be scrolled; {LOWEST:.0f} mm (15 inches) hold every screen"
    )


@dataclass(frozen=True)
class Style:
    """Colours and measures for one resident on one screen. ``factor``: how much larger type is."""

    colours: Colours
    per_mm: float
    factor: float = 1.0
    still: bool = False
    """Nothing moves ("less motion")."""
    chinese: bool = True
    """Punctuation as wide as a hanzi."""

    @classmethod
    def of(cls, comfort: Comfort, per_mm: float, language: str = "zh") -> Style:
        """The style a resident's comfort settings ask for."""
        factor = SIZE_FACTORS[max(0, min(comfort.size, len(SIZE_FACTORS) - 1))]
        return cls(CONTRASTS[comfort.theme], per_mm, factor, comfort.less_motion, fonts.has_hanzi(language))

    def scaled(self, factor: float) -> Style:
        """The same with type of another size."""
        return self if factor == self.factor else replace(self, factor=factor)

    def for_language(self, language: str) -> Style:
        """The same for words of a language ("" is that of the screen)."""
        chinese = fonts.has_hanzi(language)
        return self if not language or chinese == self.chinese else replace(self, chinese=chinese)

    def mm(self, millimetres: float) -> int:
        """Pixels of a length that does not grow with the type; never less than it."""
        return math.ceil(millimetres * self.per_mm - 1e-6)

    @property
    def line_px(self) -> int:
        """A line around something, in whole pixels: half ones are blended with the ground and hardly seen."""
        return max(2, round(LINE * self.per_mm))

    def type_px(self, millimetres: float) -> int:
        """Pixels of a type size, larger with the resident's choice."""
        return max(1, round(millimetres * self.per_mm * self.factor))

    def font(self, millimetres: float, bold: bool = False) -> QFont:
        """The face at a type size of the scale, in mm."""
        return fonts.font(self.type_px(millimetres), bold, self.chinese)

    def colour(self, name: str) -> QColor:
        """A colour of the contrast by its name."""
        return QColor(getattr(self.colours, name))
