"""Hanzi for typed pinyin: whole sentences first ("ludenghuaile" is 路灯坏了), then words, then characters.

A sentence is the cheapest row of words that spell the letters, as in any input method: a word costs the
more the rarer it is, in the language and in what residents write about (pinyin_words.txt). What is typed so
far may end in mid-syllable.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kiosk.languages.sound import readings

MOST = 63  # candidates worth paging through: nine rows of seven
TABLE = Path(__file__).with_name("pinyin_words.txt")
_LONGEST = 36  # letters of the longest word
_SENTENCES = 3  # whole rows offered
_UNFINISHED = 350  # what it costs that the last syllable is not typed out
_RARE = 900  # a character that no frequent word has
_WORDS_OFFERED = 12
_SINGLE_FIRST = 10


class Suggestion(NamedTuple):
    """Hanzi, and how many of the typed letters (apostrophes among them) they stand for."""

    hanzi: str
    letters: int


class _Entry(NamedTuple):
    hanzi: str
    cost: int
    borders: frozenset[int]  # letters after which a syllable ends


class Pinyin:
    """Candidates for the on-screen keyboard. What it needs is read at the first key, in some 50 ms."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[_Entry, ...]] = {}

    def warm_up(self) -> None:
        """Read the tables now."""
        self.candidates("a")

    def forget(self) -> None:
        """Forget what was looked up: it tells what somebody typed."""
        self._known.clear()

    def candidates(self, typed: str) -> list[Suggestion]:
        """For toneless pinyin without spaces ("diantichang", "xi'an"), likeliest first."""
        typed = "".join(c for c in typed.lower() if c == "'" or (c.isascii() and c.isalpha())).strip("'")
        letters = typed.replace("'", "")
        if not letters:
            return []
        # Where letters end in what was typed, and after which of them an apostrophe stands.
        ends = [n for n, c in enumerate(typed, 1) if c != "'"]
        parted = frozenset(n for n in range(1, len(letters)) if typed[ends[n - 1] :][:1] == "'")
        words = [
            (word, end)
            for end in range(min(len(letters), _LONGEST), 0, -1)
            for word in self._spelling(letters, 0, end, parted)
        ]
        long = [(w, end) for w, end in words if len(w.hanzi) > 1]
        # Where the letters are one word, rows of others are only noise.
        rows = self._sentences(letters, parted)[: 1 if long and long[0][1] == len(letters) else _SENTENCES]
        found = [Suggestion(hanzi, len(typed)) for hanzi in rows]
        found += [Suggestion(w.hanzi, ends[end - 1]) for w, end in long[:_WORDS_OFFERED]]
        single = [Suggestion(w.hanzi, ends[end - 1]) for w, end in words if len(w.hanzi) == 1]
        begun = sorted(self._begun(letters, 0, parted), key=lambda word: (len(word.hanzi), word.cost))
        going_on = [Suggestion(w.hanzi, len(typed)) for w in begun[:_WORDS_OFFERED]]
        done = bool(words) and words[0][1] == len(letters)
        found += [*single[:_SINGLE_FIRST], *going_on, *single] if done else [*going_on, *single]
        first: dict[str, Suggestion] = {}
        for candidate in found:
            first.setdefault(candidate.hanzi, candidate)
        return list(first.values())[:MOST]

    def _sentences(self, letters: str, parted: frozenset[int]) -> list[str]:
        """The cheapest rows of words for all the letters, if there are any."""
        best: list[list[tuple[int, str]]] = [[(0, "")], *([] for _ in letters)]
        for start in range(len(letters)):
            if not best[start]:
                continue
            for end in range(start + 1, min(len(letters), start + _LONGEST) + 1):
                for word in islice(self._spelling(letters, start, end, parted), _SENTENCES):
                    _take(best, start, end, word.hanzi, word.cost)
            begun = min(self._begun(letters, start, parted), key=lambda word: word.cost, default=None)
            if begun is not None:
                _take(best, start, len(letters), begun.hanzi, begun.cost + _UNFINISHED)
        return [hanzi for _, hanzi in best[-1]]

    def _spelling(self, letters: str, start: int, end: int, parted: frozenset[int]) -> Iterator[_Entry]:
        """Words spelt by exactly these letters, the cheapest first."""
        within = {n - start for n in parted if start < n < end}
        for word in self._words(letters[start:end]):
            if within <= word.borders:
                yield word

    def _begun(self, letters: str, start: int, parted: frozenset[int]) -> Iterator[_Entry]:
        """Words that the letters from ``start`` on begin, the last syllable perhaps not typed out."""
        rest, within = letters[start:], {n - start for n in parted if n > start}
        keys = self._keys
        for key in keys[bisect_left(keys, rest) :]:
            if not key.startswith(rest):
                return
            # Only the last syllable may be unfinished: looked at before a line is taken apart.
            if key == rest or all(_but_last(line) >= len(rest) for line in self._lines[key]):
                continue
            for word in self._words(key):
                ahead = max((n for n in word.borders if n < len(key)), default=0)
                if within <= word.borders and ahead < len(rest):
                    yield word

    def _words(self, key: str) -> tuple[_Entry, ...]:
        """Every word spelt so, the cheapest first; what was looked up once is kept."""
        if (known := self._known.get(key)) is not None:
            return known
        found: dict[str, _Entry] = {}
        for line in self._lines.get(key, ()):
            pinyin, *words = line.split(" ")
            borders = _borders(pinyin.split("'"))
            for hanzi, cost in zip(words[::2], words[1::2], strict=True):
                found.setdefault(hanzi, _Entry(hanzi, int(cost), borders))
        for hanzi in self._rare.get(key, ""):
            found.setdefault(hanzi, _Entry(hanzi, _RARE, frozenset((len(key),))))
        self._known[key] = words_ = tuple(sorted(found.values(), key=lambda word: word.cost))
        return words_

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self._lines)

    @cached_property
    def _lines(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for line in TABLE.read_text(encoding="utf-8").splitlines():
            found[line.partition(" ")[0].replace("'", "")].append(line)
        return found

    @cached_property
    def _rare(self) -> dict[str, str]:
        found: dict[str, str] = defaultdict(str)
        for character, syllable in readings().items():
            found[syllable] += character
        return found


def _but_last(line: str) -> int:
    """Letters of all syllables but the last."""
    return len(line.partition(" ")[0].rpartition("'")[0].replace("'", ""))


def _borders(spelt: list[str]) -> frozenset[int]:
    ends, at = set(), 0
    for syllable in spelt:
        at += len(syllable)
        ends.add(at)
    return frozenset(ends)


def _take(best: list[list[tuple[int, str]]], start: int, end: int, hanzi: str, cost: int) -> None:
    """Go on from each row that ends at ``start``; only the cheapest that end at ``end`` are kept."""
    found = {hanzi: cost for cost, hanzi in best[end]}
    for so_far, words in best[start]:
        whole = words + hanzi
        found[whole] = min(so_far + cost, found.get(whole, so_far + cost))
    best[end] = sorted((cost, words) for words, cost in found.items())[:_SENTENCES]
