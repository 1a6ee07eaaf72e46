"""A letter in passages: a few sentences at a time, since its average says little of any of them."""

from __future__ import annotations

from kiosk.languages.base import Language, Span

MOST_PASSAGES = 60
"""Passages looked at; a request that has more is longer than anything a person tells a kiosk."""
_LETTER = 10
"""Passages' lengths from which a text is a long letter."""


def spans(said: str, language: Language) -> list[Span]:
    """Passages of whole sentences where they are short enough.

    Each begins in the middle of the one before; in a long letter, where it ends.
    """
    most = language.reach.passage
    if len(said) <= most:
        return [(0, len(said))]
    overlapping = len(said) <= _LETTER * most
    found: list[Span] = []
    begin = 0
    while True:
        end = min(len(said), begin + most)
        if end < len(said):
            stop = said.rfind("。", begin + most // 2, end)
            space = said.rfind(" ", begin + most // 2, end)
            end = stop + 1 if stop > 0 else space + 1 if space > 0 else end
        found.append((begin, end))
        if end == len(said):
            return found
        if not overlapping:
            begin = end
            continue
        middle = begin + (end - begin) // 2
        stop = said.find("。", middle, end)
        space = said.find(" ", middle, end)
        begin = stop + 1 if 0 <= stop < end - 1 else space + 1 if 0 <= space < end - 1 else middle
