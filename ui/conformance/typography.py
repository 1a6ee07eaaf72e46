"""Type: how high letters really are on the glass, how far lines stand apart, and in which face."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFontInfo

from ui import fonts
from ui.conformance.snapshot import Measurement, Snapshot, each, glyph_height
from ui.theme import SIZE_FACTORS
from ui.widgets.control import Control

USUAL, LARGEST = 0, len(SIZE_FACTORS) - 1


def measure(snapshot: Snapshot) -> Iterator[Measurement]:
    """Heights in mm from the glyphs' own ink; line spacing over the em; the face by its name."""
    size = snapshot.view.comfort.size
    strange = []
    for seen in snapshot.texts:
        paragraph = seen.placed_texts.paragraph
        height = glyph_height(paragraph.text, paragraph.font) / snapshot.per_mm
        if size == USUAL:
            yield Measurement("type.main" if seen.placed_texts.main else "type.second", height, seen.text)
        if size == LARGEST:
            yield Measurement("type.largest", height, seen.text)
        yield Measurement("lines.spacing", paragraph.line_height / paragraph.em, seen.text)
        face = QFontInfo(paragraph.font).family()
        if face not in fonts.FACES:
            strange.append(f"{seen.text} is set in {face}")
    yield from each(strange, "lines.face")
    yield Measurement("type.factor", SIZE_FACTORS[-1] / SIZE_FACTORS[0])


def on_sheet(snapshot: Snapshot) -> dict[str, float]:
    """How large each text on the sheet is set, px of the em, by the text without its spaces."""
    sheet = snapshot.screen.content
    if sheet is None:
        return {}
    return {
        "".join(seen.placed_texts.paragraph.text.split()): float(seen.placed_texts.paragraph.em)
        for seen in snapshot.texts
        if (seen.widget is sheet or sheet.isAncestorOf(seen.widget)) and not isinstance(seen.widget, Control)
    }


def never_smaller(usual: dict[str, float], now: dict[str, float]) -> Iterator[Measurement]:
    """Each text on the sheet at a larger size, over itself at the usual one; a pixel is lost to rounding."""
    for text, em in now.items():
        if text in usual:
            rounded = 1 if em < usual[text] else 0
            yield Measurement("type.sheet", (em + rounded) / usual[text], text[:24])
