"""A long text on a button: the part of it that is new."""

from __future__ import annotations

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
