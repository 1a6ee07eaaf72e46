"""What can be said in a listening turn: a grammar for Vosk, likely words for Whisper."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from kiosk.languages import language
from kiosk.packs import Pack
from kiosk.understanding.phrases import phrases_of

# Always understood, whatever the screen offers.
_ALWAYS = ("help", "repeat")
_FIRST = 4
"""Phrases of an offered code that Whisper is told behind all others: about what it remembers."""


def listening_phrases(
    pack: Pack, codes: Sequence[str], labels: Mapping[str, str] = {}, offered: Sequence[str] = ()
) -> list[str]:
    """Phrases for these codes, plain and without doubles; Chinese ones are cut into vocabulary words by
    the ears, which know the model's vocabulary.

    The likeliest stand last: Whisper remembers only the end of what it is told, and best the very end. So
    fillers come first and the first phrases last: of what can be said anywhere one each, so that it is not
    forgotten, then four of each of the ``offered`` codes, in the order given. (Synthetic answers in 10 dB
    of hall noise, with the offered codes among the others / behind them: 19 / 21 of 24 right in English,
    11 / 14 of 22 in Mandarin.)
    """
    every = dict.fromkeys([*_ALWAYS, *codes])
    likely = {*_ALWAYS, *(offered or codes)}
    lists = {c: [*([labels[c]] if c in labels else []), *phrases_of(pack, c)] for c in every}
    anywhere = [phrases for code, phrases in lists.items() if code not in likely]
    here = [phrases for code, phrases in lists.items() if code in likely]
    ranked = [
        *_last_to_first(anywhere, 1),
        *_last_to_first(here, _FIRST),
        *_last_to_first(anywhere, 0, 1),
        *_last_to_first(here, 0, _FIRST),
    ]
    lang = language(pack.tag)
    told: dict[str, None] = {}
    for phrase in (*pack.words.fillers, *ranked):
        words = lang.plain(phrase)
        if words and (lang.figures_heard or not any(c.isdigit() for c in words)):
            told.pop(words, None)
            told[words] = None
    return list(told)


def _last_to_first(lists: Sequence[Sequence[str]], start: int, stop: int = sys.maxsize) -> list[str]:
    """The phrases ``start`` to ``stop`` of every list: the last ones of all first, the first ones last."""
    ranks = range(start, min(stop, max(map(len, lists), default=0)))
    return [phrases[rank] for rank in reversed(ranks) for phrases in lists if rank < len(phrases)]
