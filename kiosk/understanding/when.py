"""When it happened, in the resident's own words: "since sunday", "three days", 昨天晚上, 三天了."""

from __future__ import annotations

import re

from kiosk.packs import Pack
from kiosk.understanding.text import any_of, is_chinese, plain

_N = "[一二三四五六七八九十半几两好0-9俩仨]"
_CHINESE = re.compile(
    rf"(?:(?:自从|从|打|自)?(?:大前天|前天|昨天|昨儿|昨晚|今天|今儿|今早|今晚|刚才|刚刚|"
    rf"上(?:个)?(?:星期|礼拜|周)[一二三四五六日天]?|"
    rf"(?:这|上)个?(?:月|礼拜|星期|周)|去年|前年|每天|天天|每(?:回|次)下雨|一下雨|一到(?:晚上|傍晚|"
    rf"夏天|冬天|[四五六七八]+月份))"
    rf"(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|春天|夏天|秋天|"
    rf"冬天)?(?:{_N}{{1,3}}(?:点半?|点钟))?(?:开始|起)?|"
    rf"(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜){_N}{{1,3}}点(?:多|半|钟)?|"
    rf"(?:都|快|已经|停了|坏了|断了|有|了)?{_N}{{1,3}}(?:多)?(?:天|个(?:多)?(?:月|星期|礼拜|小时|钟头)|"
    rf"年(?:多)?|周)(?:多)?(?:了|(?=没|都|$)))"
)
_DAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|christmas|easter|"
    r"january|february|march|april|june|july|august|september|october|november|december)"
)
_COUNT = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of|many|half a|"
    r"over a|about a)"
)
_SPAN = r"(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|fortnight)"
_ENGLISH = re.compile(
    rf"\b(?:(?:since|from) (?:last )?(?:{_DAY}|the weekend|this morning|last (?:night|week|month|year|"
    rf"winter|summer))(?: (?:morning|afternoon|evening|night|dinner time|lunch time))?|"
    rf"(?:on|last|this|every) {_DAY}(?: (?:morning|afternoon|evening|night))?|every (?:single )?(?:day|"
    rf"night|morning|evening|week|time it rains)|"
    rf"(?:yesterday|last|this) (?:morning|afternoon|evening|night|week|month|year|winter)|yesterday|"
    rf"today|tonight|just now|"
    rf"(?:for|about|it's been|been) (?:the last |the past )?{_COUNT} {_SPAN}(?: now)?|"
    rf"{_COUNT} {_SPAN} (?:ago|now)|at night|till midnight|"
    rf"at (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:o'clock|"
    rf"in the (?:morning|afternoon|evening)))\b"
)


def when(text: str, pack: Pack) -> str:
    """The words of time in a request, the last before a correction left out; empty where there are none."""
    said = plain(text, pack.tag)
    pattern = _CHINESE if is_chinese(pack.tag) else _ENGLISH
    found = list(pattern.finditer(said))
    if not found:
        return ""
    first = found[0]
    if len(found) > 1:
        between = said[first.end() : found[1].start()]
        correction = any_of(pack.words.corrections, pack.tag)
        if len(between) <= 12 and correction.fullmatch(between.strip()):
            first = found[1]
    return first.group().strip().removeprefix("了")
