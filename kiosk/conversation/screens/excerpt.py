"""A part of a long text: what is new in it, or what says something."""

from __future__ import annotations

import re
from collections.abc import Sequence

Spans = tuple[tuple[int, int], ...]

_WHOLE, _AROUND = 52, 22
"""Letters (half as many hanzi): a longer text is shown from so much before what is new in it to as much
behind, so that two lines of a button hold it."""


def breadth(text: str) -> int:
    """How many letters a character is wide: two in hanzi and hangul."""
    return 2 if 2 * sum(ord(character) >= 0x1100 for character in text) > len(text) else 1


def excerpt(text: str, spans: Spans) -> tuple[str, Spans]:
    """A long text around what is highlighted in it, in whole words; and where that stands in the excerpt."""
    wide = breadth(text)
    around = _AROUND // wide
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    begin, end = first - around, last + around
    if len(text) * wide <= _WHOLE or begin <= around // 3:
        begin = 0
    elif " " in text[begin:first]:
        begin = text.index(" ", begin) + 1
    if len(text) * wide <= _WHOLE or end >= len(text) - around // 3:
        end = len(text)
    elif " " in text[last:end]:
        end = last + text[last:end].rindex(" ")
    shift = (1 if begin else 0) - begin
    label = ("…" if begin else "") + text[begin:end] + ("…" if end < len(text) else "")
    return label, tuple((a + shift, b + shift) for a, b in spans)


_CLAUSE = re.compile(r"[^，。！？；,.!?;\n]+")


def saying(text: str, words: Sequence[str]) -> str:
    """The clauses of a text from the first of these words to the last, cut where they are long; "" where
    none of the words stands there."""
    found = [(at, at + len(word)) for word in words if (at := text.lower().find(word.lower())) >= 0]
    if not found:
        return ""
    first, last = min(found)[0], max(end for _, end in found)
    clauses = [c.span() for c in _CLAUSE.finditer(text) if c.end() > first and c.start() < last]
    begin, end = clauses[0][0], clauses[-1][1]
    spans = tuple(sorted((a - begin, b - begin) for a, b in found))
    return excerpt(text[begin:end], spans)[0].strip()
