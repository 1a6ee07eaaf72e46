"""A sentence as clauses to render one by one, so that the first sounds while the others are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speech.sayas.readings import split_words
from speech.sayas.ruby import words_only

SHORTEST = 3  # hanzi or Latin words: less than this is not spoken well alone
LONG_LATIN = 60  # letters: a shorter sentence is rendered faster than it is worth splitting
BREATH_PAUSE_S, CLAUSE_PAUSE_S, SENTENCE_PAUSE_S = 0.1, 0.15, 0.35

# Hanzi, or words. A neural voice makes the first part in half a second on two cores
# (tests/benchmarks/bench_voice.py), and the next while it sounds.
FIRST, LEAST, BREATH = 4, 3, 14
_HOLD = re.compile(
    r"(?:in|on|at|of|by|for|from|to|with|near|behind|outside|under|over|between|and|but|or|because|since|who|that|"
    r"which|when|where|while|is|are|was|were|has|have)\b",
    re.IGNORECASE,
)
# In Mandarin: behind these or before those, unless they stand in a word that no dictionary at hand knows.
_BEHIND = re.compile("[的了着]$")
_BEFORE = re.compile("[又也都就还没在把被从跟是有我你您他她咱这那让叫]")
_NEVER = re.compile(
    "(?:[现正存实自]在|[就可但还总老不都也算真要只凡]是|[没只所还也都具拥]有|[有淹沉出]没|成就"
    "|[几不没很太最在从把被给跟和与第让叫][\u4e00-\u9fff]|.[的了着过得地们里上吗呢吧啊呀])$"
)
_WIDE = re.compile(r"[\u3400-\u9fff]")
_MARKS = re.compile(r"[，、；：。！？…]+[”’」』）]*|[,;:.!?]+[\"')]*(?=\s|$)")
_SENTENCE_END = re.compile(r"[。！？…!?.][”’」』）\"')]*$")


@dataclass(frozen=True)
class Clause:
    """Text with its closing mark (it shapes the melody) and the silence that follows it, in seconds."""

    text: str
    pause_s: float


def clauses(sentence: str) -> list[Clause]:
    """The clauses of ``sentence``; none where there is nothing to say.

    What has no mark for longer than a breath (recognizers give none) is cut where a speaker would breathe.
    """
    marked = [Clause(text, _pause(text)) for text in _joined(sentence.strip()) if re.search(r"\w", text)]
    return [part for clause in marked for part in _cut(clause, BREATH, BREATH, BREATH_PAUSE_S)]


def starting_small(clause: Clause) -> list[Clause]:
    """A clause cut into parts that grow: the first is made soon, each next while the one before it sounds."""
    return _cut(clause, FIRST, BREATH, 0.0)


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


def _cut(clause: Clause, first: int, most: int, pause_s: float) -> list[Clause]:
    """``clause`` in parts of ``first`` syllables or words or more, then twice as many, up to ``most``.

    The cuts are where a speaker may hold on (behind a mark; in Mandarin behind 的 or before 没, else before a
    preposition or a conjunction); without such a place within reach, between any two words.
    """
    wide = bool(_WIDE.search(clause.text))
    if _length(clause.text, wide) < first + LEAST:
        return [clause]
    cut, size = [""], first
    for word in split_words(clause.text) if wide else re.findall(r"\S+\s*", clause.text):
        length = _length(cut[-1], wide)
        holds = _holds_between(cut[-1], word) if wide else _holds_on(cut[-1], word)
        if re.search(r"\w", word) and ((length >= size and holds) or length >= 2 * most):
            cut.append("")
            size = min(2 * size, most)
        cut[-1] += word
    if len(cut) > 1 and _length(cut[-1], wide) < LEAST:
        last = cut.pop()
        cut[-1] += last
    return [*(Clause(text.strip(), pause_s) for text in cut[:-1]), Clause(cut[-1].strip(), clause.pause_s)]


def _holds_between(said: str, word: str) -> bool:
    likely = _BEHIND.search(said) or _BEFORE.match(word)
    return bool(likely) and not _NEVER.search(said[-1:] + word[:1])


def _holds_on(said: str, word: str) -> bool:
    return said.rstrip().endswith((",", ";", ":")) or _HOLD.match(word) is not None


def _length(text: str, wide: bool) -> int:
    """Syllables of Mandarin, words of another language."""
    return len(_WIDE.findall(words_only(text))) if wide else len(text.split())
