"""English as it is written to English as it is spoken, for any English voice.

British ways: "one hundred and five", the day before the month, "oh" in times, years and rooms; in dictated
numbers always "zero", which no letter sounds like.
"""

from __future__ import annotations

import re

from numerals.english import cardinal, decimal, dictated, digit_by_digit, ordinal, short
from speech.sayas.english_dates import DATES
from speech.sayas.english_letters import ABBREVIATIONS, LETTERS, SOUNDS, calmed
from speech.sayas.english_measures import MEASURES
from speech.sayas.rules import Rule, rule

_CALL = r"(?:call|ring|dial|phone|telephone|number|text|tel\.?|on|or)"
_CODE = r"(?:PIN|code|policy|meter|ending(?: in| with)?|(?:account|card|ref(?:erence)?)\.?(?: number)?)"
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12}
_COUNTED = r"\s?(?:people|persons|days|weeks|months|years|hours|times|houses|flats|homes|families)"


def spoken(text: str) -> str:
    """``text`` with its numbers, abbreviations and letters in words."""
    text = calmed(text.replace("\u00a0", " ").replace("’", "'"))
    for one in _RULES:
        text = one.apply(text)
    return re.sub(r"\s+", " ", text).strip()


def _grouped(found: re.Match[str], part: int = 1) -> str:
    return ", ".join(dictated(group) for group in re.split(r"[ -]", found[part]))


def _number(found: re.Match[str]) -> str:
    whole = found[1].replace(",", "")
    return digit_by_digit(whole) if len(whole) > 1 and whole[0] == "0" else decimal(whole, found[2])


_DICTATED = [
    rule(r"\((\d{2,5})\)\s?(?=\d)", r"\1 "),
    rule(rf"(\b{_CALL}\s+)(\d{{3}} \d{{3}})(?! ?\d)", lambda found: found[1] + _grouped(found, 2), re.I),
    rule(rf"(\b{_CODE}\s+)(\d{{3,4}})(?!\d)", lambda found: found[1] + digit_by_digit(found[2]), re.I),
    rule(r"\b(\d{3})(?=\s+bus\b)", lambda found: short(found[1])),
    rule(
        r"\b((?:costs?|paid|pay|owe|earn|spent|worth|lost)\s+)(\d{5,})\b",
        lambda found: found[1] + cardinal(int(found[2])),
    ),
    rule(r"(?<![\w.])\d(?: +\d)+(?![\w/])", lambda found: dictated(found[0].replace(" ", ""))),
    rule(r"\+(\d{1,3}(?:[ -]\d{2,5}){1,4})(?!\d)", lambda found: "plus " + _grouped(found)),
    rule(
        r"(?<![\d,.£$€¥-])"
        r"(0\d{1,4}(?:[ -]\d{2,6}){1,3}|\d{3,5}(?:[ -]\d{3,4}){2,3}|\d{3,4} \d{4}|\d{3}-\d{4})"
        rf"(?![\d-]|{_COUNTED})",
        _grouped,
    ),
    rule(r"(?<![\d,.£$€¥#-])(999|911|112|101|111)(?=$|[.!?]$)", lambda found: digit_by_digit(found[1])),
    rule(
        rf"\b({_CALL})\s+(\d{{3}})(?![\d,.:]*\d|{_COUNTED})",
        lambda found: f"{found[1]} {digit_by_digit(found[2])}",
        re.I,
    ),
]
_ADDRESSES = [
    rule(
        r"\b(Room|Rm|Flat|Apt\.?|Bus|Suite|Route|Ward)\s+(\d{3,4})\b",
        lambda found: f"{found[1]} {short(found[2])}",
        re.I,
    ),
    rule(
        r"\b((?:Ward|Block|Phase|Section|Part|Stage|Level|Class|Grade|Type|Unit|World War)\s+)([IVX]{2,5})\b",
        lambda found: found[1] + (cardinal(_ROMAN[found[2]]) if found[2] in _ROMAN else found[2]),
    ),
    rule(
        r"\b([A-Z][a-z]{2,}\s+)(II|III|IV|VI{1,3}|IX)\b",
        lambda found: f"{found[1]}the {ordinal(_ROMAN[found[2]])}",
    ),
    rule(r"\b(?:No|no|nos)\.\s?(?=\d)|\bNo\s(?=\d)|#\s?(?=\d)", "number "),
    rule(r"(\d+\w?\s+[A-Z][a-z']+\s+)St\b\.?", r"\1Street"),
    rule(r"\bSt\.?(?=\s+[A-Z][a-z]+)|\b[Ss]t(?=\s+[a-z]+'s\b)", "Saint"),
    rule(r"\bSt\b\.?", "Street"),
    rule(r"\bDr\.?(?=\s+[A-Z][a-z]+)", "Doctor"),
    rule(r"\bDr\b\.?", "Drive"),
]
_NUMBERS = [
    rule(r"\b(\d+)(?:(?<=1)st|nd|rd|th)\b", lambda found: ordinal(int(found[1]))),
    rule(r"(\d)\s?[-–—:]\s?(?=\d)", r"\1 to "),
    rule(r"(?<!\w)-(?=\d)", "minus "),
    rule(rf"(?<![\d.,])(?!\d+000\b)\d{{5,}}(?![\d.,]*\d|{_COUNTED})", lambda found: dictated(found[0])),
    rule(r"(?<!\d)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?", _number),
]
_RULES: list[Rule] = [
    *_DICTATED,
    *DATES,
    *MEASURES,
    *_ADDRESSES,
    *ABBREVIATIONS,
    *LETTERS,
    *_NUMBERS,
    *SOUNDS,
]
