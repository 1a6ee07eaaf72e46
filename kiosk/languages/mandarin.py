"""Mandarin: syllables for sounds, and places, times and numbers for the eye; no spaces between words."""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.languages import mandarin_numbers
from kiosk.languages.base import InputMethod, Language, PhoneFound, PlaceRules, Reach
from kiosk.languages.sound import syllables
from kiosk.languages.text import close_spaces, normalized, without_spaces_at_han

# "不是楼道的灯，是马路上的灯": what it is not says nothing of what it is.
_DENIED = re.compile(r"(?:(?<!是)不是|勿是)[^是]{2,8}(?=是)|唔系[^系]{2,8}(?=系)")
_N = "[一二三四五六七八九十半几两好0-9俩仨]"
_TIMES = re.compile(
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


class Mandarin(Language):
    """Mandarin, and what else is written in Han characters without spaces."""

    space = ""
    comma = "、"
    clause = "，"
    stop = "。"
    homophones = True
    figures_heard = True
    longest_question = 90
    longest_sentence = 20
    loose = 8
    least_cue = 2
    reach = Reach(before=16, after=12, near=14, around=14, passage=45, place=10, phone=10)
    zeros = {"百": "00", "千": "000"}  # noqa: RUF012 - never changed
    digit_pieces = r"\d+|[a-z]+|\S"
    gap = 1
    gap_corrected = 6
    counted = re.compile("(?:单元|号楼|号院|[栋幢楼层天个岁年月门户次遍块位点])")
    links = frozenset(("然后", "后面", "再"))
    denied = _DENIED
    times = _TIMES

    def plain(self, text: str) -> str:
        """Lower case, no punctuation, no spaces beside Han characters."""
        return without_spaces_at_han(normalized(text))

    def words(self, plain: str) -> list[str]:
        """The characters of a plain text."""
        return list(plain)

    def size(self, text: str) -> int:
        """How many characters are said, spaces not counted."""
        return len("".join(text.split()))

    def sounds(self, plain: str) -> list[str]:
        """The toneless syllables, as speakers and recognizers blur them."""
        return syllables(plain)

    def stem_sounds(self, plain: str) -> list[str]:
        """The same: a character has no endings."""
        return syllables(plain)

    def explains(self, piece: str) -> bool:
        """Whether a piece of a request tells a reader something by itself: two characters do."""
        return len(piece) > 1

    def time_of(self, match: re.Match[str]) -> str:
        """The words of a match of ``times``."""
        return super().time_of(match).removeprefix("了")

    def closed(self, text: str) -> str:
        """A piece of a text without the spaces between its characters."""
        return close_spaces(text)

    def place_rules(self) -> PlaceRules:
        """See ``mandarin_places``."""
        from kiosk.languages import mandarin_places  # its patterns take 0.1 s: not before the first screen

        return mandarin_places

    def for_eye(self, text: str, phones: Callable[[], list[PhoneFound]], sentence: bool) -> str:
        """Word spaces closed, numbers in digits with a space around: 15 度."""
        text = close_spaces(text)
        at, shown = 0, []
        for number, start, end in phones() if re.search(r"[^\w\s]", text) is None else []:
            shown += [mandarin_numbers.as_digits(text[at:start]), number]
            at = end
        return " ".join(filter(None, [*shown, mandarin_numbers.as_digits(text[at:])]))

    def features(self, said: str) -> set[str]:
        """One to three characters in a row, and the same by sound."""
        found = {"c" + said[i : i + n] for n in (1, 2, 3) for i in range(len(said) - n + 1)}
        sounds = syllables(said)
        found |= {"s" + " ".join(sounds[i : i + n]) for n in (1, 2, 3) for i in range(len(sounds) - n + 1)}
        return found | {"e" + said[-n:] for n in (1, 2)} | {"b" + said[:2]}

    def input_method(self) -> InputMethod:
        """Hanzi for typed pinyin."""
        from kiosk.languages.pinyin import Pinyin  # the window's alone

        return Pinyin()
