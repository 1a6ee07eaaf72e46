"""A sentence as clauses to render one by one, so that the first sounds while the others are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST = 3  # hanzi or Latin words: less than this is not spoken well alone
LONG_LATIN = 60  # letters: a shorter sentence is rendered faster than it is worth splitting
CLAUSE_PAUSE_S, SENTENCE_PAUSE_S = 0.15, 0.35

_MARKS = re.compile(r"[，、；：。！？…]+[”’」』）]*|[,;:.!?]+[\"')]*(?=\s|$)")
_SENTENCE_END = re.compile(r"[。！？…!?.][”’」』）\"')]*$")


@dataclass(frozen=True)
class Clause:
    """Text with its closing mark (it shapes the melody) and the silence that follows it, in seconds."""

    text: str
    pause_s: float


def clauses(sentence: str) -> list[Clause]:
    """The clauses of ``sentence``; none where there is nothing to say."""
    return [Clause(text, _pause(text)) for text in _joined(sentence.strip()) if re.search(r"\w", text)]


def _joined(sentence: str) -> Iterator[str]:
    latin = not re.search(r"[\u3000-\u9fff\uac00-\ud7af]", sentence)
    if latin and len(sentence) < LONG_LATIN:
        yield sentence
        return
    begin = 0
    for mark in _MARKS.finditer(sentence):
        text = sentence[begin : mark.end()].strip()
        if _units(text) >= SHORTEST and (
            _units(sentence[mark.end() :]) >= SHORTEST or mark.end() == len(sentence)
        ):
            yield text
            begin = mark.end()
    if sentence[begin:].strip():
        yield sentence[begin:].strip()


def _units(text: str) -> int:
    return len(re.findall(r"[\u3400-\u9fff\uac00-\ud7af]|[^\W\u3400-\u9fff\uac00-\ud7af]+", text))


def _pause(text: str) -> float:
    return SENTENCE_PAUSE_S if _SENTENCE_END.search(text) or text[-1].isalnum() else CLAUSE_PAUSE_S
