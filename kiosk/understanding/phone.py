"""Phone numbers as they are spoken in a request, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.languages import Said, as_said
from kiosk.packs import Pack
from kiosk.understanding.whole_numbers import Whole, whole_numbers
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
    return tuple(
        Number(number.digits, number.start, number.end, whose(before, after, number.digits, pack))
        for before, number, after in among_words(text, pack)
    )


def among_words(text: str | Said, pack: Pack) -> Iterator[tuple[str, Whole, str]]:
    """Every whole number of a request, and the plain text around it that tells whose it is."""
    spoken = as_said(text, pack.tag).clauses
    end = 0
    for number in whole_numbers(spoken, pack):
        before = spoken[max(0, number.begun - _AROUND, end) : number.begun]
        end = number.end
        yield before, number, spoken[end : end + _AROUND]
