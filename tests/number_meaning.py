"""What the numbers of a text mean, whichever way they are said, and sentences with numbers to try.

The meaning is read by a reader of its own (tests/numerals.py), not by the one that is tried.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from kiosk.packs import load_pack
from kiosk.understanding.numbers import for_eye
from numerals.english import cardinal, digit_by_digit, ordinal
from numerals.mandarin import cardinal as hanzi
from numerals.mandarin import digit_by_digit as spelt
from speech.sayas import spoken
from speech.sayas.ruby import words_only
from tests.numerals import as_digits
from tests.said_sets import SAID, TAGS, labelled


def by_authors(language: str, folder: Path = SAID) -> list[tuple[str, str]]:
    """What people say, with what one would write; a name or set phrase is written as it is said."""
    return labelled(f"numbers.{language}.tsv", folder)


def flat(text: str) -> str:
    """Without what two hands write differently: capitals, spaces, final marks, commas in large numbers."""
    return re.sub(r"(?<=\d),(?=\d{3})|\s|[.。]$", "", text.casefold())


def written(said: str, language: str) -> str:
    """What was said as the kiosk shows it."""
    return for_eye(said, load_pack(TAGS[language]))


def there_and_back(said: str, language: str) -> str:
    """What the voice says of what the kiosk shows of it."""
    return words_only(spoken(written(said, language), TAGS[language]))


def meaning(said: str, language: str) -> str:
    """Spoken words with their numbers in digits: the same for all that means the same."""
    text = re.sub(r"[，。,!?;:.、]", " ", said.casefold())
    if language == "zh":
        text = text.replace("至", "到")
        text = re.sub(r"\s+", "", text)
        return re.sub(
            r"[零〇一二三四五六七八九十百千万亿两幺]+", lambda found: as_digits(found[0], "zh"), text
        )
    text = re.sub(r"\ba (?=hundred|thousand|million)", "one ", text.replace("-", " "))
    text = re.sub(
        r"\b(ay|a|p) m\b",
        lambda found: f"{found[1][0]}m",
        text.replace("treble", "triple").replace("nought", "zero"),
    )
    text = re.sub(r"(pounds?|dollars?|euros?) (\w+(?: \w+)?) (?:pence|p|cents)\b", r"\1 \2", text)
    text = re.sub(r"\bthe (?=\w+(?: \w+)? of )|\bay\b", lambda found: "a" if found[0] == "ay" else "", text)
    return re.sub(r"(?<=\d) (?=\d)", "", as_digits(text, "en"))


def made_up(dice: Random, language: str) -> str:
    """A sentence with one or two numbers of the grammar in it, as it is said."""
    return _mandarin(dice) if language == "zh" else _english(dice)


def _english(dice: Random) -> str:
    def number(least: int, most: int) -> str:
        n = dice.randint(least, most)
        plain = cardinal(n).replace(" and ", dice.choice([" and ", " and ", " "]))
        return re.sub(r"^one(?= hundred and| thousand \w)", dice.choice(["one", "a"]), plain)

    def digits(least: int, most: int) -> str:
        one_by_one = digit_by_digit("".join(dice.choices("0123456789", k=dice.randint(least, most))))
        doubled = re.sub(r"\b(\w+) \1\b", r"double \1", one_by_one) if dice.random() < 0.5 else one_by_one
        return doubled.replace("zero", dice.choice(["oh", "zero"]))

    def pair(least: int, most: int) -> str:
        first, last = dice.randint(least, most), dice.randint(1, 59)
        return f"{cardinal(first)} {'oh ' if last < 10 else ''}{cardinal(last)}"

    year = dice.choice(
        [f"nineteen {cardinal(dice.randint(10, 99))}", f"twenty {cardinal(dice.randint(10, 40))}"]
    )
    month = dice.choice(["january", "february", "march", "april", "may", "june", "august", "december"])
    street = dice.choice(["high street", "mill lane", "station road", "elm walk", "oak avenue"])
    house = dice.choice([number(1, 400), digits(3, 3), f"{number(11, 99)} {dice.choice('bcdef')}"])
    low, high = sorted(dice.sample(range(2, 90), 2))
    unit = dice.choice(
        ["metres", "pounds", "degrees", "people", "days", "minutes", "miles", "percent", "kilos"]
    )
    return dice.choice(
        [
            f"it costs {number(2, 99)} pounds {number(10, 99)}",
            f"i paid {number(2, 250_000)} {dice.choice(['pounds', 'dollars', 'euros', 'quid'])} for it",
            f"the carer comes at {pair(1, 12)} {dice.choice(['am', 'pm', 'p m'])}",
            f"it starts at {pair(1, 12)} every night",
            f"{pair(1, 12)} is what they said",
            f"i was born in {year}",
            f"nothing was done since {month} {year}",
            f"on the {ordinal(dice.randint(1, 31))} of {month} {year}",
            f"the lamp at {house} {street} is out",
            f"i live at {house} {street}",
            f"there is no heating in {dice.choice(['flat', 'room', 'unit', 'block', 'building'])} {house}",
            f"the {dice.choice(['number', 'bus', 'route'])} {number(1, 400)} is late",
            f"bus {digits(3, 3)} never comes",
            f"my meter says {digits(5, 8)}",
            f"ring me on oh {digits(9, 10)}",
            f"it is {number(0, 90)} point {digits(1, 2)} {unit} long",
            f"between {cardinal(low)} and {cardinal(high)} {unit}",
            f"it takes {cardinal(low)} to {cardinal(high)} {unit}",
            f"it is minus {number(2, 30)} degrees",
            f"{number(1, 100)} percent of us and {number(2, 9)} others",
            f"{dice.choice(['two thirds', 'a quarter', 'half'])} of the {number(10, 99)} lamps",
            f"we are on the {ordinal(dice.randint(1, 40))} floor, {number(10, 99)} steps up",
            f"i am {number(18, 105)} and my wife is {number(18, 105)}",
            f"one of them, number {number(1, 300)}, is broken",
            f"{number(1, 2_000_000)} {unit}",
            f"{number(1, 99)} {number(1, 99)}",
            f"{digits(2, 6)} {number(1, 30)}",
        ]
    )


def _mandarin(dice: Random) -> str:
    def number(least: int, most: int) -> str:
        said = hanzi(dice.randint(least, most))
        said = re.sub(r"^两(?=[百千])", dice.choice("二两"), said)
        return (
            re.sub(r"(?<=[百千])([一二三四五六七八九])[十百]$", r"\1", said) if dice.random() < 0.3 else said
        )

    def digits(least: int, most: int) -> str:
        return spelt("".join(dice.choices("0123456789", k=dice.randint(least, most))), dice.choice("一幺"))

    low, high = sorted(dice.sample(range(2, 90), 2))
    minute = dice.randint(1, 59)
    clock = f"{number(1, 24)}点{'零' if minute < 10 else ''}{hanzi(minute)}{dice.choice(['', '分'])}"
    year = spelt(str(dice.randint(1930, 2039)))
    unit = dice.choice(["米", "公里", "度", "平米", "块钱", "个人", "天", "分钟", "斤", "户", "岁", "元"])
    name = dice.choice(
        ["三元桥", "八一路", "五一广场", "什刹海", "三里屯", "二七路", "十里堡", "万寿路", "七里庄"]
    )
    return dice.choice(
        [
            f"花了{number(1, 99)}块{spelt(str(dice.randint(1, 9)))}",
            f"收我{number(1, 900_000)}{dice.choice(['块', '元', '块钱', '元钱'])}",
            f"一斤{number(1, 99)}块{number(1, 9)}毛",
            f"{clock}才来",
            f"{dice.choice(['早上', '下午', '夜里'])}{number(1, 12)}点{dice.choice(['', '半', '一刻'])}停水",
            f"{year}年{number(1, 12)}月{number(1, 31)}{dice.choice('日号')}",
            f"{year}到{spelt(str(dice.randint(2000, 2030)))}年",
            f"{name}{number(1, 1300)}号{number(1, 30)}号楼{number(1, 9)}单元{digits(3, 4)}没水",
            f"{name}的{number(1, 30)}楼{digits(3, 4)}室",
            f"{dice.choice('ABC')}座{digits(3, 4)}噪音大",
            f"{number(1, 20)}杠{number(1, 9)}杠{digits(3, 3)}",
            f"{dice.choice(['坐', '等', ''])}{digits(3, 3)}路公交车",
            f"{number(1, 99)}路公交车不停",
            f"{number(1, 20)}号线停了",
            f"水表{digits(5, 8)}",
            f"打{digits(5, 5)}没人接",
            f"尾号{digits(4, 4)}",
            f"电话一三九{digits(8, 8)}",
            f"有{number(0, 90)}点{digits(1, 2)}{dice.choice(['米', '公里', '度', '平米', '公斤', '倍'])}",
            f"百分之{number(1, 100)}的人",
            f"百分之{number(1, 9)}点{digits(1, 1)}",
            f"零下{number(1, 40)}度",
            f"{hanzi(low)}{dice.choice('到至')}{hanzi(high)}{unit}",
            f"{number(1, 3000)}{unit}",
            f"{dice.choice(['两三', '三五', '七八', '十几', '二三十'])}{unit}",
            f"{dice.choice(['三分之一', '四分之三', '一半'])}的人{number(10, 99)}岁",
            f"第{number(1, 30)}{dice.choice(['天', '次', '个', '医院'])}",
            f"高压{number(100, 200)}低压{number(60, 110)}",
            f"{digits(2, 6)}",
            f"{number(1, 99)}{dice.choice(['层', '层楼', '楼', '栋', '组', '排', '弄', '室'])}",
        ]
    )
