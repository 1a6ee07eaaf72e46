"""English dates, days and times of day."""

from __future__ import annotations

import re

from numerals.english import cardinal, ordinal, year
from speech.sayas.english_letters import letters
from speech.sayas.rules import Rule, either, rule

MONTHS = ["January", "February", "March", "April", "May", "June", "July"]
MONTHS += ["August", "September", "October", "November", "December"]
DAYS = {"mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "weds": "Wednesday"}
DAYS |= {"thu": "Thursday", "thur": "Thursday", "thurs": "Thursday", "fri": "Friday", "sat": "Saturday"}
DAYS |= {"sun": "Sunday"}

_MONTH = "|".join(rf"{month}|{month[:4]}\.?|{month[:3]}\.?" for month in MONTHS)
_DAY = either(DAYS)
_DASH = r"\s?[-–—]\s?"
_TIME = r"(\d{1,2})[:.](\d{2})"
_HALF = r"\s?([ap]\.?m\b\.?)"


def _month(name: str) -> str:
    return next(month for month in MONTHS if month[:3].lower() == name[:3].lower())


def _date(day: int, month: str, of_year: str | None) -> str:
    return f"the {ordinal(day)} of {month}" + (f" {year(of_year)}" if of_year else "")


def _iso(found: re.Match[str]) -> str:
    month, day = int(found[2]), int(found[3])
    return _date(day, MONTHS[month - 1], found[1]) if 1 <= month <= 12 and 1 <= day <= 31 else found[0]


def _by_numbers(found: re.Match[str]) -> str:
    """Day, month, year; the other way round where the month would be more than 12."""
    day, month = int(found[1]), int(found[2])
    if month > 12:
        day, month = month, day
    return _date(day, MONTHS[month - 1], found[3]) if 1 <= month <= 12 and 1 <= day <= 31 else found[0]


def _day_first(found: re.Match[str]) -> str:
    return _date(int(found["day"]), _month(found["month"]), found["year"])


def _month_first(found: re.Match[str]) -> str:
    said = f"{_month(found[1])} the {ordinal(int(found[2]))}"
    return f"{said} {year(found[3])}" if found[3] else said


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    """8, 05, "pm" as "eight oh five P M"."""
    said = cardinal(int(hour))
    if minute and int(minute):
        said += f" {'oh ' if int(minute) < 10 else ''}{cardinal(int(minute))}"
    elif not half:
        said += " o'clock"
    return f"{said} {letters(half)}" if half else said


def _from_to(found: re.Match[str]) -> str:
    return f"{_clock(found[1], found[2], None)} to {_clock(found[3], found[4], found[5])}"


def _decade(found: re.Match[str]) -> str:
    if found[2] == "0":
        return f"{cardinal(int(found[1]))} hundreds"
    return year(found[1] + found[2] + "0").removesuffix("y") + "ies"


def _tens(found: re.Match[str]) -> str:
    return cardinal(int(found[1]) * 10).removesuffix("y") + "ies"


DATES: list[Rule] = [
    rule(r"(?<=[ap]m)\s?[-–—]\s?(?=\d)", " to ", re.I),
    rule(
        rf"(?<![\d-])((?:19|20)\d\d){_DASH}((?:19|20)\d\d)(?![\d-])",
        lambda found: f"{year(found[1])} to {year(found[2])}",
    ),
    rule(
        r"(?<![\d-])((?:19|20)\d\d)[-–/](\d\d)(?![\d/-])",
        lambda found: f"{year(found[1])} {cardinal(int(found[2]))}",
    ),
    rule(r"(?<!\d)['’]?([2-9])0s\b", _tens),
    rule(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", _iso),
    rule(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", _by_numbers),
    rule(
        rf"(?:\bthe\s+)?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})(?![a-z])"
        r"(?:,?\s+(?P<year>\d{4})\b)?",
        _day_first,
        re.I,
    ),
    rule(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(\d{{4}})\b)?", _month_first),
    rule(
        rf"\b({_DAY})\.?{_DASH}({_DAY})\b\.?",
        lambda found: f"{DAYS[found[1].lower()]} to {DAYS[found[2].lower()]}",
        re.I,
    ),
    rule(r"\b(Mon|Tues?|Weds?|Thu(?:rs?)?|Fri)\b\.?", lambda found: DAYS[found[1].lower()]),
    rule(r"\b24/7\b", "twenty four seven"),
    rule(rf"\b{_TIME}{_DASH}{_TIME}(?:{_HALF})?", _from_to, re.I),
    rule(
        rf"\b(\d{{1,2}}){_DASH}(\d{{1,2}}){_HALF}",
        lambda found: f"{cardinal(int(found[1]))} to {_clock(found[2], None, found[3])}",
        re.I,
    ),
    rule(rf"\b{_TIME}{_HALF}", lambda found: _clock(found[1], found[2], found[3]), re.I),
    rule(
        r"(?<=\bat )(1?\d|2[0-3])\.([0-5]\d)\b(?!\s?[a-z]*(?:grees|tres|ters|iles)|\.\d|%)",
        lambda found: _clock(found[1], found[2], None),
    ),
    rule(r"\b([01]?\d|2[0-3]):([0-5]\d)\b", lambda found: _clock(found[1], found[2], None)),
    rule(rf"\b(\d{{1,2}}){_HALF}", lambda found: _clock(found[1], None, found[2]), re.I),
    rule(r"\b(1[6-9]|20)(\d)0s\b", _decade),
    rule(
        r"\b(in|since|until|till|by|from|of|before|after|year)\s+(1[6-9]\d\d|20\d\d)\b"
        r"(?![,.]\d|\s*(?:people|pounds|yuan|days|houses))",
        lambda found: f"{found[1]} {year(found[2])}",
        re.I,
    ),
    rule(
        r"(?<![\d,.£$€¥#-])\b(?:1[6-9]\d\d(?=$|[,;!?]|\.(?!\d)|\s(?:and|or|but|to|when|I|we|he|she|they|it)\b)"
        r"|19[1-9]\d(?=\s(?!people|pounds|metres|homes|houses|square|steps)[a-z]))",
        lambda found: year(found[0]),
    ),
]
