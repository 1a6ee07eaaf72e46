"""Mandarin as it is written to Mandarin as it is spoken: hanzi, marks, and pinyin beside what has no hanzi.

Room and bus numbers are read digit by digit (501室 as 五零一), house numbers as numbers; a number to be
written down has 幺 for 1.
"""

from __future__ import annotations

import re

from numerals.mandarin import BREATH, cardinal, dictated, digit_by_digit
from speech.sayas.latin import pinyin_of
from speech.sayas.mandarin_measures import COUNTED, DASH, DATES, MEASURES, NUMBER, UNITS, value
from speech.sayas.ruby import marked, outside
from speech.sayas.rules import Rule, rule

_PAID = "花交收欠赔付罚借骗退存取涨扣共"  # before an amount
_MANY = r"[人户个元块万平米㎡年月天次度多几%]"
_HALF_WIDTH = {n: chr(n - 0xFEE0) for n in range(0xFF10, 0xFF5B) if chr(n).isalnum()}
_HALF_WIDTH |= {ord("～"): "~", ord("％"): "%", ord("￥"): "¥", ord("－"): "-", ord("−"): "-", ord("．"): "."}
_HALF_WIDTH |= {first + n: str(n + 1) for first in (0x2160, 0x2460) for n in range(12)}  # Ⅱ单元, ①
_CALL = r"(?:打|拨|呼叫|呼|热线|电话|急救|火警|报警|匪警|查询|客服|手机)"
_CODE = r"(?:尾号|末[三四]位|卡号|编号|单号|工号|证号|账号|号码|密码|验证码|取件码|邮编|车牌)"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
# A number before one of these is an amount, not one to be dialled.
_AMOUNT = (
    r"(?:\s?[元块人户个天次度米年月条万名只斤吨套间岁份棵盏辆平公分毛角位路号页楼多几%‰㎡℃°a-zA-Z]|[.,]\d)"
)


def spoken(text: str) -> str:
    """``text`` with its numbers, signs and Latin letters as they are said."""
    text = _CLOSED.sub("", text.translate(_HALF_WIDTH))
    for one in _RULES:
        text = outside(text, one.apply)
    return text


_CLOSED = re.compile(r"(?<=[\d%])\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+(?=\d)")


def _grouped(found: re.Match[str]) -> str:
    plus = "加" if found[0].startswith("+") else ""
    return plus + BREATH.join(dictated(group) for group in re.split(r"[- ]", found[0].lstrip("+")))


def _three_parts(found: re.Match[str]) -> str:
    return f"{cardinal(int(found[1]))}杠{cardinal(int(found[2]))}杠{digit_by_digit(found[3])}"


def _two_parts(found: re.Match[str]) -> str:
    return f"{cardinal(int(found[1]))}杠{digit_by_digit(found[2])}"


def _bus(found: re.Match[str]) -> str:
    number = found[1]
    return cardinal(int(number)) if number.endswith("00") else digit_by_digit(number, "幺")


def _number(found: re.Match[str]) -> str:
    whole = found["whole"].replace(",", "")
    return dictated(whole) if len(whole) > 1 and whole[0] == "0" and not found["rest"] else value(found)


