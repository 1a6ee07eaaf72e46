"""Numbers that can be said over the phone and mistyped without hitting another ticket."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tickets import number
from kiosk.tickets.errors import BadNumberError
from numerals.check_digit import check_digit

kiosks = st.integers(10, 99)
sequences = st.integers(1, 12_000_000)
numbers = st.builds(number.make, kiosks, sequences)


def test_the_check_digit_is_damms() -> None:
    assert check_digit("572") == "4"  # the example of Damm's thesis
    assert check_digit("5724") == "0"


def test_a_number_has_eight_digits_shown_in_two_groups() -> None:
    assert number.make(10, 1) == "10000012"
    assert number.show("10000012") == "1000 0012"


def test_a_kiosk_that_made_a_hundred_thousand_tickets_goes_on_with_nine_digits() -> None:
    assert len(number.make(10, 99_999)) == 8
    assert len(number.make(10, 100_000)) == 9
    assert number.read(number.show(number.make(10, 100_000))) == number.make(10, 100_000)


@given(numbers)
def test_every_number_reads_as_itself_however_it_is_grouped(made: str) -> None:
    full_width = made.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    for typed in (made, number.show(made), "-".join(made), f"  {made}\n", full_width):
        assert number.read(typed) == made


@given(numbers, st.data())
def test_every_wrong_digit_is_caught(made: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(made) - 1))
    other = data.draw(st.sampled_from(sorted(set("0123456789") - {made[place]})))
    with pytest.raises(BadNumberError, match="a digit is wrong"):
        number.read(made[:place] + other + made[place + 1 :])


@given(numbers)
def test_every_swap_of_neighbours_is_caught(made: str) -> None:
    for place in range(len(made) - 1):
        first, second = made[place], made[place + 1]
        if first != second:
            with pytest.raises(BadNumberError, match="two are swapped"):
                number.read(made[:place] + second + first + made[place + 2 :])


@given(st.tuples(kiosks, sequences), st.tuples(kiosks, sequences))
def test_two_tickets_never_have_one_number(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (number.make(*one) == number.make(*other)) == (one == other)


@pytest.mark.parametrize("typed", ["", "1234", "abcdefgh", "1000001½", "10 00 00 1x", "١٢٣٤٥٦٧٨"])
def test_what_is_no_number_is_told_in_a_sentence(typed: str) -> None:
    with pytest.raises(BadNumberError, match="is no ticket number"):
        number.read(typed)


@pytest.mark.parametrize(("kiosk", "sequence"), [(9, 1), (100, 1), (10, 0)])
def test_a_number_is_not_made_from_what_has_none(kiosk: int, sequence: int) -> None:
    with pytest.raises(ValueError, match="no number for kiosk"):
        number.make(kiosk, sequence)
