"""Type: how high letters really are on the glass, how far lines stand apart, and in which face."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFontInfo

from ui import fonts
from ui.conformance.looked import Looked, Reading, each, ink_height
from ui.theme import SIZE_FACTORS

USUAL, LARGEST = 0, len(SIZE_FACTORS) - 1


def measure(looked: Looked) -> Iterator[Reading]:
    """Heights in mm from the glyphs' own ink; line spacing over the em; the face by its name."""
    size = looked.view.comfort.size
    strange = []
    for seen in looked.texts:
        paragraph = seen.written.paragraph
        height = ink_height(paragraph.text, paragraph.font) / looked.per_mm
        if size == USUAL:
            yield Reading("type.main" if seen.written.main else "type.second", height, seen.text)
        if size == LARGEST:
            yield Reading("type.largest", height, seen.text)
        yield Reading("lines.spacing", paragraph.line_height / paragraph.em, seen.text)
        face = QFontInfo(paragraph.font).family()
        if face not in fonts.FACES:
            strange.append(f"{seen.text} is set in {face}")
    yield from each(strange, "lines.face")
    yield Reading("type.factor", SIZE_FACTORS[-1] / SIZE_FACTORS[0])
