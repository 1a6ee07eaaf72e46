"""The whole phone numbers in a text, among other numbers, words and corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kiosk.languages import language
from kiosk.packs import Pack
from kiosk.understanding.digit_corrections import settle
from kiosk.understanding.digit_tokens import (
    CORRECTIONS,
    DENIALS,
    Token,
    believed,
    doubted,
    tens_and_ones,
    tokens,
)
from kiosk.understanding.whose import is_called

_MOST_PIECES = 12  # pieces of a run that are tried together
_MOST_DIGITS = 19  # of a number, with a year's behind it
_FEW = 2  # digits behind a mark that are no part of the number before it
_COUNTED = 4  # digits behind a number that belong to what they count: a year's
_MENDED = 2  # words with which somebody still mends a number's end: no, it's four


@dataclass(frozen=True)
class Whole:
    """A whole number, where it was first ``begun`` (before a correction), and where it stands in the text."""

    digits: str
    begun: int
    start: int
    end: int


def whole_numbers(text: str, pack: Pack) -> Iterator[Whole]:
    """The whole numbers in a plain text, in order."""
    for run in runs(text, pack):
        yield from _in_run(run, text, pack)


def _in_run(run: list[Token], text: str, pack: Pack) -> Iterator[Whole]:
    """The numbers in a run, each of as many pieces of it as make one: "84, tel. 010 5560 2271"."""
    pieces = _pieces(run)
    lang = language(pack.tag)
    counted, fillers = lang.counted, lang.any_of((*pack.words.fillers, *lang.links))
    first = 0
    while first < len(pieces):
        for last in range(min(len(pieces), first + _MOST_PIECES) - 1, first - 1, -1):
            start, end = pieces[first][0], pieces[last][1]
            tried = run[start:end]
            said = sum(len(token.value) for token in tried if token.kind == "digit")
            most = _MOST_DIGITS * (3 if any(token.kind in CORRECTIONS for token in tried) else 1)
            if said > most or _parts_a_whole(run, pieces[first : last + 1], fillers, pack):
                continue
            number = _number(tried, pack)
            if not number and counted.match(text, tried[-1].end):  # "... 0046, 三单元", "... 0046, 1958年"
                for few in range(1, _COUNTED + 1):
                    if number := _number(tried[:-few], pack):
                        tried = tried[:-few]
                        break
            before = text[max(0, run[start].start - 40) : run[start].start]
            if number and (len(number) >= 10 or _plain_digits(tried) or is_called(before, pack)):
                corrected = any(t.kind in CORRECTIONS for t in run[:start])
                begun = run[0 if corrected else start].start
                yield Whole(number, begun, tried[0].start, tried[-1].end)
                first = last
                break
        first += 1


def _parts_a_whole(
    run: list[Token], pieces: list[tuple[int, int]], fillers: re.Pattern[str], pack: Pack
) -> bool:
    """Whether words stand between the pieces, and what is on one side of them is a whole number by itself:
    "... oh one seven three, no water in the pipe four days now"."""
    start, end = pieces[0][0], pieces[-1][1]
    for (_, before), (after, _) in pairwise(pieces):
        gap = [t.value for t in run[before:after] if t.kind == "word" and not fillers.fullmatch(t.value)]
        words = sum(any(map(str.isalnum, word)) for word in gap)
        corrected = any(t.kind in CORRECTIONS for t in run[start:after])
        parted = words > (_MENDED if corrected else 0)
        few = sum(len(t.value) for t in run[after:end] if t.kind == "digit") <= _FEW
        if (parted or (few and len(gap) > words)) and _number(run[start:before], pack):
            return True
        if parted and _number(run[after:end], pack):
            return True
    return False


def _pieces(run: list[Token]) -> list[tuple[int, int]]:
    """Where in a run digits stand with nothing between them but digits and corrections."""
    found: list[tuple[int, int]] = []
    start = None
    for n, token in enumerate(run):
        loose = token.kind in ("word", "sound")
        if start is None and token.kind in ("digit", "repeat"):
            start = n
        elif start is not None and loose:
            found.append((start, n))
            start = None
    return [*found, (start, len(run))] if start is not None else found


def _number(run: list[Token], pack: Pack) -> str:
    """The run as a whole number: as said, or with what only sounds like a digit left out or believed."""
    for way in (tens_and_ones(run), run):
        without = doubted(way)
        for tried in (without, believed(way), [t for t in without if t.kind != "zeros"]):
            number = settle(tried, pack.phone.valid)
            if pack.phone.valid(number):
                return pack.phone.national(number)
    return ""


def _plain_digits(run: list[Token]) -> bool:
    return all(t.kind in ("digit", "repeat", *CORRECTIONS) for t in run)


def runs(text: str, pack: Pack) -> list[list[Token]]:
    """Stretches of digits, with corrections and at most two other words (one of three characters) between."""
    lang = language(pack.tag)
    fillers = lang.any_of(pack.words.fillers)
    runs: list[list[Token]] = []
    run: list[Token] = []
    gap: list[Token] = []
    for token in [*tokens(text, pack), Token("end", "", len(text), len(text))]:
        if token.kind in ("digit", "repeat") or (token.kind == "zeros" and run and not gap):
            run += [*(gap if run else (t for t in gap[-1:] if t.kind in DENIALS)), token]
            gap = []
        elif token.kind != "end":
            gap.append(token)
            if not run:
                continue
            said = text[gap[0].start : token.end]
            loose = [t for t in gap if t.kind in ("word", "sound", "zeros")]
            left = fillers.sub("", said) if loose else ""
            corrected = any(t.kind in CORRECTIONS for t in gap)
            limit = lang.gap_corrected if corrected else lang.gap
            if lang.size(left) > limit and left.strip() not in ("", *lang.links):
                runs.append(run)
                run, gap = [], []
        elif run:
            runs.append(run)
    return runs
