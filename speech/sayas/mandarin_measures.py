"""Mandarin dates, times of day, money, shares and measures."""

from __future__ import annotations

import re

from numerals.mandarin import cardinal, decimal, digit_by_digit
from speech.sayas.rules import Rule, either, rule

DASH = r"\s?[-~–—至到]\s?"
NUMBER = r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<rest>\d+))?"
_TIME = r"([01]?\d|2[0-4])[:：]([0-5]\d)(?::[0-5]\d)?(?!\d)"
# What is counted: before it 2 is 两. (A number in a row is not counted: 2楼, 2号, 2月, 2单元.)
COUNTED = (
    r"(?:[个人位户家天年周次回遍趟元块点张份只条棵盏台辆间套米斤万千亿袋瓶片口把件桶步站种段名本盒根堆篇门代边所顿颗箱"
    r"包双对圈句项处场排道倍股]|分钟|小时|公里|公斤|平米|平方米|厘米|部(?!分)|层楼|度电|座楼|栋楼)"
)
_UNITS = {
    "km": "公里", "m": "米", "cm": "厘米", "mm": "毫米", "kg": "公斤", "g": "克", "ml": "毫升", "mL": "毫升",
    "L": "升", "㎡": "平方米", "m²": "平方米", "m2": "平方米", "m³": "立方米", "km/h": "公里每小时",
    "h": "小时", "min": "分钟", "°C": "摄氏度", "℃": "摄氏度", "°": "度", "kW": "千瓦", "kWh": "度",
    "W": "瓦", "V": "伏", "t": "吨", "mmHg": "毫米汞柱", "元/月": "元每月", "元/㎡": "元每平方米",
}  # fmt: skip
_SCALES = {"k": "千", "m": "百万"}
_COINS = {"$": "美元", "£": "英镑", "€": "欧元"}


def value(found: re.Match[str]) -> str:
    """The number that NUMBER found, in hanzi."""
    return decimal(found["whole"].replace(",", ""), found["rest"])


def _date(found: re.Match[str]) -> str:
    return f"{digit_by_digit(found[1])}年{cardinal(int(found[2]))}月{cardinal(int(found[3]))}日"


def _clock(hour: str, minute: str) -> str:
    said = ("两" if int(hour) == 2 else cardinal(int(hour))) + "点"
    if int(minute) == 30:
        return said + "半"
    if int(minute):
        return said + ("零" if int(minute) < 10 else "") + cardinal(int(minute)) + "分"
    return said


def _money(found: re.Match[str]) -> str:
    """35.50 as 三十五元五角, 10.05 as 十元零五分."""
    whole, rest = found["whole"].replace(",", ""), (found["rest"] or "").ljust(2, "0")
    if len(rest) > 2:
        return f"{value(found)}元"
    jiao, fen = int(rest[0]), int(rest[1])
    said = f"{'两' if whole == '2' else cardinal(int(whole))}元" if int(whole) or not jiao + fen else ""
    if jiao:
        said += f"{cardinal(jiao)}角"
    elif fen and said:
        said += "零"
    return said + (f"{cardinal(fen)}分" if fen else "")


def _measure(found: re.Match[str]) -> str:
    unit = _UNITS[found["unit"]]
    two = found["whole"] == "2" and not found["rest"] and not unit.endswith("度")
    return ("两" if two else value(found)) + unit


def _from_to_percent(found: re.Match[str]) -> str:
    whole, _, rest = found[3].partition(".")
    return f"百分之{value(found)}到{decimal(whole, rest)}"


DATES: list[Rule] = [
    rule(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", _date),
    rule(
        rf"(?<!\d)(\d{{4}}){DASH}(\d{{4}})(?=年)|(?<!\d)((?:19|20)\d\d){DASH}((?:19|20)\d\d)(?!\d)",
        lambda found: f"{digit_by_digit(found[1] or found[3])}到{digit_by_digit(found[2] or found[4])}",
    ),
    rule(
        r"(?<!\d)(\d{4})(?=年(?![前后来多以内之]))|(?<!\d)\d\d(?=年[初底出生])"
        r"|(?<!\d)[6-9][1-9](?=年(?![前后来多以内之了的]))|(?<!\d)\d[05](?=后(?![来面天退边]))",
        lambda found: digit_by_digit(found[0]),
    ),
    rule(
        rf"{_TIME}{DASH}{_TIME}",
        lambda found: f"{_clock(found[1], found[2])}到{_clock(found[3], found[4])}",
    ),
    rule(_TIME, lambda found: _clock(found[1], found[2])),
]
MEASURES: list[Rule] = [
    rule(rf"¥\s?{NUMBER}(?P<scale>[万亿])", lambda found: f"{value(found)}{found['scale']}元"),
    rule(rf"¥\s?{NUMBER}", _money),
    rule(
        rf"(?P<coin>[$£€])\s?{NUMBER}(?P<scale>[km万亿]?)(?![A-Za-z])",
        lambda found: value(found) + _SCALES.get(found["scale"], found["scale"]) + _COINS[found["coin"]],
    ),
    rule(rf"{NUMBER}{DASH}(\d+(?:\.\d+)?)%", _from_to_percent),
    rule(r"(?<=\d%)\s?[-~–—]\s?(?=\d+(?:\.\d+)?%)", "到"),
    rule(r"(?<![\d.])100\s?%", "百分之百"),
    rule(rf"{NUMBER}\s?%", lambda found: f"百分之{value(found)}"),
    rule(rf"{NUMBER}\s?‰", lambda found: f"千分之{value(found)}"),
    rule(r"(?<![\d/])([6-9]\d|[12]\d\d)/(?=(?:[4-9]\d|1[0-3]\d)(?![\d/]))", r"\1，"),
    rule(
        r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])",
        lambda found: f"{cardinal(int(found[2]))}分之{cardinal(int(found[1]))}",
    ),
]
UNITS: list[Rule] = [rule(rf"(?<!\d){NUMBER}\s?(?P<unit>{either(_UNITS)})(?![a-zA-Z])", _measure)]
