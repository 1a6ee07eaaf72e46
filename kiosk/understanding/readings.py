"""What else may have been heard, as far as it is worth showing: a few texts that say something else."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.packs import Pack
from kiosk.understanding.numbers import for_eye
from kiosk.understanding.units import spoken, units_of

MOST = 3  # a screen's large buttons
_CUT_SHORT = 0.6  # of the text's words: less is a reading that broke off


def readings(text: str, others: Sequence[str], pack: Pack) -> tuple[str, ...]:
    """Those of ``others``, best first and for the eye, that differ from ``text`` and from each other.

    Marks, capitals, figures for words and light words ("a", "the", 了) are no difference; another hanzi of
    the same sound is one.
    """
    said = _content(text, pack)
    seen, kept = {said}, []
    for other in others:
        content = _content(other, pack)
        if content not in seen and len(content) >= _CUT_SHORT * len(said):
            seen.add(content)
            kept.append(for_eye(other, pack))
    return tuple(kept[:MOST])


def _content(text: str, pack: Pack) -> tuple[str, ...]:
    """The words that say something."""
    words = [
        word
        for unit in units_of(text, pack)
        for word in (spoken(unit.plain, pack) if unit.plain.isdigit() else (unit.plain,))
    ]
    return tuple(word for word in words if word not in pack.words.light)
