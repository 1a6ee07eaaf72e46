"""Mandarin numbers in hanzi: cardinals, decimals, and digits one by one, with 幺 where they are dictated."""

from __future__ import annotations

from numerals.groups import groups

DIGITS = "零一二三四五六七八九"
BREATH = "，"


def cardinal(number: int) -> str:
    """105 as 一百零五, 15 as 十五, 20000 as 两万."""
    said = _below(number)
    if said.startswith("一十"):
        return said[1:]
    return "两" + said[1:] if said[:1] == "二" and said[1:2] in ("千", "万", "亿") else said


def _below(number: int) -> str:
    for scale, name in ((100_000_000, "亿"), (10_000, "万")):
        if number >= scale:
            rest = number % scale
            return (
                _below(number // scale)
                + name
                + ("零" if 0 < rest < scale // 10 else "")
                + (_below(rest) if rest else "")
            )
    if number < 10:
        return DIGITS[number]
    said, digits = "", str(number)
    for place, digit in zip(("千", "百", "十", "")[-len(digits) :], digits, strict=True):
        if digit != "0":
            said += DIGITS[int(digit)] + place
        elif not said.endswith("零"):
            said += "零"
    return said.rstrip("零")


def decimal(whole: str, rest: str | None) -> str:
    """Digits before and after the point: "3", "05" as 三点零五."""
    said = cardinal(int(whole)) if len(whole) < 13 else digit_by_digit(whole)
    return f"{said}点{digit_by_digit(rest)}" if rest else said


def digit_by_digit(digits: str, one: str = "一") -> str:
    """501 as 五零一; ``one`` is how 1 is said."""
    return "".join(one if digit == "1" else DIGITS[int(digit)] for digit in digits)


def dictated(digits: str) -> str:
    """A number to be written down: 幺 for 1, in groups with a breath between; 12345 is what it is called."""
    if digits == "12345":
        return digit_by_digit(digits)
    return BREATH.join(digit_by_digit(group, "幺") for group in groups(digits))
