"""Which words of a text the recognizer was not sure of."""

from __future__ import annotations

from kiosk.conversation.session import Draft, Word

_ASTRAY = 12  # characters by which text and words may differ before a word is given up


def shown_words(draft: Draft) -> tuple[Word, ...]:
    """The draft's text for the eye, in pieces, so that a word that was not sure keeps its mark.

    The recognizer's words are followed through the text; where the text was changed (numbers as digits),
    the mark goes with the words that are still there.
    """
    pieces: list[Word] = []
    text, at, kept = draft.text, 0, 0
    for word in draft.words:
        spoken = word.text.strip()
        found = text.lower().find(spoken.lower(), at, at + len(spoken) + _ASTRAY) if spoken else -1
        if found < 0:
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
