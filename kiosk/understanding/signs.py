"""The signs of danger that a language pack names, and a request as they are looked for in it.

Patterns are compiled when they are first looked for: most rules are done with their first sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.languages import Language
from kiosk.languages.pinyin import TABLE as PINYIN_WORDS
from kiosk.languages.sound import fold, syllables
from kiosk.packs import PackError

_HEARD = 60
"""Characters of the longest text that is searched by sound: in a story every syllable comes up somewhere."""
_LONGEST_WORD, _COMMON = 4, 560
"""Characters, and the cost in pinyin_words.txt, of words that are meant as they are written."""


@dataclass(frozen=True)
class Sign:
    """Patterns on the text, on its syllables, and on them for words so short that sound alone is doubtful.

    ``file`` is the one that the sign stands in.
    """

    text: str
    sound: str
    short: str
    file: str


@lru_cache(maxsize=4096)
def regex(pattern: str, file: str) -> re.Pattern[str]:
    """The pattern, compiled once.

    :raises PackError: it is no regular expression; the message names the ``file`` that it stands in.
    """
    try:
        return re.compile(pattern)
    except re.error as error:
        raise PackError(f"{file}: {pattern!r} is no regular expression: {error}") from None


def named(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with a pack's own words in place of their names."""
    for name, alternatives in words.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{alternatives})")
    return pattern


def sign_of(written: str, words: Mapping[str, str], in_chain: bool, file: str) -> Sign:
    """A pattern taken apart into its alternatives, those after "~" and plain Chinese words by sound."""
    body = written[1:-1] if written.startswith("(") and written.endswith(")") and _wraps(written) else written
    text: list[str] = []
    sound: list[str] = []
    short: list[str] = []
    for part in _put(_alternatives(body), words):
        if part.startswith("~"):
            sound.append(" " + " ".join(fold(s) for s in part[1:].split()) + " ")
            continue
        text.append(part)
        if re.fullmatch("[\u4e00-\u9fff]{2,}", part):
            (sound if len(part) > 2 else short).append(" " + " ".join(syllables(part)) + " ")
    return Sign("|".join(text), "|".join(sound), "|".join(short) if in_chain else "", file)


def _put(parts: Sequence[str], words: Mapping[str, str]) -> Iterator[str]:
    """The parts with the pack's own words in place of their names."""
    for part in parts:
        if part[1:-1] in words:
            yield from _alternatives(words[part[1:-1]])
        else:
            yield named(part, words)


def _wraps(written: str) -> bool:
    depth = 0
    for at, c in enumerate(written):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return at == len(written) - 1
    return False


def _alternatives(body: str) -> list[str]:
    """The parts between the outermost "|"."""
    parts, depth, start = [], 0, 0
    for at, c in enumerate(body):
        depth += (c in "([") - (c in ")]")
        if c == "|" and depth == 0:
            parts.append(body[start:at])
            start = at + 1
    return [*parts, body[start:]]


class SignSearch:
    """Looks for signs in a request: in its plain form, "。" between the sentences of what was typed.

    Where most words have homophones, a short text without marks, as recognizers give it, is searched by sound
    too, where no word is written that means something else. ``by_ear`` says whether sound is believed at all;
    ``sounds`` are the syllables, "" where it is not.
    """

    def __init__(self, said: str, language: Language, by_ear: bool) -> None:
        self.language = language
        self.said = said
        self._at: list[int] = []
        self.sounds = ""
        if by_ear and language.homophones and len(said) <= _HEARD and "。" not in said:
            pieces = [" "]
            for character, syllable in enumerate(syllables(said)):
                self._at += [character] * (len(syllable) + 1)
                pieces.append(syllable + " ")
            self._at.append(len(said))
            self.sounds = "".join(pieces)

    def spots(self, sign: Sign) -> list[tuple[int, int]]:
        """Where a sign is found in ``said``, by text or by sound: first character, and the one after."""
        found = [m.span() for m in regex(sign.text, sign.file).finditer(self.said)] if sign.text else []
        if self.sounds:
            for pattern in (sign.sound, sign.short):
                for m in regex(pattern, sign.file).finditer(self.sounds) if pattern else ():
                    span = self._at[m.start()], self._at[m.end() - 2] + 1
                    if not self._written_so(*span):
                        found.append(span)
        return found

    def holds(self, sign: Sign) -> bool:
        """Whether a sign is written anywhere in ``said``."""
        return bool(sign.text and regex(sign.text, sign.file).search(self.said))

    def _written_so(self, begin: int, end: int) -> bool:
        """Whether a word is written in or across the span: it is meant, and no sign that sounds alike.

        研究显示 says nothing of "就想死", however it sounds; 没其味 is no word, and so 煤气味.
        """
        return any(
            self.said[first:last] in _words()
            for first in range(max(0, begin - _LONGEST_WORD + 1), end)
            for last in range(max(begin, first + 1) + 1, min(len(self.said), first + _LONGEST_WORD) + 1)
        )


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """The common words of two to four characters. They are read when a sign is first found by sound."""
    parts = (line.split()[1:] for line in PINYIN_WORDS.read_text(encoding="utf-8").splitlines())
    return frozenset(
        word
        for line in parts
        for word, cost in zip(line[::2], line[1::2], strict=True)
        if 1 < len(word) <= _LONGEST_WORD and int(cost) <= _COMMON
    )
