"""What the trained part hears in each passage of a request: a letter is judged a few sentences at a time."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.languages import Said
from kiosk.languages.passages import MOST_PASSAGES
from kiosk.understanding.model import Model

_FEW = 4
"""Passages that a plain request may have."""


class Passages:
    """Passages of a plain text (marks between its sentences) with their scores."""

    def __init__(self, request: Said, trained: Model | None, instead: Mapping[str, float]) -> None:
        """``instead`` are the scores of the whole text where nothing was trained."""
        said = request.sentences
        whole = ((0, len(said)), request)
        passages = request.passages[:MOST_PASSAGES] if trained else (whole,)
        self.spans = [span for span, _ in passages]
        self._texts = [said[begin:end] for begin, end in self.spans]
        self._scores = [trained.scores(part) if trained else instead for _, part in passages]

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
