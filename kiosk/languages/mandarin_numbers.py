"""Mandarin numbers for the eye: 十五度 as 15 度, 三块八 as 3 块 8; the words as heard are kept elsewhere.

Only what can mean nothing but a number becomes digits: where a name may be meant (三元桥, 八一路) and in set
phrases (一下, 三三两两) the words stay. What the voice says of the digits means the same again.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from numerals.mandarin_reading import NUMERALS, digits, value

_N = f"[{NUMERALS}]"
_D = "[零〇一二三四五六七八九幺]"
# A number in a row (2号楼): before it two is 二, and 两 counts (两层 is two floors, not the second).
_IN_A_ROW = "号楼|号院|号|单元|楼|室|月份|年级|栋|幢|期|弄|组|排|座"
# What is measured, by a number of any size.
_MEASURED = (
    "度电|摄氏度|度|层楼|层|平方米|平米|平方|公里|公斤|公分|厘米|毫米|千克|块钱|岁|点半|点钟|分钟|寸|斤|户|米|吨|毛钱|毛|"
    "千瓦|伏|倍"
)
# What reads better as a word up to ten: 一个, 两天, 三回.
_COUNTED = (
    "天|年|个小时|小时|个月|个人|个|次|遍|回|里地|只|辆|袋|副|份|人|位|名|家|张|件|台|棵|盏|周|级|站|本|套|间|"
    "桶|瓶|箱|趟|门|部|页|秒|分"
)
# What follows where 元, 块, 月, 日, 点 and 路 end: no noun, since 三元桥, 五月花 and 三块石 are names.
_AFTER = "的了吗呢吧啊就才还都也没我他她你来去到开始以之前后多左右每和跟或至钱是要有给交"
_END = rf"(?=$|[\s，。、；！？,.!?;：:]|[{_AFTER}]|\d)"
_RIDE = "坐|乘|搭|等|换|挤"


def as_digits(text: str) -> str:
    """Numbers as digits with a space around, where they are written so."""
    for pattern, put in _RULES:
        text = pattern.sub(lambda found, put=put: _spaced(found, put), text)  # type: ignore[misc]  # bound as default
    return re.sub(r"\s+", " ", text).strip()


def _spaced(found: re.Match[str], put: Callable[[re.Match[str]], str]) -> str:
    made = put(found)
    if not made or made == found[0]:
        return found[0]
    return f" {made}" if made[-1] in "万亿" else f" {made} "


def _number(words: str) -> str:
    """A number in digits, whole 万 and 亿 with their word; empty where the words are none."""
    if len(words) > 1 and (spelt := digits(words)):
        return spelt if len(spelt) > 2 else ""
    number = value(words) if len(words) > 1 or words not in "百千万亿" else None
    if number is None:
        return ""
    for scale, name in ((100_000_000, "亿"), (10_000, "万")):
        if number >= scale:
            return f"{number // scale} {name}" if number % scale == 0 else str(number)
    return str(number)


def _year(found: re.Match[str]) -> str:
    return digits(found[0])


def _percent(found: re.Match[str]) -> str:
    whole = "100" if found[1] == "百" else _number(found[1])
    rest = digits(found[2] or "")
    return f"{whole}{'.' * bool(rest)}{rest}%" if whole else ""


def _decimal(found: re.Match[str]) -> str:
    whole = _number(found[1])
    return f"{whole}.{digits(found[2])}" if whole else ""


def _time(found: re.Match[str]) -> str:
    """三点二十 as 3 点 20."""
    hour, minute = _number(found[1]), found[2]
    past = digits(minute) if minute[0] in "零〇" else _number(minute)
    right = hour and past and int(hour) <= 24 and int(past) < 60
    return f"{hour} 点 {past}" if right else ""


def _price(found: re.Match[str]) -> str:
    """三块八 as 3 块 8."""
    whole, rest = _number(found[1]), digits(found[3])
    return f"{whole} {found[2]} {rest}" if whole and rest else ""


def _range(found: re.Match[str]) -> str:
    """十到二十分钟: both, where the second is the larger."""
    one, two = _number(found[1]), _number(found[3])
    if not one or not two or not one.isdigit() or not two.isdigit() or int(one) >= int(two):
        return ""
    return f"{one} {found[2]} {two}" if int(two) > 9 or re.fullmatch(_MEASURED, found[4]) else ""


def _in_a_row(found: re.Match[str]) -> str:
    words, unit = found[1], found[2]
    first = words == "一" and unit not in ("号楼", "号院", "单元", "楼", "月份", "年级", "期")
    return "" if first or words == "两" else _number(words)


def _measured(found: re.Match[str]) -> str:
    words, unit = found[1], found[2]
    vague = words in ("一", "十") or (words == "两" and unit == "度")
    return "" if vague or (words == "两" and unit == "层") else _number(words)


def _counted(found: re.Match[str]) -> str:
    number = _number(found[1])
    years = found[2] == "年" and len(number) > 3  # 两千年: two thousand years, and no year
    return "" if len(number) == 1 or years or re.fullmatch("十|一[百千万]", found[1]) else number


def _large(found: re.Match[str]) -> str:
    """A number that is no name: of eleven and more."""
    number = _number(found[1])
    return number if len(number) > 1 and found[1] != "十" else ""


def _bare(found: re.Match[str]) -> str:
    """A number of three words and more that is well made: 一百八, 三千五百四十, 二十六."""
    return _number(found[1]) if value(found[1]) else ""


def _ending(found: re.Match[str]) -> str:
    return "" if found[1] == "一" else _number(found[1])


def _one(found: re.Match[str]) -> str:
    """The first of something, behind a number in a row: 9 月 1 号."""
    return "1"


def _plain(found: re.Match[str]) -> str:
    return _number(found[0])


def _spelt(found: re.Match[str]) -> str:
    return digits(found[1])


def _dictated(found: re.Match[str]) -> str:
    """Digits one by one, but no counting: 一二三四五六七."""
    spelt = digits(found[1])
    return "" if spelt in "123456789" else spelt


def _three_parts(found: re.Match[str]) -> str:
    parts = [_number(found[1]), _number(found[2]), digits(found[3])]
    return "-".join(parts) if all(parts) else ""


def _rule(
    pattern: str, put: Callable[[re.Match[str]], str]
) -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    return re.compile(pattern), put


_WHOLE_END = r"$|[\s，。、；！？]|[的了吧呢啊]"
_OF_DAY = "(?:(?<=[晨午])|(?<=[早晚]上)|(?<=今[早晚])|(?<=夜里)|(?<=半夜))"
_DAY = "晨早午晚上里夜"  # ends a part of the day
_BEGIN = rf"(?<!{_N})(?<![第初几数老点统万唯专])"
_RULES = [
    _rule(rf"(?<!{_N})[一二]{_D}{{3}}(?=年|[到至][一二]{_D}{{3}}年)", _year),
    _rule(rf"百分之({_N}+)(?:点({_D}+))?(?!{_N})", _percent),
    _rule(rf"{_BEGIN}({_N}{{1,3}})杠({_N}{{1,3}})杠({_D}{{3,4}})(?!{_N})", _three_parts),
    _rule(rf"{_BEGIN}({_N}+)点({_D}+)(?=万|亿|元|块|个(?:小时|百分点|月)|小时|{_MEASURED})(?!分)", _decimal),
    _rule(
        rf"{_BEGIN}({_N}{{1,3}})点([零〇]{_D}|[二三四五]?十[一二三四五六七八九]?)(?![个天年月块元])", _time
    ),
    _rule(rf"{_BEGIN}({_N}+)([块度毛米])([一二三四五六七八九])(?={_WHOLE_END}|一(?!{_N}))", _price),
    _rule(rf"(?<![{_DAY}])({_N}+)点({_D}+)(?={_WHOLE_END})", _decimal),
    _rule(
        rf"{_BEGIN}({_N}+)([到至])({_N}+)(?=({_MEASURED}|{_COUNTED}|号楼|号|楼|单元|块|元|岁|点|%))", _range
    ),
    _rule(rf"(?<=[元楼栋座幢])({_D}{{3,4}})(?!{_N})", _spelt),
    _rule(rf"{_BEGIN}({_N}+)(?=({_IN_A_ROW})(?!{_N}厅))", _in_a_row),
    _rule(rf"{_BEGIN}({_N}+)(?=({_MEASURED}))", _measured),
    _rule(rf"{_BEGIN}({_N}+)(?=[元块]|月|日|点(?!{_N}))", _large),
    _rule(rf"{_OF_DAY}(?!一点)({_N}+)(?=点(?!{_N}))", _plain),
    _rule(rf"{_BEGIN}({_N}+)(?=(?:元|块|月|日|点){_END}|[元块]一|点一刻|月{_N}+[号日])", _ending),
    _rule(rf"(?<=\d 点[到至])({_N}+)(?=点(?!{_N}))", _plain),
    _rule(
        rf"{_OF_DAY}一(?=点(?:$|[，。、；！？钟]|开始))|(?<![有差早晚])一(?=点半)|(?<=负)一(?=[层楼])", _one
    ),
    _rule(r"(?<=\d 月)一(?=[号日])|(?<=\d 年)一(?=月)|(?<=\d 单元)一(?=[层楼号])|(?<=\d 号楼)一(?=层)", _one),
    _rule(r"一(?=月 \d+ [号日]|块 \d)", _one),
    _rule(rf"{_BEGIN}({_N}+)(?=路(?:公交|公共汽车|汽车|电车|车))|(?<=[{_RIDE}])({_N}+)(?=路)", _plain),
    _rule(rf"{_BEGIN}({_D}{{3}})(?=路)", _spelt),
    _rule(rf"{_BEGIN}({_N}+)(?=({_COUNTED}))", _counted),
    _rule(rf"(?:(?<=[打拨叫])|(?<=尾号|编号|卡号|工号|单号|密码))({_D}{{3,6}})(?!{_N})", _spelt),
    _rule(
        rf"{_BEGIN}({_D}{{5,}}|(?<!{_D}[，、])(?={_D}*幺){_D}{{3,}}(?![，、]{_D}{{2}}))(?!{_N})", _dictated
    ),
    _rule(
        rf"{_BEGIN}(?<![正腊冬{NUMERALS}]月)(?<![期周拜])(?!二百五(?!十))({_N}{{3,}})(?!{_N}|[多来几余把行分])",
        _bare,
    ),
]
