"""Mandarin as it is written to Mandarin as it is spoken: hanzi, marks, and pinyin beside what has no hanzi.

Room and bus numbers are read digit by digit (501室 as 五零一), house numbers as numbers; a number to be
written down has 幺 for 1.
"""

from __future__ import annotations

import re

from speech.sayas.latin import pinyin_of
from speech.sayas.mandarin_measures import COUNTED, DASH, DATES, MEASURES, NUMBER, UNITS, value
from speech.sayas.mandarin_numbers import BREATH, cardinal, dictated, digit_by_digit
from speech.sayas.ruby import marked, outside
from speech.sayas.rules import Rule, rule

_HALF_WIDTH = {n: chr(n - 0xFEE0) for n in range(0xFF10, 0xFF5B) if chr(n).isalnum()}
_HALF_WIDTH |= {ord("～"): "~", ord("％"): "%", ord("￥"): "¥", ord("－"): "-", ord("．"): "."}
_CALL = r"(?:打|拨|呼叫|呼|热线|电话|急救|火警|报警|匪警|查询|客服|手机)"
# A number before one of these is an amount, not one to be dialled.
_AMOUNT = (
    r"(?:\s?[元块人户个天次度米年月条万名只斤吨套间岁份棵盏辆平公分毛角位路号页楼多几%‰㎡℃°a-zA-Z]|[.,]\d)"
)


def spoken(text: str) -> str:
    """``text`` with its numbers, signs and Latin letters as they are said."""
    text = text.translate(_HALF_WIDTH)
    for one in _RULES:
        text = outside(text, one.apply)
    return text


def _grouped(found: re.Match[str]) -> str:
    return BREATH.join(dictated(group) for group in re.split(r"[- ]", found[1]))


def _three_parts(found: re.Match[str]) -> str:
    return f"{cardinal(int(found[1]))}杠{cardinal(int(found[2]))}杠{digit_by_digit(found[3])}"


def _bus(found: re.Match[str]) -> str:
    number = found[1]
    return cardinal(int(number)) if number.endswith("00") else digit_by_digit(number, "幺")


def _number(found: re.Match[str]) -> str:
    whole = found["whole"].replace(",", "")
    return dictated(whole) if len(whole) > 1 and whole[0] == "0" and not found["rest"] else value(found)


_DICTATED = [
    rule(r"(?<![\d.])\d(?: +\d)+(?![\d.]*\d)", lambda found: dictated(found[0].replace(" ", ""))),
    rule(r"(?<!\d)(0\d{2,3}[- ]\d{7,8}|[48]00-\d{3}-\d{4}|1[3-9]\d-\d{4}-\d{4})(?!\d)", _grouped),
    rule(rf"({_CALL}[：:]?\s?)(\d{{3,6}})(?!\d|{_AMOUNT})", lambda found: found[1] + dictated(found[2])),
    rule(r"(?<!\d)(1\d\d|[19]\d{4})(?=\s?(?:热线|电话|报警|急救))", lambda found: dictated(found[1])),
    rule(r"^\s*(1[12]\d)(?=\s*[。！]?$)", lambda found: dictated(found[1])),
    rule(rf"(?<![\d.,¥$£€])\d{{5,}}(?!\d|{_AMOUNT})", lambda found: dictated(found[0])),
]
_ADDRESSES = [
    rule(r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{3,4})(?!\d)", _three_parts),
    rule(r"(?<!\d)(\d{3,4})(?=\s?[室房])", lambda found: digit_by_digit(found[1])),
    rule(r"(?<=[座栋幢元])\s?(\d{3,4})(?=号|$|[，。、；！？\s的])", lambda found: digit_by_digit(found[1])),
    rule(r"(?<=号楼)\s?(\d{3,4})(?![\d人户])", lambda found: digit_by_digit(found[1])),
    rule(r"(?<!\d)(\d{3})(?=路(?![灯口面人程]))", _bus),
]
_REST = [
    rule(rf"(?<=\d){DASH}(?=\d)", "到"),
    rule(r"(?<![\d\w])-(?=\d)", "负"),
    rule(rf"(?<![\d.点第十百千万])2(?=\s?{COUNTED})(?!月|号|日)", "两"),
    *UNITS,
    rule(rf"(?<!\d){NUMBER}", _number),
    rule(r"负(?=[零一二三四五六七八九十百]+摄氏度)", "零下"),
    rule(r"(?<=[\u4e00-\u9fff])&(?=[\u4e00-\u9fff])", "和"),
    rule(r"\+", "加"),
    rule(r"[A-Za-z]+(?:[-'][A-Za-z]+)*", lambda found: marked(found[0], pinyin_of(found[0]))),
]
_RULES: list[Rule] = [*_DICTATED, *DATES, *MEASURES, *_ADDRESSES, *_REST]
