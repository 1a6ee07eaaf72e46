"""What somebody says of a place and takes back: "building three, no, four", 不是三号楼是四号楼."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.languages.base import Span


@dataclass(frozen=True)
class Corrections:
    """How a language takes a place back.

    ``part`` is a pattern of a part of an address, ``number`` of a number; ``kind`` says what sort of part it
    is. ``corrected`` is what is said between the wrong part and the right one ("no sorry"), ``moved`` between
    an old place and a new one; ``denied`` has a group ``wrong`` ("it's not ..."). ``near`` is the most
    characters from the wrong part to where it is corrected.
    """

    part: re.Pattern[str]
    number: re.Pattern[str]
    kind: Callable[[str], str]
    corrected: re.Pattern[str]
    moved: re.Pattern[str]
    denied: re.Pattern[str]
    near: int

    def in_text(self, said: str) -> list[Span]:
        """Where in a plain text stands what is taken back, with the words that do so, in order."""
        found = [match.span("wrong") for match in self.denied.finditer(said)]
        for match in self.moved.finditer(said):
            if self.part.match(said, match.end()):
                found += [p.span() for p in self.part.finditer(said[: match.start()])][-1:]
        for match in self.corrected.finditer(said):
            found += self._before(said, match)
        return sorted(found)

    def _before(self, said: str, match: re.Match[str]) -> list[Span]:
        """What the words of ``match`` take back: the last part like the one after them, or its number."""
        start, after = match.start(), match.end()
        early = max(0, start - 2 * self.near)
        parts = [p.span() for p in self.part.finditer(said, early, start)]
        right = self.part.match(said, after)
        if right is None:
            number = self.number.match(said, after)
            last = [n.span() for n in self.number.finditer(said, early, start)][-1:]
            close = last and not said[last[0][1] : start].strip(" ,，")
            return [(last[0][0], after)] if number and close and parts and parts[-1][1] >= last[0][1] else []
        kind = self.kind(right.group())
        for begin, end in reversed(parts):
            adjacent = not said[end:start].strip(" ,，")
            if adjacent or (start - end <= self.near and self.kind(said[begin:end]) == kind):
                return [(begin, after if adjacent else end)]
        return []
