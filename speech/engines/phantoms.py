"""Sentences that Whisper writes under silence, learnt from subtitles; nobody says them to a kiosk.

``phantoms.txt`` is a regular expression a line, for a whole sentence without spaces and marks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from speech.engines.base import Word, Words, bare

PATTERNS = Path(__file__).with_name("phantoms.txt")
_SENTENCE = re.compile(r"[^.!?。！？…\n]+(?:\.(?=\S)[^.!?。！？…\n]*)*[.!?。！？…\n]*\s*")


def without_phantoms(words: Words) -> Words:
    """The words without the phantoms before and after them; none where all is one."""
    start, end = _spoken(words.text)
    others = tuple(dict.fromkeys(filter(None, map(spoken, words.others))))
    if (start, end) == (0, len(words.text)):
        return replace(words, others=others)
    kept: list[Word] = []
    at = 0
    for word in words.words:
        at = max(at, words.text.find(word.word, at))
        if start <= at < end:
            kept.append(word)
        at += len(word.word)
    return Words(words.text[start:end].strip(), tuple(kept), others)


def spoken(text: str) -> str:
    """The text without the phantoms before and after it."""
    start, end = _spoken(text)
    return text[start:end].strip()


def _spoken(text: str) -> tuple[int, int]:
    """From where to where somebody speaks: sentence by sentence, from either end."""
    sentences = [match for match in _SENTENCE.finditer(text) if bare(match.group())]
    while sentences and _phantom().fullmatch(bare(sentences[0].group())):
        sentences.pop(0)
    while sentences and _phantom().fullmatch(bare(sentences[-1].group())):
        sentences.pop()
    if not sentences:
        return 0, 0
    first = sentences[0].start()
    last = sentences[-1].end()
    untouched = not bare(text[:first]) and not bare(text[last:])
    return (0, len(text)) if untouched else (first, last)


@lru_cache(maxsize=1)
def _phantom() -> re.Pattern[str]:
    lines = PATTERNS.read_text(encoding="utf-8").split()
    return re.compile("(?:" + "|".join(lines) + ")+")
