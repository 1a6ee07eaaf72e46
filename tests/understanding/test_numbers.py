"""Numbers for the eye: only what is one becomes digits, and the voice says of it what was said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.number_meaning import by_authors, flat, made_up, meaning, there_and_back, written
from tests.said_sets import READ, SAID


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_said_means_the_same_when_it_is_shown_and_read_aloud(language: str) -> None:
    changed = [
        (said, written(said, language), there_and_back(said, language))
        for said, _ in by_authors(language)
        if meaning(said, language) != meaning(there_and_back(said, language), language)
    ]
    assert changed == []


@pytest.mark.parametrize("folder", [SAID, READ], ids=["said", "read"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_and_set_phrases_stay_words(language: str, folder: Path) -> None:
    names = [said for said, shown in by_authors(language, folder) if said == shown]
    assert len(names) > 80
    assert [name for name in names if flat(written(name, language)) != flat(name)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nearly_all_is_written_as_a_person_would(language: str) -> None:
    """Where it is not, the words stay: "six the crescent" may be six of anything."""
    lines = by_authors(language)
    other = [
        (written(said, language), shown)
        for said, shown in lines
        if flat(written(said, language)) != flat(shown)
    ]
    assert len(other) <= 0.05 * len(lines), other


@given(st.randoms(use_true_random=False), st.sampled_from(["zh", "en"]))
def test_whatever_the_number_its_meaning_comes_back(dice, language: str) -> None:  # type: ignore[no-untyped-def]
    said = made_up(dice, language)
    assert meaning(there_and_back(said, language), language) == meaning(said, language)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("seven thirty pm", "7:30 pm"),
        ("at seven thirty high street", "At seven thirty high street"),
        ("nineteen ninety eight", "1998"),
        ("one hundred and twenty high street", "120 high street"),
        ("i live at one oh eight high street", "I live at 108 high street"),
        ("it cost three pounds fifty", "It cost £3.50"),
        ("between one hundred and two hundred people", "Between 100 and 200 people"),
        ("from nineteen forty three to nineteen forty six", "From 1943 to 1946"),
        ("twenty five to seven", "Twenty five to seven"),
        ("a twenty second delay", "A twenty second delay"),
        ("one two three four", "One two three four"),
        ("the pub at seven mile house", "The pub at seven mile house"),
        ("it's seven miles to the pub", "It's 7 miles to the pub"),
        ("no buses to forty hill", "No buses to forty hill"),
        ("the forty two bus is late", "The 42 bus is late"),
        ("the forty foot drain has burst", "The forty foot drain has burst"),
        ("the wall is twelve foot long", "The wall is 12 foot long"),
        ("the thirty nine steps is on at the hall", "The thirty nine steps is on at the hall"),
        ("there are thirty nine steps", "There are 39 steps"),
        ("i for one am fed up", "I for one am fed up"),
    ],
)
def test_english_numbers_are_shown_only_where_they_can_mean_one_thing(said: str, shown: str) -> None:
    assert written(said, "en") == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("三块八", "3 块 8"),
        ("二点五米", "2.5 米"),
        ("一三九四个零四个五", "139 0000 5555"),
        ("二零二六年九月一号", "2026 年 9 月 1 号"),
        ("坐三路到三元桥", "坐 3 路到三元桥"),
        ("八一路公交站", "八一路公交站"),
        ("五月花小区", "五月花小区"),
        ("晚一点来也行", "晚一点来也行"),
        ("晚上一点人都没有", "晚上一点人都没有"),
        ("下午一点开始停水", "下午 1 点开始停水"),
        ("两层", "两层"),
        ("三室一厅", "三室一厅"),
        ("二三十个人", "二三十个人"),
    ],
)
def test_mandarin_numbers_are_shown_only_where_no_name_can_be_meant(said: str, shown: str) -> None:
    assert written(said, "zh") == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("oh one double six seven five one two three and no one rings back", None),
        ("ring me on oh seven seven double oh nine double oh four five five no sorry four five six", None),
        ("from nineteen forty three to nineteen forty six", "From 1943 to 1946"),
        (
            "ring me on oh seven seven um double oh er nine double oh eight double four",
            "Ring me on 07700 900844",
        ),
        (
            "我的号一三三六六一二零五八七工头的号一三九一零零二二五五八",
            "我的号 133 6612 0587 工头的号 139 1002 2558",
        ),
        ("一五零一零六七三三八五最后一位是二不是五", None),
        ("打一五一不是打一五二一零零九八六七四找我", None),
    ],
)
def test_a_phone_number_is_shown_with_each_digit_that_was_said_and_no_word_is_lost(
    said: str, shown: str
) -> None:
    language = "en" if said.isascii() else "zh"
    if shown:
        assert written(said, language) == shown
    back = there_and_back(said, language)
    assert meaning(back, language) == meaning(re.sub(r" (?:um|er)\b", "", said), language)
