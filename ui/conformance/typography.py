"""Type: how high letters really are on the glass, how far lines stand apart, and in which face."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFontInfo

from ui import fonts
from ui.conformance.snapshot import Measurement, Snapshot, each, glyph_height
from ui.theme import SIZE_FACTORS

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
