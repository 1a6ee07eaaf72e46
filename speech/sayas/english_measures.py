"""English money, shares and measures."""

from __future__ import annotations

import re

from numerals.english import cardinal, decimal
from speech.sayas.rules import Rule, either, rule

NUMBER = r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<rest>\d+))?"
_SCALES = {"k": "thousand", "m": "million", "bn": "billion"}
_COINS = {"£": ("pound", "pence"), "$": ("dollar", "cents"), "€": ("euro", "cents"), "¥": ("yuan", "fen")}
_UNITS = {
    "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "kg": "kilogram", "g": "gram",
    "ml": "millilitre", "l": "litre", "mph": "mile an hour", "ft": "foot", "in": "inch", "lb": "pound",
    "lbs": "pound", "oz": "ounce", "yd": "yard", "hr": "hour", "hrs": "hour", "min": "minute",
    "mins": "minute", "sec": "second", "secs": "second", "yr": "year", "yrs": "year", "kW": "kilowatt",
    "m²": "square metre", "m2": "square metre", "sqm": "square metre", "sq m": "square metre",
    "sq ft": "square foot", "km²": "square kilometre", "m³": "cubic metre",
}  # fmt: skip
_PLURAL = {"mile an hour": "miles an hour", "foot": "feet", "inch": "inches", "square foot": "square feet"}
_FRACTIONS = {
    "1/2": "a half",
    "1/3": "one third",
    "2/3": "two thirds",
    "1/4": "a quarter",
    "3/4": "three quarters",
}
_FRACTIONS |= {"½": "a half", "¼": "a quarter", "¾": "three quarters"}


def _value(found: re.Match[str]) -> str:
    return decimal(found["whole"].replace(",", ""), found["rest"])


def _money(found: re.Match[str]) -> str:
    whole, rest = found["whole"].replace(",", ""), found["rest"]
    name, small = _COINS[found["coin"]]
    plural = name if name == "yuan" else f"{name}s"
    if scale := found["scale"] or _SCALES.get(found["short"]):
        return f"{_value(found)} {scale} {plural}"
    cents = int((rest or "").ljust(2, "0")[:2])
    if cents and not int(whole) and name != "yuan":
        return f"{cardinal(cents)} {small}"
    said = f"{cardinal(int(whole))} {name if int(whole) == 1 else plural}"
    return f"{said} {cardinal(cents)}" if cents else said


def _measure(found: re.Match[str]) -> str:
    name = _UNITS[re.sub(r"\s+", " ", found["unit"])]
    if found["whole"] == "1" and not found["rest"]:
        return f"one {name}"
    return f"{_value(found)} {_PLURAL.get(name, name + 's')}"


def _fraction(found: re.Match[str]) -> str:
    one, of = int(found[1]), int(found[2])
    return _FRACTIONS.get(found[0]) or f"{cardinal(one)} out of {cardinal(of)}"


MEASURES: list[Rule] = [
    rule(rf"(\d%?)\s?[-–—]\s?(?=[\d.]+\s?(?:%|{either(_UNITS)}(?!\w)))", r"\1 to "),
    rule(r"\b(\d+)st\b(?<!1st)|\b(\d*11)st\b", lambda found: f"{cardinal(int(found[1] or found[2]))} stone"),
    rule(
        r"\b(\d)'\s?(\d{1,2})\b[\"”]?",
        lambda found: f"{cardinal(int(found[1]))} foot {cardinal(int(found[2]))}",
    ),
    rule(r"\b50/50\b", "fifty fifty"),
    rule(r"(\d)\s?[x×]\s?(?=\d)", r"\1 by "),
    rule(r"(?<![\d/])([6-9]\d|[12]\d\d)/(?=(?:[4-9]\d|1[0-3]\d)(?![\d/]))", r"\1 over "),
    rule(r"(?<=\d)\s?(?=[½¼¾])|(?<=\d)\s(?=[13]/[24](?![\d/]))", " and "),
    rule(
        rf"(?P<coin>[£$€¥])\s?{NUMBER}(?:\s?(?P<scale>thousand|million|billion)|(?P<short>k|m|bn)\b)?", _money
    ),
    rule(r"\b(\d+)k\b", lambda found: f"{cardinal(int(found[1]))} thousand"),
    rule(r"\b1p\b", "one penny"),
    rule(r"\b(\d+)p\b", lambda found: f"{cardinal(int(found[1]))} pence"),
    rule(r"(?:(?<![\w/])1/2|½)\s(?:of\s)?(an?)\b", r"half \1"),
    rule(r"(?<![\w/])(\d{1,2})/(\d{1,3})(?![\w/])", _fraction),
    rule(r"[½¼¾]", lambda found: _FRACTIONS[found[0]]),
    rule(rf"{NUMBER}\s?%", lambda found: f"{_value(found)} percent"),
    rule(r"(?<=\d)\s?°\s?[CF]?(?!\w)", " degrees"),
    rule(
        rf"(?<![\w.]){NUMBER}(?!\sin\s(?!wide|long|high|deep|thick|by|x|of)\w)\s?(?P<unit>{either(_UNITS)})(?![\w'])\.?(?=\s|$|[,;!?-])",
        _measure,
    ),
]
