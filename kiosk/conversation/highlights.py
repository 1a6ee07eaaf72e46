"""Which words of a text want an eye: those the recognizer was not sure of, and those that are new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from kiosk.conversation.draft import Draft, Word
from kiosk.languages.text import HAN

_TOKEN = re.compile(rf"[{HAN}]|[^\s{HAN}]+|\s+")
_ASTRAY = 12  # characters by which text and words may differ before a word is given up


def shown_words(draft: Draft) -> tuple[Word, ...]:
    """The draft's text for the eye, in pieces, so that a word that was not sure keeps its mark.

    The recognizer's words are followed through the text; where the text was changed (numbers as digits),
    the mark goes with the words that are still there.
    """
    pieces: list[Word] = []
    text, at, kept = draft.text, 0, 0
    for word in draft.words:
        spoken = word.text.strip().lower()
        found = text.lower().find(spoken, at, at + len(spoken) + _ASTRAY)
        if not spoken or found < 0:
            continue
        at = found + len(spoken)
        if not word.sure:
            if text[kept:found]:
                pieces.append(Word(text[kept:found]))
            pieces.append(Word(text[found:at], sure=False))
            kept = at
    if text[kept:]:
        pieces.append(Word(text[kept:]))
    return tuple(pieces)


def highlighted(before: Sequence[Word], text: str) -> tuple[Word, ...]:
    """``text`` in pieces: a word that stood in ``before`` keeps its mark, one that is new is marked."""
    old = [(token, word.sure) for word in before for token in _TOKEN.findall(word.text)]
    new = _TOKEN.findall(text)
    matcher = SequenceMatcher(None, [_bare(t) for t, _ in old], [_bare(t) for t in new], autojunk=False)
    pieces: list[Word] = []
    for kind, i, _, j, j_end in matcher.get_opcodes():
        for n, token in enumerate(new[j:j_end]):
            sure = old[i + n][1] if kind == "equal" else not _bare(token).strip()
            if pieces and pieces[-1].sure is sure:
                token = pieces.pop().text + token
            pieces.append(Word(token, sure))
    return tuple(pieces)


def _bare(token: str) -> str:
    """As it is compared: without capitals and the marks around it."""
    return re.sub(r"^[^\w\s]+|[^\w\s]+$", "", token).casefold()


def unsure(words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Where in the text of the words (characters) those stand that are marked."""
    spans, at = [], 0
    for word in words:
        if not word.sure:
            spans.append((at, at + len(word.text)))
        at += len(word.text)
    return tuple(spans)
