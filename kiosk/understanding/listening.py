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
    the ears, which know the model's vocabulary.

    The likeliest stand last: Whisper remembers only the end of what it is told, and best the very end. So
    fillers come first, then what a code's phrases end with, and at last the first phrase of each code in
    the order given. (Synthetic Mandarin, 16 answers: 11 right instead of 5.)
    """
    lists = [
        [*([labels[code]] if code in labels else []), *phrases_of(pack, code)]
        for code in dict.fromkeys([*_ALWAYS, *codes])
    ]
    ranks = range(max(map(len, lists), default=0))
    ranked = [phrases[rank] for rank in reversed(ranks) for phrases in lists if rank < len(phrases)]
    told: dict[str, None] = {}
    for phrase in (*pack.words.fillers, *ranked):
        words = plain(phrase, pack.tag)
        if words and (is_chinese(pack.tag) or not any(c.isdigit() for c in words)):
            told.pop(words, None)
            told[words] = None
    return list(told)
