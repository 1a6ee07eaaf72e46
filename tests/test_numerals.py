"""Number words both ways: what is said of a number is that number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerals import english, mandarin
from numerals.english_reading import read_cardinal, read_digits
from numerals.mandarin_reading import digits, value


@given(st.integers(0, 999_999_999))
def test_an_english_cardinal_is_read_back(number: int) -> None:
    words = english.cardinal(number).split()
    read = read_cardinal(words, 0)
    assert read is not None
    assert (read.value, read.end, read.ordinal) == (number, len(words), False)


@given(st.integers(1, 99_999).filter(lambda n: n % 1_000))
def test_an_english_ordinal_is_read_back(number: int) -> None:
    read = read_cardinal(english.ordinal(number).split(), 0)
    assert read is not None
    assert (read.value, read.ordinal) == (number, True)


@given(st.from_regex(r"[0-9]{2,12}", fullmatch=True))
def test_digits_are_read_back(number: str) -> None:
    read = read_digits(english.digit_by_digit(number).split(), 0)
    assert read is not None
    assert read.digits == number
    assert digits(mandarin.digit_by_digit(number, "幺")) == number


@given(st.integers(0, 999_999_999_999))
def test_a_mandarin_cardinal_is_read_back(number: int) -> None:
    assert value(mandarin.cardinal(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("一百二", 120),
        ("两千五", 2500),
        ("一万二", 12000),
        ("一百零二", 102),
        ("一千零八十八", 1088),
        ("三五百", None),
        ("两三", None),
        ("十五六", None),
        ("三三两两", None),
        ("一五一十", None),
        ("百", None),
        ("三元", None),
    ],
)
def test_what_cardinal_would_not_say_is_no_number(words: str, number: int | None) -> None:
    assert value(words) == number


@pytest.mark.parametrize(
    ("words", "number", "end"),
    [
        ("a hundred and five lamps", 105, 4),
        ("twelve hundred", 1200, 2),
        ("one hundred twenty", 120, 3),
        ("one hundred and two hundred", 100, 2),
        ("two thousand and three thousand", 2000, 2),
        ("twenty thirty", 20, 1),
    ],
)
def test_the_longest_number_is_read_and_no_further(words: str, number: int, end: int) -> None:
    read = read_cardinal(words.split(), 0)
    assert read is not None
    assert (read.value, read.end) == (number, end)


def test_a_hundred_alone_may_be_any_amount() -> None:
    assert read_cardinal(["a", "hundred"], 0) is None
