"""Agreement: an utterance is a yes only where every word of it is one, or stands beside one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.languages import Said, language
from kiosk.languages.base import Language
from kiosk.languages.sound import syllables
from kiosk.packs import Pack, filled
from kiosk.understanding.phrases import phrases_of

AGREEING = ("yes", "send", "solved", "here")
"""Codes that agree to what the screen asks, where it offers them."""

_LONGEST = 40
"""Words or characters of an utterance that can still be an agreement and nothing else."""
_ASKED = re.compile(r"[?？]")
_WORD, _CHARACTER = re.compile(r"\S+"), re.compile(r"\S")
_Spans = Sequence[tuple[int, int]]


def agreed(said: Said, pack: Pack, codes: Collection[str]) -> str | None:
    """The agreeing code of ``codes`` that the whole utterance is; None where a word is left over.

    Agreement, politeness and what is said before an answer may follow one another in any number. What is
    neither (a negation, a doubt, a question, a condition, anything else) makes it no agreement; so do a
    question mark, and words after it that announce more ("yes, I mean").
    """
    offered = [code for code in AGREEING if code in codes]
    return _grammar(pack, offered).agreed(said.plain) if offered and not asks(said) else None


def asks(said: Said) -> bool:
    """Whether it is written as a question, or with a word that was not made out: "yes (?)"."""
    return _ASKED.search(said.text) is not None


def sounds_agreed(plain: str, pack: Pack) -> bool:
    """Whether a text that only sounds like an agreement may be one: no negation is heard in it, and it is
    no doubt or question as it is written."""
    heard = syllables(plain)
    negated = any(
        heard[at : at + len(sound)] == sound
        for sound in map(syllables, pack.words.negations)
        for at in range(len(heard))
    )
    return not negated and not language(pack.tag).any_of(pack.words.doubts).search(plain)


@dataclass(frozen=True)
class _Grammar:
    """What agrees (each phrase with its code), and what may stand around it.

    ``whole`` are phrases that nothing may end within: "不行" in "可不行", where "可不" would agree.
    """

    language: Language
    agreeing: dict[str, str]
    pattern: re.Pattern[str]
    around: re.Pattern[str]
    before: re.Pattern[str]
    closing: frozenset[str]
    doubts: frozenset[str]
    whole: re.Pattern[str]
    unless: re.Pattern[str]

    def agreed(self, plain: str) -> str | None:
        if self.unless.search(plain):
            return None
        units = [unit.span() for unit in (_WORD if self.language.space else _CHARACTER).finditer(plain)]
        if not 0 < len(units) <= _LONGEST:
            return None
        ends = self._ends(plain, units)
        # Each way to cover the text so far: what agrees, whether it may end, whether more may agree.
        ways: dict[int, set[_Way]] = {0: {_Way()}}
        for start in range(len(units)):
            for end in ends if start in ways else ():
                if end > start:
                    words = plain[units[start][0] : units[end - 1][1]]
                    ways.setdefault(end, set()).update(self._steps(words, ways[start]))
        codes = {way.code for way in ways.get(len(units), ()) if way.may_end}
        return next((code for code in AGREEING if code in codes), None)

    def _ends(self, plain: str, units: _Spans) -> list[int]:
        """After how many units something may end."""
        within: set[int] = set()
        for start, _ in units:
            if match := self.whole.match(plain, start):
                within |= set(range(match.start() + 1, match.end()))
        return [n for n, (_, end) in enumerate(units, 1) if end not in within]

    def _steps(self, words: str, ways: Iterable[_Way]) -> Iterator[_Way]:
        """What becomes of each way when these words come next; nothing where they are not accounted for."""
        if words in self.doubts:
            return
        code = self.agreeing.get(words) or ("yes" if self.pattern.fullmatch(words) else "")
        around, before = self.around.fullmatch(words), self.before.fullmatch(words)
        for way in ways:
            if code and not way.closed:
                yield _Way(way.code or code, may_end=True, closed=words in self.closing)
            if around:
                yield way
            if before and not way.closed:
                yield _Way(way.code, may_end=False)


@dataclass(frozen=True)
class _Way:
    code: str = ""
    may_end: bool = False
    closed: bool = False


def _grammar(pack: Pack, codes: Sequence[str]) -> _Grammar:
    words, agreement = pack.words, pack.words.agreement
    return _built(
        pack.tag,
        tuple((code, phrases_of(pack, code)) for code in codes),
        (agreement.patterns, agreement.around, agreement.before, agreement.unless),
        agreement.every_slot,
        agreement.polite,
        words.fillers,
        words.negations,
        words.doubts,
        words.said.get("no", ()),
    )


@lru_cache(maxsize=32)
def _built(
    tag: str,
    table: tuple[tuple[str, tuple[str, ...]], ...],
    patterns: tuple[tuple[str, ...], ...],
    slots: tuple[tuple[str, tuple[str, ...]], ...],
    polite: tuple[str, ...],
    fillers: tuple[str, ...],
    negations: tuple[str, ...],
    doubts: tuple[str, ...],
    no: tuple[str, ...],
) -> _Grammar:
    lang = language(tag)
    agreeing = {lang.plain(phrase): code for code, phrases in reversed(table) for phrase in phrases}
    agrees, around, before, unless = (filled(group, slots) for group in patterns)
    negating = tuple(map(lang.plain, negations))

    def either(phrases: tuple[str, ...], pattern: str) -> re.Pattern[str]:
        return re.compile("|".join((*(re.escape(lang.plain(p)) for p in phrases), pattern)))

    return _Grammar(
        lang,
        agreeing,
        re.compile(agrees),
        either(polite, around),
        either(fillers, before),
        frozenset(p for p in agreeing if any((lang.space + p).endswith(lang.space + n) for n in negating)),
        frozenset(map(lang.plain, doubts)),
        lang.any_of((*no, *negations, *doubts, *fillers)),
        re.compile(unless),
    )
