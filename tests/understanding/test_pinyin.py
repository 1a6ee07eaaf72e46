from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.packs import load_pack
from kiosk.understanding.pinyin import MOST, Pinyin

PINYIN = Pinyin(load_pack("zh-CN"))


@pytest.mark.parametrize(
    ("letters", "hanzi"),
    [("dianti", "电梯"), ("ludeng", "路灯"), ("nuanqi", "暖气"), ("wo", "我"), ("bu", "不"), ("deng", "灯")],
)
def test_what_residents_write_about_stands_first(letters: str, hanzi: str) -> None:
    assert PINYIN.candidates(letters)[0] == hanzi


@pytest.mark.parametrize(
    ("letters", "hanzi"), [("diant", "电梯"), ("di", "地"), ("hang", "行"), ("lv", "绿")]
)
def test_a_word_begun_and_a_second_reading_are_found(letters: str, hanzi: str) -> None:
    assert hanzi in PINYIN.candidates(letters)


@given(st.text(max_size=12))
def test_whatever_is_typed_gives_a_short_row_without_doubles(letters: str) -> None:
    row = PINYIN.candidates(letters)
    assert len(row) <= MOST
    assert len(set(row)) == len(row)
