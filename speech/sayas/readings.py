"""Hanzi to pinyin as it is said in its sentence: by words, then by neighbours, then the tones of 一 and 不.

The third tone stays the third: engines that were trained on its change get it from :func:`third_tones`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from speech.sayas.ruby import marked, pieces

HANZI = r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]"
MARKS = str.maketrans({"，": ",", "、": ",", "。": ".", "！": "!", "？": "?", "：": ":", "；": ";", "…": "."})
_TOKEN = re.compile(rf"{HANZI}+|[,.!?:;]")
LONGEST = 8  # characters of a word that is looked for
ALONE, OWN = 1.1, 0.9  # what a single character and a word of our own table cost, where another word costs 1
_NUMERAL = "零〇一二三四五六七八九幺"
_ORDINAL_NOUNS = ["号", "楼", "月", "日", "单元", "室", "年级", "班", "路公交", "路车", "号楼", "号院", "杠"]
_ENDS_IN_YI = ("统一", "万一", "唯一", "周一", "星期一", "礼拜一", "之一", "专一", "单一", "十一", "初一")


@dataclass
class Word:
    """A word's characters with a pinyin syllable for each; a mark stands alone, without hanzi."""

    hanzi: str
    pinyin: list[str]


@dataclass(frozen=True)
class _Rule:
    before: re.Pattern[str]
    after: re.Pattern[str]
    reading: str


def words(text: str) -> list[Word]:
    """``text`` (as :func:`speech.sayas.spoken` gives it) as words and marks; the rest is left out.

    Syllables have tone numbers, ü is ``v``, a light one has 5: ``nv3``, ``de5``.
    """
    made: list[Word] = []
    for piece, reading in pieces(text):
        if reading:
            made.append(Word("", reading.split()))
            continue
        for token in _TOKEN.findall(piece.translate(MARKS)):
            made += _read(token) if re.match(HANZI, token) else [Word("", [token])]
    _one_and_not(made)
    return made


def tone_marked(text: str) -> str:
    """The pinyin of ``text`` with tone marks, a word's syllables together: ``yínháng``, ``nǚ'ér``."""
    from pypinyin.contrib.tone_convert import tone3_to_tone

    return " ".join(
        "".join(
            ("'" if n and one[0] in "aoe" else "") + tone3_to_tone(one) for n, one in enumerate(word.pinyin)
        )
        for word in words(text)
    )


def split_words(text: str) -> list[str]:
    """``text`` cut behind each of its words; the parts make up the text again."""
    parts: list[str] = []
    for piece, reading in pieces(text):
        if reading:
            parts.append(marked(piece, reading))
            continue
        for token in re.findall(rf"{HANZI}+|.", piece):
            parts += _segments(token) if re.match(HANZI, token) else [token]
    return parts


def third_tones(syllables: list[str]) -> list[str]:
    """A word's syllables with each third tone but the last of a row made second, as pypinyin does it."""
    made = list(syllables)
    for n in range(len(made) - 1):
        if made[n][-1] == syllables[n + 1][-1] == "3":
            made[n] = made[n][:-1] + "2"
    return made


def _read(hanzi: str) -> Iterator[Word]:
    at = 0
    for word in _segments(hanzi):
        own = _table()[0].get(word)
        if own:
            yield Word(word, own.split())
        elif len(word) == 1:
            yield Word(word, [_by_neighbours(word, hanzi[:at], hanzi[at + 1 :])])
        else:
            yield Word(word, _dictionary(word))
        at += len(word)


def _segments(hanzi: str) -> list[str]:
    """The fewest words of the dictionaries that make up ``hanzi``, our own before others."""
    from pypinyin.constants import PHRASES_DICT

    own = _table()[0]
    best: list[tuple[float, int]] = [
        (0.0, 0)
    ]  # of the first n characters: the cost, where the last word begins
    for end in range(1, len(hanzi) + 1):
        found = [(best[end - 1][0] + ALONE, end - 1)]
        for begin in range(max(0, end - LONGEST), end - 1):
            word = hanzi[begin:end]
            if word in own or word in PHRASES_DICT:
                found.append((best[begin][0] + (OWN if word in own else 1.0), begin))
        best.append(min(found))
    cut: list[str] = []
    end = len(hanzi)
    while end:
        begin = best[end][1]
        cut.insert(0, hanzi[begin:end])
        end = begin
    return cut


def _dictionary(word: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    return list(lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False))


def _by_neighbours(character: str, before: str, after: str) -> str:
    for rule in _table()[1].get(character, ()):
        if rule.before.search(before) and rule.after.search(after):
            return rule.reading
    return _dictionary(character)[0]


def _one_and_not(made: list[Word]) -> None:
    """Change the tones of 一 and 不 by what follows, in words that were read from hanzi."""
    flat = [
        (word, n, word.hanzi[n : n + 1], word.pinyin[n]) for word in made for n in range(len(word.pinyin))
    ]
    for at, (word, n, hanzi, _) in enumerate(flat):
        if hanzi not in ("一", "不"):
            continue
        before = "".join(h or "," for _, _, h, _ in flat[max(0, at - 3) : at])
        after = "".join(h or "," for _, _, h, _ in flat[at + 1 : at + 4])
        follows = flat[at + 1][3] if at + 1 < len(flat) else ""
        tone = "4" if follows.startswith("ge") else follows[-1:]
        word.pinyin[n] = _yi(before, after, tone) if hanzi == "一" else _bu(before, after, tone)


def _yi(before: str, after: str, tone: str) -> str:
    last, following = before[-1:], after[:1]
    if not tone.isdigit() or following in [*_NUMERAL, "十"] or last in [*_NUMERAL, "十", "第", "初"]:
        return "yi1"
    if last in [*"百千万亿"] and following not in "百千万亿":
        return "yi1"
    if following == "点" and after[1:2] in [*_NUMERAL]:  # 一点二, 1.2
        return "yi1"
    if after.startswith(tuple(_ORDINAL_NOUNS)) or (before + "一").endswith(_ENDS_IN_YI):
        return "yi1"
    if last == following:  # 试一试
        return "yi5"
    return "yi2" if tone == "4" else "yi4"


def _bu(before: str, after: str, tone: str) -> str:
    if before and before[-1:] == after[:1]:  # 行不行
        return "bu5"
    return "bu2" if tone == "4" else "bu4"


@cache
def _table() -> tuple[dict[str, str], dict[str, list[_Rule]]]:
    given: dict[str, Any] = tomllib.loads(
        (files("speech.sayas") / "readings.toml").read_text(encoding="utf-8")
    )
    rules: dict[str, list[_Rule]] = {}
    titles, named = re.compile(f"^(?:{'|'.join(given['titles'])})"), re.compile("(?<!同)姓$")
    for character, reading in given["surnames"].items():
        anywhere = re.compile("")
        rules[character] = [_Rule(anywhere, titles, reading), _Rule(named, anywhere, reading)]
    for rule in given["rules"]:
        made = _Rule(re.compile(rule.get("before", "")), re.compile(rule.get("after", "")), rule["reading"])
        rules.setdefault(rule["character"], []).append(made)
    return given["words"], rules
