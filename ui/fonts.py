"""The one family, in two weights. Its figures are all of one width by default, so numbers stand in columns.

Asking by name costs 7 ms (fontconfig, warm); loading the 19 MB collection as an application font would cost
more and give nothing. "Noto Sans CJK SC" holds Latin, hanzi and hangul.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

CHINESE = ["Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "Malgun Gothic", "sans-serif"]
# The same face with quotation marks as narrow as Latin and hangul want them.
OTHERS = ["Noto Sans CJK KR", "Noto Sans KR", "Segoe UI", "Malgun Gothic", "Microsoft YaHei", "sans-serif"]
_MICROSOFT = ("Microsoft YaHei", "Malgun Gothic", "Segoe UI")
FACES = ("Noto Sans CJK SC", "Noto Sans CJK KR", "Noto Sans SC", "Noto Sans KR", *_MICROSOFT)
"""The faces the kiosk is drawn for: sans serif, with all hanzi. Any other is a makeshift."""


@lru_cache(maxsize=128)
def has_hanzi(language: str) -> bool:
    """Whether a language ("zh-CN") is written in hanzi, with punctuation as wide as they are."""
    return language.startswith("zh")


def font(pixels: int, bold: bool = False, chinese: bool = True) -> QFont:
    """The face at ``pixels`` to the em. Shared: never change what is returned."""
    made = QFont(CHINESE if chinese else OTHERS)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def missing() -> str:
    """One sentence for the administrator where the kiosk's face is not installed; "" where it is."""
    face = QFontInfo(font(40)).family()
    return "" if face in FACES else f"{CHINESE[0]} is not installed: hanzi are drawn in {face}, if at all"


def warm() -> Iterator[None]:
    """Load each face, one a step: 10 to 20 ms that the first screen which needs it would be late by."""
    for bold, chinese in product((False, True), repeat=2):
        QFontMetricsF(font(40, bold, chinese)).horizontalAdvance("听 Hear 들")
        yield
