"""The trained part that finds the one stretch of a request that tells its place, in plain Python.

A request is a row of units: characters in Chinese, words elsewhere; a comma is a unit of its own. Each unit
is outside the place, or its beginning, inside, last, or all of it; of all ways to mark one place or none the
one with the highest sum of scores is taken (Viterbi), so that where two are said the likelier one wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from kiosk.languages import Language, Said
from kiosk.languages.base import Span
from kiosk.understanding import stored

COLUMNS = 5
"""Scores a unit has: outside, beginning, inside, last, all of the place."""
EAGER = 60
"""Put on the score of a place's end: most requests of the training tell none, and a wrong place in the
read-back is mended as fast as a missing one is asked for."""
LONGEST = 160
"""Units that are looked at: from the beginning, or around the place that the rules see farther on."""
# Each state: its column, and the states that may come before it; -1 is the request's beginning.
_STATES = (
    (0, (-1, 0)),  # before the place
    (1, (-1, 0)),
    (2, (1, 2)),
    (3, (1, 2)),
    (4, (-1, 0)),
    (0, (3, 4, 5)),  # after the place
)
_ENDS = (0, 3, 4, 5)
_NEVER = float("-inf")


@dataclass(frozen=True)
class Tagger:
    """Weights as whole numbers, ``COLUMNS`` for each feature, each known by its key."""

    keys: stored.Keys
    weights: memoryview

    def find(self, units: Sequence[str], hint: Span | None, said: Said) -> Span | None:
        """The place's units, from the first to before the end; ``hint`` is where the rules see it."""
        first, looked_at, hint = window(units, hint)
        rows = [self._scores(names) for names in features(looked_at, hint, said)]
        span = best([(*row[:3], row[3] + EAGER, row[4] + EAGER) for row in rows])
        return (span[0] + first, span[1] + first) if span else None

    def _scores(self, names: Sequence[str]) -> list[int]:
        return stored.summed(self.weights, (row for n in names if (row := self.keys.row(n)) >= 0), COLUMNS)


def window(units: Sequence[str], hint: Span | None) -> tuple[int, Sequence[str], Span | None]:
    """The first unit that is looked at, the units from there on, and where the hint stands in them."""
    if hint is None or hint[1] <= LONGEST:
        return 0, units[:LONGEST], hint
    start, end = hint[0], min(hint[1], hint[0] + LONGEST // 2)
    first = max(0, start - LONGEST // 2)
    return first, units[first : first + LONGEST], (start - first, end - first)


def best(rows: Sequence[Sequence[float]]) -> Span | None:
    """The likeliest place by the scores of each unit; None where none is likelier than any."""
    if not rows:
        return None
    score = [rows[0][column] if -1 in before else _NEVER for column, before in _STATES]
    back: list[list[int]] = []
    for row in rows[1:]:
        came = [max((b for b in before if b >= 0), key=lambda b: score[b]) for _, before in _STATES]
        score = [score[b] + row[column] for b, (column, _) in zip(came, _STATES, strict=True)]
        back.append(came)
    state = max(_ENDS, key=lambda s: score[s])
    states = [state]
    for came in reversed(back):
        state = came[state]
        states.append(state)
    inside = [n for n, state in enumerate(reversed(states)) if state in (1, 2, 3, 4)]
    return (inside[0], inside[-1] + 1) if inside else None


def features(units: Sequence[str], hint: Span | None, said: Said) -> list[list[str]]:
    """What speaks for and against a place at each unit: the units around it, and what the rules say."""
    around = ["<", "<", "<", *units, ">", ">", ">"]
    kinds = [_kind(u) for u in around]
    rules = ["-"] * len(around)
    if hint:
        start, end = hint[0] + 3, hint[1] + 3
        rules[start:end] = ["i"] * (end - start)
        rules[end - 1] = "l"
        rules[start] = "b" if end - start > 1 else "u"
    spaced = bool(said.language.space)
    names = _names(said.text) if spaced else frozenset()
    capital = ["A" if u in names else "a" for u in around]
    found = []
    for n in range(3, len(around) - 3):
        a, b, c, d, e = around[n - 2 : n + 3]
        one = [
            "*",
            f"0{c}",
            f"-1{b}",
            f"+1{d}",
            f"-2{a}",
            f"+2{e}",
            f"-{b}|{c}",
            f"+{c}|{d}",
            f"={b}|{d}",
            f"--{a}|{b}",
            f"++{d}|{e}",
            f"<{a}|{b}|{c}",
            f">{c}|{d}|{e}",
            f"k{kinds[n - 1]}{kinds[n]}{kinds[n + 1]}",
            f"r{rules[n - 1]}{rules[n]}{rules[n + 1]}",
            f"r0{rules[n]}{c}",
            f"r+{rules[n]}{d}",
            f"p{min(n - 3, 4)}",
            f"q{min(len(around) - 4 - n, 4)}{rules[n]}",
        ]
        if spaced:
            one += [
                f"A{capital[n - 1]}{capital[n]}{capital[n + 1]}",
                f"A{capital[n]}{b}",
                f"s{c[-3:]}",
                f"s+{d[-3:]}",
                f"A+{capital[n]}{d}",
            ]
        else:
            one += [f"m{b}|{c}|{d}", f"-3{around[n - 3]}|{a}|{b}", f"+3{d}|{e}|{around[n + 3]}"]
        found.append(one)
    return found


def _kind(unit: str) -> str:
    if unit in "<>,，":
        return unit
    return "9" if unit[0].isdigit() or _DIGIT.fullmatch(unit) else "x"


_DIGIT = re.compile(
    "[零一二三四五六七八九十百幺]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    "(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|oh"
)


def _names(written: str) -> frozenset[str]:
    """The words, in small letters, that are written with a capital though no sentence begins with them."""
    words = written.split()
    if not any(word[:1].islower() for word in words):
        return frozenset()
    inner = (word for last, word in pairwise(words) if last[-1] not in ".!?")
    names = (word.strip(".,;:!?()\"'“”").replace("’", "'") for word in inner)
    return frozenset(name.casefold() for name in names if name[:1].isupper() and name not in ("I", "I'm"))


def units(plain: str, lang: Language) -> list[Span]:
    """Where the units of a plain text stand: words, or characters where nothing parts words."""
    return [match.span() for match in re.finditer(r"\S+" if lang.space else ".", plain)]


def within(units: Sequence[Span], place: Span | None) -> Span | None:
    """Which units a stretch of characters takes up, from the first to before the end."""
    inside = [n for n, (start, end) in enumerate(units) if place and place[0] < end and start < place[1]]
    return (inside[0], inside[-1] + 1) if inside else None


@lru_cache(maxsize=8)
def load(path: Path) -> Tagger | None:
    """The tagger in a file of a pack, or None where none was trained."""
    return parse(path.read_bytes()) if path.is_file() else None


def parse(packed: bytes) -> Tagger:
    """The tagger from what ``train_places.pack_weights`` made of it."""
    _, keys, weights = stored.unpack(packed)
    return Tagger(keys, weights.cast("b"))
