"""What the trained part hears in each passage of a request: a letter is judged a few sentences at a time."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.languages import Language, Said
from kiosk.understanding.model import Model

_FEW = 4
"""Passages that a plain request may have."""
_LETTER = 10
"""Passages' lengths from which a text is a long letter."""
_MOST = 60
"""Passages looked at; a request that has more is longer than anything a person tells a kiosk."""


class Passages:
    """Passages of a plain text (marks between its sentences) with their scores."""

    def __init__(self, request: Said, trained: Model | None, instead: Mapping[str, float]) -> None:
        """``instead`` are the scores of the whole text where nothing was trained."""
        said, language = request.sentences, request.language
        self.spans = spans(said, language)[:_MOST] if trained else [(0, len(said))]
        self._texts = [said[begin:end] for begin, end in self.spans]
        parts = [Said(text, language) for text in self._texts]
        parts = [request] if len(parts) == 1 else parts
        self._scores = [trained.scores(part) if trained else instead for part in parts]

    @property
    def many(self) -> bool:
        """Whether it is a story or a letter."""
        return len(self.spans) > _FEW

    def most(self, column: str) -> float:
        """The highest score of any passage."""
        return max(scores.get(column, 0.0) for scores in self._scores)

    def over(self, column: str, enough: float) -> list[str]:
        """The passages with such a score."""
        scored = zip(self._texts, self._scores, strict=True)
        return [text for text, scores in scored if scores.get(column, 0.0) >= enough]

    def at(self, place: int, column: str) -> float:
        """The highest score of the passages that hold a place."""
        return max(
            scores.get(column, 0.0)
            for (begin, end), scores in zip(self.spans, self._scores, strict=True)
            if begin <= place < end or end == self.spans[-1][1]
        )


def spans(said: str, language: Language) -> list[tuple[int, int]]:
    """Passages of whole sentences where they are short enough.

    Each begins in the middle of the one before; in a long letter, where it ends.
    """
    most = language.reach.passage
    if len(said) <= most:
        return [(0, len(said))]
    overlapping = len(said) <= _LETTER * most
    found: list[tuple[int, int]] = []
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
