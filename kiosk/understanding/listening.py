"""What can be said in a listening turn with a run-time grammar (Vosk)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.packs import Pack
from kiosk.understanding.answers import phrases_of
from kiosk.understanding.text import is_chinese, plain

# Always understood, whatever the screen offers.
_ALWAYS = ("help", "repeat")


def listening_phrases(pack: Pack, codes: Sequence[str], labels: Mapping[str, str] = {}) -> list[str]:
    """Phrases for these codes, plain and without doubles; Chinese ones are cut into vocabulary words by
    the ears, which know the model's vocabulary."""
    phrases: dict[str, None] = {}
    for code in dict.fromkeys([*codes, *_ALWAYS]):
        for phrase in (*phrases_of(pack, code), *([labels[code]] if code in labels else [])):
            words = plain(phrase, pack.tag)
            if words and (is_chinese(pack.tag) or not any(c.isdigit() for c in words)):
                phrases[words] = None
    for filler in pack.words.fillers:
        phrases.setdefault(plain(filler, pack.tag))
    return list(phrases)
