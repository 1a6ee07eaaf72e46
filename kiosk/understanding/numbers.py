"""Numbers for the eye: 十五度 as 15 度, "unit three" as Unit 3; the words as heard are kept elsewhere."""

from __future__ import annotations

import re

from kiosk.packs import Pack
from kiosk.understanding import phone
from kiosk.understanding.text import close_spaces, is_chinese

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


def for_eye(text: str, pack: Pack, sentence: bool = True) -> str:
    """The text for the eye: word spaces closed (Chinese), numbers in digits, a phone number in groups,
    and in English a capital at the start of a ``sentence``."""
    if is_chinese(pack.tag):
        return _chinese(text, pack)
    if pack.tag.split("-")[0] == "en":
        return _english(text, pack, sentence)
    return " ".join(text.split())


def _chinese(text: str, pack: Pack) -> str:
    text = close_spaces(text)
    if re.search(r"[^\w\s]", text) is None:
        found = phone.span(text, pack)
        if found:
            number, start, end = found
            return f"{_cn(text[:start])} {phone.group(number, pack.tag)} {_cn(text[end:])}".strip()
    return _cn(text)


def _cn(text: str) -> str:
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
_EN = rf"(?:{'|'.join([*_TENS, *sorted(_ONES, key=len, reverse=True)])})"
_EN_NUMBER = rf"{_EN}(?:[ -](?:hundred|thousand|and|{_EN}))*"
_NAMED = re.compile(
    rf"\b(unit|building|block|flat|room|apartment|house|number|floor|platform|bus)\s+({_EN_NUMBER})\b", re.I
)
_WITH_UNIT = re.compile(
    rf"\b({_EN_NUMBER}(?: hundred| thousand)?)(?=\s+(?:degrees?|pounds?|dollars?|euros?|kilos?|grams?|"
    rf"miles?|metres?|meters?|"
    r"years? old|o'clock|a m|p m|am|pm|percent|per cent|hundred|litres?|square)\b)",
    re.I,
)
_BIG = re.compile(
    rf"\b({_EN}(?:[ -](?:hundred|thousand|and|{_EN}))*[ -](?:hundred|"
    rf"thousand)(?: (?:and )?{_EN_NUMBER})?|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?)\b",
    re.I,
)
_I = re.compile(r"\bi(?=\b|')")


def _english(text: str, pack: Pack, sentence: bool) -> str:
    text = " ".join(text.split())
    if re.search(r"[^\w\s']", text) is None:
        found = phone.span(text, pack)
        if found:
            number, start, end = found
            text = f"{text[:start]}{phone.group(number, pack.tag)}{text[end:]}"
    text = _NAMED.sub(
        lambda m: f"{m[1] if m[1] in ('number', 'floor', 'bus') else m[1].capitalize()} {_en_value(m[2])}",
        text,
    )
    text = _WITH_UNIT.sub(lambda m: _en_value(m[1]), text)
    text = _BIG.sub(lambda m: _en_value(m[1]), text)
    text = _I.sub("I", text)
    return text[:1].upper() + text[1:] if sentence else text


def _en_value(words: str) -> str:
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
