"""Mandarin number words read back: 一千零八十八 as 1088, 幺三八 as 138 digit by digit."""

from __future__ import annotations

from numerals.mandarin import DIGITS, cardinal

NUMERALS = "零〇一二三四五六七八九十百千万亿两幺"
_DIGIT = {c: n for n, c in enumerate(DIGITS)} | {"〇": 0, "两": 2, "幺": 1}
_PLACE = {"十": 10, "百": 100, "千": 1_000}
_SCALE = {"万": 10_000, "亿": 100_000_000}
_ALIKE = str.maketrans("两〇", "二零")


def value(words: str) -> int | None:
    """The number that the words are, None where they are none.

    一百二 is 120 and 两千五 2500; 三五百, 两三 and 十五六 are no number, and 百 alone is none.
    What :func:`cardinal` says of the number must be the words again.
    """
    total = section = digit = 0
    place = 1  # of the last digit that had one: what follows it alone has a tenth of it
    for c in words:
        if c in _DIGIT:
            digit, place = _DIGIT[c], 1 if c in "零〇" else place
        elif c in _PLACE:
            section, digit, place = section + (digit or 1) * _PLACE[c], 0, _PLACE[c]
        elif c in _SCALE:
            below = 0 if c == "亿" else total // _SCALE["亿"] * _SCALE["亿"]
            total, place = below + (total - below + section + digit) * _SCALE[c], _SCALE[c]
            section = digit = 0
        else:
            return None
    for number in (total + section + digit, total + section + digit * place // 10):
        said = cardinal(number).translate(_ALIKE)
        if words.translate(_ALIKE).removeprefix("一" if words.startswith("一十") else "") in (
            said,
            said[:-1] if place >= 100 and digit else said,
        ):
            return number
    return None


def digits(words: str) -> str:
    """The words one by one, where each is a digit; empty where one is not (十, 百)."""
    return "".join(str(_DIGIT[c]) for c in words) if set(words) <= _DIGIT.keys() else ""
