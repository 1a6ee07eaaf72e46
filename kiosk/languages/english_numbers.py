"""English numbers for the eye: "unit three" as Unit 3; the words as heard are kept elsewhere."""

from __future__ import annotations

import re

_ONES = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: n * 10
    for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_WORD = rf"(?:{'|'.join([*_TENS, *sorted(_ONES, key=len, reverse=True)])})"
_NUMBER = rf"{_WORD}(?:[ -](?:hundred|thousand|and|{_WORD}))*"
_NAMED = re.compile(
    rf"\b(unit|building|block|flat|room|apartment|house|number|floor|platform|bus)\s+({_NUMBER})\b", re.I
)
_WITH_UNIT = re.compile(
    rf"\b({_NUMBER}(?: hundred| thousand)?)(?=\s+(?:degrees?|pounds?|dollars?|euros?|kilos?|grams?|"
    rf"miles?|metres?|meters?|"
    r"years? old|o'clock|a m|p m|am|pm|percent|per cent|hundred|litres?|square)\b)",
    re.I,
)
_BIG = re.compile(
    rf"\b({_WORD}(?:[ -](?:hundred|thousand|and|{_WORD}))*[ -](?:hundred|"
    rf"thousand)(?: (?:and )?{_NUMBER})?|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?)\b",
    re.I,
)
_I = re.compile(r"\bi(?=\b|')")


def as_digits(text: str) -> str:
    """Number words as digits where a unit or a name stands by them or they are large; "i" as I."""
    text = _NAMED.sub(
        lambda m: f"{m[1] if m[1] in ('number', 'floor', 'bus') else m[1].capitalize()} {_value(m[2])}",
        text,
    )
    text = _WITH_UNIT.sub(lambda m: _value(m[1]), text)
    text = _BIG.sub(lambda m: _value(m[1]), text)
    return _I.sub("I", text)


def _value(words: str) -> str:
    """Number words as digits: values add up ("eighty four"), digits in a row are spelt ("five oh two")."""
    parts = re.split(r"[ -]", words.lower())
    if len(parts) > 1 and all(p in _ONES and _ONES[p] < 10 for p in parts):
        return "".join(str(_ONES[p]) for p in parts)
    total = part = 0
    for word in parts:
        if word in _ONES:
            part += _ONES[word]
        elif word in _TENS:
            part += _TENS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word == "thousand":
            total, part = total + (part or 1) * 1000, 0
        elif word != "and":
            return words
    return str(total + part)
