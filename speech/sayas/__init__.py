"""Text as it is written to text as it is spoken: numbers, dates, money, addresses, abbreviations, letters.

What comes out holds words and marks only, so that every engine says the same, and is split into clauses and
cached as it will be heard.
"""

from __future__ import annotations

from collections.abc import Mapping

from speech.sayas.pronunciation import respell
from speech.sayas.readings import tone_marked
from speech.sayas.ruby import unmarked, words_only


def spoken(text: str, language: str, words: Mapping[str, str] | None = None) -> str:
    """``text`` of ``language`` (a tag) as it is spoken; ``words`` is the station's own pronunciation list.

    One rule for numbers that are dictated: digits with spaces between them are read one by one, in groups.
    In Mandarin, what cannot be written in hanzi carries its pinyin (see :mod:`speech.sayas.ruby`).
    """
    text = respell(unmarked(text), words or {}, language)
    if language.startswith("zh"):
        from speech.sayas import mandarin  # its rules are read where it is spoken: they take a while

        return mandarin.spoken(text)
    if language.startswith("en"):
        from speech.sayas import english

        return english.spoken(text)
    return text


def reading(text: str, language: str, words: Mapping[str, str] | None = None) -> str:
    """``text`` as it is spoken, to be read by people; for Mandarin its pinyin on a second line."""
    said = spoken(text, language, words)
    return f"{words_only(said)}\n{tone_marked(said)}" if language.startswith("zh") else said
