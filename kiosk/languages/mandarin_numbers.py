"""Mandarin numbers for the eye: 十五度 as 15 度; the words as heard are kept elsewhere."""

from __future__ import annotations

import re

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACE = {"十": 10, "百": 100, "千": 1000}
_CN = "[一二三四五六七八九十百千万零〇两]"

# Units after which a number of any size is written in digits, and those where only from ten on
# (一个, 两天, 三回 read better as words).
_UNITS = (
    "度|号楼|号院|号|单元|层楼|层|楼|室|平米|平方米|平方|公里|块钱|块(?![一二三四五六七八九两])|元|岁|"
    "月份|月|日|点半|点钟|点|分钟|年级|路车|路|寸|斤|公斤|户|米|吨|栋|幢"
)
_FROM_TEN = "天|年|个月|个人|个|次|遍|回|里地|只|辆|袋|副|份"
_CN_UNIT = re.compile(rf"(?<![一二三四五六七八九十百千万零〇两第])({_CN}{{1,9}})(?=({_UNITS}|{_FROM_TEN}))")
_CN_YEAR = re.compile(r"([一二三四五六七八九零〇]{4})(?=年)")
_CN_ROOM = re.compile(r"(?<=单元)([一二三四五六七八九零〇两]{3,4})(?![一二三四五六七八九十])")
_SOME = re.compile(
    r"(?:[一二三四五六七八九两][二三四五六七八九两]$|^[一二三四五六七八九两]{2}[十百千万])"
)  # 两三(点), 三五百


def as_digits(text: str) -> str:
    """Where a unit follows, number words as digits with a space around."""
    text = _CN_YEAR.sub(lambda m: f" {_spell(m[1])} ", text)
    text = _CN_ROOM.sub(lambda m: f" {_spell(m[1])} ", text)

    def put(match: re.Match[str]) -> str:
        words, unit = match[1], match[2]
        if _SOME.search(words):
            return words
        value = _spell(words) if len(words) > 1 and not set(words) & set("十百千万") else _value(words)
        small = value is None or (len(value) == 1 and re.fullmatch(_FROM_TEN, unit))
        if (
            value is None
            or small
            or (words in ("一", "万", "千", "百", "十") and unit not in ("号楼", "单元", "号院", "层"))
        ):
            return words
        return f" {value} "

    text = _CN_UNIT.sub(put, text)
    return re.sub(r"(?<=\d)\s+(?=\d)", " ", re.sub(r"\s+", " ", text)).strip()


def _spell(words: str) -> str:
    return "".join(str(_DIGIT[c]) for c in words)


def _value(words: str) -> str | None:
    """一百二 is 120, 两千多 2000: the value of a number word, None where it is none."""
    total = section = digit = last = 0
    for c in words:
        if c in _DIGIT:
            digit = _DIGIT[c]
            if c in "零〇":
                last = 0
        elif c in _PLACE:
            section += (digit or (1 if c == "十" else 0)) * _PLACE[c]
            if not digit and c != "十":
                return None
            digit, last = 0, _PLACE[c]
        elif c == "万":
            total += (section + digit) * 10000
            if not total:
                return None
            section = digit = 0
            last = 10000
        else:
            return None
    return str(total + section + (digit * last // 10 if digit and last >= 100 else digit))
