from __future__ import annotations

import csv
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.languages.pinyin import MOST, Pinyin
from kiosk.languages.sound import syllables
from tests.understanding.test_phone import DATA

PINYIN = Pinyin()


def row(letters: str) -> list[str]:
    return [candidate.hanzi for candidate in PINYIN.candidates(letters)]


@pytest.mark.parametrize(
    ("letters", "hanzi"),
    [
        ("dianti", "电梯"),
        ("ludeng", "路灯"),
        ("nuanqi", "暖气"),
        ("wo", "我"),
        ("bu", "不"),
        ("ni", "你"),
        ("ludenghuaile", "路灯坏了"),
        ("meiyoushui", "没有水"),
        ("laorenxiabuliaolou", "老人下不了楼"),
        ("womenloudaodengbuliang", "我们楼道灯不亮"),
    ],
)
def test_what_residents_write_about_stands_first(letters: str, hanzi: str) -> None:
    assert row(letters)[0] == hanzi


@pytest.mark.parametrize(
    ("letters", "hanzi"),
    [
        ("diant", "电梯"),
        ("ludenghuail", "路灯坏了"),
        ("di", "地"),
        ("hang", "行"),
        ("lv", "绿"),
        ("deng", "灯"),
    ],
)
def test_a_word_begun_and_a_second_reading_are_found(letters: str, hanzi: str) -> None:
    assert hanzi in row(letters)[:10]


def test_an_apostrophe_parts_syllables() -> None:
    assert row("xian")[0] == "先"
    assert row("xi'an")[0] == "西安"
    assert "先" not in row("xi'an")


def test_the_first_word_can_be_taken_alone_and_says_which_letters_it_takes() -> None:
    found = {candidate.hanzi: candidate.letters for candidate in PINYIN.candidates("xi'anludeng")}
    assert found["西安"] == len("xi'an")
    assert found["西"] == len("xi")
    assert found["西安路灯"] == len("xi'anludeng")


def test_most_of_what_residents_say_is_in_the_row_after_a_word_or_two() -> None:
    """Pieces of two characters or more, cut where the words of real requests end."""
    pieces = list(_pieces())
    assert len(pieces) > 1000
    found = sum(piece in row("".join(syllables(piece, folded=False)))[:7] for piece in pieces[::5])
    assert found / len(pieces[::5]) > 0.7


def _pieces() -> list[str]:
    found = []
    with (DATA / "requests.dev.zh.tsv").open(encoding="utf-8") as table:
        for request in csv.DictReader(table, delimiter="\t"):
            for run in re.findall("[\u4e00-\u9fff ]+", request["text"]):
                piece = ""
                for word in run.split():
                    piece += word
                    if len(piece) > 1:
                        found.append(piece)
                        piece = ""
    return found


@settings(deadline=None)
@given(st.text(max_size=12))
def test_whatever_is_typed_gives_a_short_row_without_doubles(letters: str) -> None:
    found = row(letters)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
    assert all(0 < candidate.letters <= len(letters) for candidate in PINYIN.candidates(letters))
