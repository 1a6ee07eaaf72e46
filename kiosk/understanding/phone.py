"""Phone numbers as they are spoken in a request, among other numbers, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.languages import Said, as_said, language
from kiosk.packs import Pack
from kiosk.understanding.digits import CORRECTIONS, Token, believed, doubted, settle, tokens
from kiosk.understanding.whose import Whose, is_called, whose

_AROUND = 90  # characters before and after a number that tell whose it is
_MOST_PIECES = 12  # pieces of a run that are tried together
_FEW = 2  # digits behind a mark that are no part of the number before it
_MENDED = 2  # words with which somebody still mends a number's end: no, it's four


@dataclass(frozen=True)
class Number:
    """A phone number in a request, and where it stands in the plain text: first character, one past it."""

    digits: str
    start: int
    end: int
    whose: Whose


def find(text: str | Said, pack: Pack) -> str:
    """The phone number that is said to be the resident's own; empty where none is."""
    return own(numbers(text, pack))


def own(found: Sequence[Number]) -> str:
    """Of the numbers of a request the resident's own, the last of them; empty where none is."""
    return next((n.digits for n in reversed(found) if n.whose is Whose.OWN), "")


def offered(found: Sequence[Number]) -> str:
    """A number that may be the resident's, though they did not say so; empty where their own was said."""
    perhaps = (n.digits for n in reversed(found) if n.whose is Whose.PERHAPS)
    return "" if own(found) else next(perhaps, "")


def numbers(text: str | Said, pack: Pack) -> tuple[Number, ...]:
    """Every whole phone number of a request, in order; where they stand is counted in ``Said.clauses``."""
    spoken = as_said(text, pack.tag).clauses
    found: list[Number] = []
    for run in _runs(spoken, pack):
        for digits, said_from, start, end in _whole(run, spoken, pack):
            before = spoken[max(0, said_from - _AROUND, found[-1].end if found else 0) : said_from]
            found.append(Number(digits, start, end, whose(before, spoken[end : end + _AROUND], pack)))
    return tuple(found)


def _whole(run: list[Token], spoken: str, pack: Pack) -> Iterator[tuple[str, int, int, int]]:
    """The numbers in a run, each of as many pieces of it as make one: "84, tel. 010 5560 2271".

    A number with where it was first begun (before a correction), where it stands, and where it ends.
    """
    pieces = _pieces(run)
    lang = language(pack.tag)
    counted, fillers = lang.counted, lang.any_of((*pack.words.fillers, *lang.links))
    first = 0
    while first < len(pieces):
        for last in range(min(len(pieces), first + _MOST_PIECES) - 1, first - 1, -1):
            start, end = pieces[first][0], pieces[last][1]
            if _parts_a_whole(run, pieces[first : last + 1], fillers, pack):
                continue
            tried = run[start:end]
            number = _number(tried, pack)
            if not number and tried[-1].kind == "digit" and counted.match(spoken, tried[-1].end):
                tried = tried[:-1]  # "... 0046, 三单元": the three belongs to what it counts
                number = _number(tried, pack)
            before = spoken[max(0, run[start].start - 40) : run[start].start]
            if number and (len(number) >= 10 or _plain_digits(tried) or is_called(before, pack)):
                corrected = any(t.kind in CORRECTIONS for t in run[:start])
                yield number, run[0 if corrected else start].start, tried[0].start, tried[-1].end
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
    without = doubted(run)
    for tried in (without, believed(run), [t for t in without if t.kind != "zeros"]):
        number = settle(tried, pack.phone.valid)
        if pack.phone.valid(number):
            return pack.phone.national(number)
    return ""


def _plain_digits(run: list[Token]) -> bool:
    return all(t.kind in ("digit", "repeat", *CORRECTIONS) for t in run)


def _runs(text: str, pack: Pack) -> list[list[Token]]:
    """Stretches of digits, with corrections and at most two other words (one of three characters) between."""
    lang = language(pack.tag)
    fillers = lang.any_of(pack.words.fillers)
    runs: list[list[Token]] = []
    run: list[Token] = []
    gap: list[Token] = []
    for token in [*tokens(text, pack), Token("end", "", len(text), len(text))]:
        if token.kind in ("digit", "repeat") or (token.kind == "zeros" and run and not gap):
            run += [*gap, token]
            gap = []
        elif run and token.kind != "end":
            gap.append(token)
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
