"""Phone numbers as they are spoken in a request, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.languages import Said, as_said
from kiosk.packs import Pack
from kiosk.understanding.whole_numbers import whole_numbers
from kiosk.understanding.whose import Whose, whose

_AROUND = 90  # characters before and after a number that tell whose it is


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
    for number in whole_numbers(spoken, pack):
        before = spoken[max(0, number.begun - _AROUND, found[-1].end if found else 0) : number.begun]
        after = spoken[number.end : number.end + _AROUND]
        found.append(Number(number.digits, number.start, number.end, whose(before, after, pack)))
    return tuple(found)
