"""English numbers in words: cardinals, ordinals, years, decimals, and digits one by one."""

from __future__ import annotations

from numerals.groups import groups

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
_ONES += ["twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_ORDINALS |= {"nine": "ninth", "twelve": "twelfth"}


def cardinal(number: int) -> str:
    """105 as "one hundred and five"; without hyphens, which some engines read."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f" {_ONES[number % 10]}" if number % 10 else "")
    if number < 1_000:
        rest = number % 100
        return f"{_ONES[number // 100]} hundred" + (f" and {cardinal(rest)}" if rest else "")
    for scale, name in SCALES:
        if number >= scale:
            rest = number % scale
            joint = " and " if 0 < rest < 100 else " "
            return f"{cardinal(number // scale)} {name}" + (joint + cardinal(rest) if rest else "")
    raise AssertionError(number)


def ordinal(number: int) -> str:
    """21 as "twenty first"."""
    head, _, last = cardinal(number).rpartition(" ")
    last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return f"{head} {last}".strip()


def decimal(whole: str, rest: str | None) -> str:
    """Digits before and after the point: "3", "05" as "three point zero five"."""
    said = cardinal(int(whole)) if len(whole) < 13 else digit_by_digit(whole)
    return f"{said} point {digit_by_digit(rest)}" if rest else said


def year(digits: str) -> str:
    """1905 as "nineteen oh five", 2005 as "two thousand and five", 2026 as "twenty twenty six"."""
    century, rest = int(digits[:2]), int(digits[2:])
    if century % 10 == 0 and rest < 10:
        return cardinal(int(digits))
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def short(digits: str) -> str:
    """A room's or a bus's number: 23 as a number, 501 as "five oh one"."""
    if len(digits) < 3:
        return cardinal(int(digits))
    return digit_by_digit(digits).replace("zero", "oh")


def digit_by_digit(digits: str) -> str:
    """402 as "four zero two"."""
    return " ".join(_ONES[int(digit)] for digit in digits)


def dictated(digits: str) -> str:
    """A number to be written down: digit by digit, in groups of three or four with a breath between."""
    return ", ".join(digit_by_digit(group) for group in groups(digits))
