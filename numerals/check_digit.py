"""The check digit at the end of a number: H. M. Damm's ("Totally anti-symmetric quasigroups", 2004).

It catches every wrong digit and every swap of neighbours. Verhoeff's code does the same with three tables
and a position to track; Luhn's, of bank cards, misses 09 for 90; a sum modulo 11 needs an X.
"""

from __future__ import annotations

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """The check digit of ``digits``; of digits that end in theirs it is ``0``."""
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim
