"""Phone numbers as they are spoken in a request, among other numbers, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from kiosk.languages import Said, as_said, language
from kiosk.packs import Pack
from kiosk.understanding.digits import Token, between_digits, settle, tokens

_AROUND = 90  # characters before and after a number that tell whose it is
_MOST_PIECES = 12  # pieces of a run that are tried together
_FEW = 2
"""Digits, and words before them, with which somebody still mends a number's end: no, it's four."""


class Whose(Enum):
    """Whose number it is, as it was said."""

    OWN = "the resident's"
    PERHAPS = "not said: it may be the resident's"
    OTHERS = "another's, or no phone's"


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
            whose = _whose(before, spoken[end : end + _AROUND], pack)
            found.append(Number(digits, start, end, whose))
    return tuple(found)


def _whose(before: str, after: str, pack: Pack) -> Whose:
    """Whose the number between two stretches of plain text is."""
    phones, lang = pack.phone, language(pack.tag)
    before, after = before.rstrip(), after.lstrip()
    mine = _any(phones.own, True).search(before)
    if mine and _said(phones.quoted, before[: mine.start()].rstrip(), at_end=True):
        return Whose.OTHERS
    if mine or _said(phones.own_after, after, at_start=True):
        return Whose.OWN
    near = before[-lang.reach.before :]
    if _said(phones.things, before, at_end=True) or _said(phones.others_after, after, at_start=True):
        return Whose.OTHERS
    if _said(phones.others, near):
        return Whose.OTHERS
    if _said(phones.perhaps_own, before, at_end=True):
        return Whose.OWN
    spare = lang.size(after) <= 2 * lang.gap or not before
    return Whose.PERHAPS if spare or phones.is_called(near) else Whose.OTHERS


def _said(patterns: tuple[str, ...], text: str, *, at_start: bool = False, at_end: bool = False) -> bool:
    found = _any(patterns, at_end)
    return (found.match(text) if at_start else found.search(text)) is not None


@lru_cache(maxsize=64)
def _any(patterns: tuple[str, ...], at_end: bool) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(patterns) or '(?!)'}){'$' if at_end else ''}")


def _whole(run: list[Token], spoken: str, pack: Pack) -> Iterator[tuple[str, int, int, int]]:
    """The numbers in a run, each of as many pieces of it as make one: "84, tel. 010 5560 2271".

    A number with where it was first begun (before a correction), where it stands, and where it ends.
    """
    pieces = _pieces(run)
    counted = language(pack.tag).counted
    first = 0
    while first < len(pieces):
        for last in range(min(len(pieces), first + _MOST_PIECES) - 1, first - 1, -1):
            start, end = pieces[first][0], pieces[last][1]
            if last > first and _goes_on(run, pieces[first], pieces[last - 1], pieces[last], pack):
                continue
            tried = run[start:end]
            number = _number(tried, pack)
            if not number and tried[-1].kind == "digit" and counted.match(spoken, tried[-1].end):
                tried = tried[:-1]  # "... 0046, 三单元": the three belongs to what it counts
                number = _number(tried, pack)
            before = spoken[max(0, run[start].start - 40) : run[start].start]
            if number and (len(number) >= 10 or _plain_digits(tried) or pack.phone.is_called(before)):
                corrected = any(t.kind in ("no", "last") for t in run[:start])
                yield number, run[0 if corrected else start].start, tried[0].start, tried[-1].end
                first = last
                break
        first += 1


def _goes_on(
    run: list[Token], first: tuple[int, int], before: tuple[int, int], piece: tuple[int, int], pack: Pack
) -> bool:
    """Whether a digit or two after a whole number and other words are no part of it, whatever stands between:
    "... oh one seven three, no water in the pipe four days now"."""
    words = sum(token.kind == "word" for token in run[before[1] : piece[0]])
    few = piece[1] - piece[0] <= _FEW
    return few and words > _FEW and bool(_number(run[first[0] : before[1]], pack))


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
    sounds = [t for n, t in enumerate(run) if t.kind != "sound" or between_digits(run, n)]
    without = [t for t in run if t.kind != "sound"]
    for tried in (without, sounds, [t for t in without if t.kind != "zeros"]):
        number = settle(tried, pack.phone.valid)
        if pack.phone.valid(number):
            return pack.phone.national(number)
    return ""


def _plain_digits(run: list[Token]) -> bool:
    return all(t.kind in ("digit", "repeat", "no", "last") for t in run)


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
            corrected = any(t.kind in ("no", "last") for t in gap)
            limit = lang.gap_corrected if corrected else lang.gap
            if lang.size(left) > limit and left.strip() not in ("", *lang.links):
                runs.append(run)
                run, gap = [], []
        elif run:
            runs.append(run)
    return runs