_DICTATED = [
    rule(r"(?<![\d.])\d(?: +\d)+(?![\d.]*\d)", lambda found: dictated(found[0].replace(" ", ""))),
    rule(
        r"(?<![\d.])(?:0\d{2,3}[- ]\d{7,8}|(?:\+\d{1,3}[- ])?\d{3,5}(?:[- ]\d{3,4}){2,3}"
        rf"|\d{{3,4}} \d{{4}}(?!{_AMOUNT}))(?!\d)",
        _grouped,
    ),
    rule(rf"({_CODE}[是为]?[：:]?\s?)(\d{{3,}})(?!\d)", lambda found: found[1] + dictated(found[2])),
    rule(rf"({_CALL}[：:]?\s?)(\d{{3,6}})(?!\d|{_AMOUNT})", lambda found: found[1] + dictated(found[2])),
    rule(r"(?<!\d)(1\d\d|[19]\d{4})(?=\s?(?:热线|电话|报警|急救))", lambda found: dictated(found[1])),
    rule(r"^\s*(1[12]\d)(?=\s*[。！]?$)", lambda found: dictated(found[1])),
    rule(r"(?<![\d.,¥$£€])\d{9,}(?!\d|[.,]\d|[元块])", lambda found: dictated(found[0])),
    rule(
        r"(?<!\d)(?:110|119|120|122)(?:[、和或](?:110|119|120|122))+(?!\d)",
        lambda found: re.sub(r"\d+", lambda number: dictated(number[0]), found[0]),
    ),
    rule(
        rf"(?<![\d.,¥$£€])(?<![{_PAID}])(?<![{_PAID}]了)(?!\d+000(?!\d))\d{{5,}}(?!\d|{_AMOUNT})",
        lambda found: dictated(found[0]),
    ),
]
_ADDRESSES = [
    rule(r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{3,4})(?!\d)", _three_parts),
    rule(rf"(?<![\d-])(\d{{1,2}})-(\d{{3,4}})(?!\d|{_AMOUNT})", _two_parts),
    rule(rf"(?<!\d)(\d{{3,4}}){DASH}(?=\d{{3,4}}[室房])", lambda found: f"{digit_by_digit(found[1])}到"),
    rule(rf"(?<=[A-Z])-?(\d{{3,4}})(?!\d|{_AMOUNT})", lambda found: digit_by_digit(found[1], "幺")),
    rule(r"(?<=\d)#", "号"),
    rule(r"N[oO]\.?\s?(\d+)", r"\1号"),
    rule(r"(?<!\d)(\d{3,4})(?=\s?[室房])", lambda found: digit_by_digit(found[1])),
    rule(rf"(?<=[座栋幢元])(\d{{3,4}})(?!\d|{_MANY})", lambda found: digit_by_digit(found[1])),
    rule(rf"(?<=号楼)(\d{{3,4}})(?!\d|{_MANY})", lambda found: digit_by_digit(found[1])),
    rule(r"(?<!\d)(\d{3})(?=路(?![灯口面人程]))", _bus),
]
_REST = [
    rule(
        rf"(?<=\d){DASH}(?=-?\d)|(?<=[年月日号点楼层])\s?[-~–—]\s?(?=[\d零一二三四五六七八九十百]+[年月日号点楼层])",
        "到",
    ),
    rule(r"(?<![\dA-Za-z年月日号点楼层元座栋幢室期])-(?=\d)", "负"),
    rule(r"(?<=\d)\s?[×xX*]\s?(?=\d)", "乘"),
    rule(r"(?<=\d)\s?[:：]\s?(?=\d)", "比"),
    rule(r"(?<=\d米)(\d\d)(?!\d)", lambda found: digit_by_digit(found[1])),
    rule(r"(?<=\d)[kw](?![A-Za-z])", lambda found: {"k": "千", "w": "万"}[found[0]]),
    rule(r"(?<![A-Za-z])[IVX]+(?=单元|期|级|型|区)", lambda found: str(_ROMAN.get(found[0], found[0]))),
    rule(rf"(?<![\d.点第十百千万])2(?=到\d+{COUNTED})(?!月|号|日)", "两"),
    rule(rf"(?<![\d.点第十百千万])2(?=\s?{COUNTED})(?!月|号|日)", "两"),
    *UNITS,
    rule(rf"(?<!\d){NUMBER}", _number),
    rule(r"负(?=[零一二三四五六七八九十百点]+(?:到负?[零一二三四五六七八九十百点]+)?摄氏度)", "零下"),
    rule(r"(?<=[\u4e00-\u9fff])&(?=[\u4e00-\u9fff])", "和"),
    rule(r"\+", "加"),
    rule(r"[A-Za-z]+(?:[-'][A-Za-z]+)*", lambda found: marked(found[0], pinyin_of(found[0]))),
]
_RULES: list[Rule] = [*_DICTATED, *DATES, *MEASURES, *_ADDRESSES, *_REST]
