"""A long text on a button shows what is new in it, in whole words."""

from __future__ import annotations

import pytest

from kiosk.conversation.screens.excerpt import breadth, excerpt, saying

LONG = (
    "The lift in block three of Happy Lane is broken again and my mother cannot get down "
    "the stairs since Monday."
)
ZH = "我们幸福里小区三号楼的电梯又坏了，老人下不了楼，已经两天了，没有人来修，请你们快一点派人来看看。"


@pytest.mark.parametrize(
    ("text", "new", "shown"),
    [
        (LONG, ("mother",), "…broken again and my mother cannot get down the…"),
        (LONG, ("The",), "The lift in block three…"),
        (LONG, ("Monday",), "…the stairs since Monday."),
        (LONG, (), "The lift in block…"),
        ("The lift is broken.", ("lift",), "The lift is broken."),
        (ZH, ("老人",), "…区三号楼的电梯又坏了，老人下不了楼，已经两天了，…"),
        (
            ZH,
            ("老人", "来修"),
            "…区三号楼的电梯又坏了，老人下不了楼，已经两天了，没有人来修，请你们快一点派人来看看。",
        ),
        (ZH, (), "我们幸福里小区三号楼的…"),
    ],
)
def test_what_is_new_stands_in_the_excerpt_where_it_is_said_to(
    text: str, new: tuple[str, ...], shown: str
) -> None:
    spans = tuple((text.index(part), text.index(part) + len(part)) for part in new)
    label, where = excerpt(text, spans)
    assert label == shown
    assert tuple(label[begin:end] for begin, end in where) == new


@pytest.mark.parametrize("length", [52, 53])
def test_a_text_of_up_to_52_letters_is_shown_whole(length: int) -> None:
    text = "x" * length
    for at in (0, length - 1):
        label, _ = excerpt(text, ((at, at + 1),))
        assert (label == text) is (length == 52)


@pytest.mark.parametrize("left_out", [7, 8])
def test_up_to_seven_letters_are_not_left_out_at_either_end(left_out: int) -> None:
    text, at = "x" * 90, left_out + 22
    assert excerpt(text, ((at, at + 1),))[0].startswith("…") is (left_out == 8)
    assert excerpt(text, ((90 - at - 1, 90 - at),))[0].endswith("…") is (left_out == 8)


@pytest.mark.parametrize(
    ("text", "wide"),
    [("abc", 1), ("中文", 2), ("中文a", 2), ("中abc", 1), ("中a", 1), ("", 1), ("한글", 2), ("\u1100", 2)],
)
def test_hanzi_and_hangul_are_two_letters_wide(text: str, wide: int) -> None:
    assert breadth(text) == wide


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        (
            "我们3号楼的电梯又坏了，老人下不了楼，已经两天了。",
            ("电梯", "下不了"),
            "我们3号楼的电梯又坏了，老人下不了楼",
        ),
        (
            "Good morning. My mother cannot get down, two days now.",
            ("cannot get down",),
            "My mother cannot get down",
        ),
        ("Gas. I smell gas, and my head aches.", ("gas",), "Gas"),
        ("Gas, it is gas. My head aches.", ("gas", "it is"), "Gas, it is gas"),
        ("It smells of gas, and my head aches.", ("gas,",), "It smells of gas"),
        ("Good morning, help me. It burns.", (", help",), "help me"),
        ("The lift is broken.", ("smell of gas",), ""),
        ("The lift is broken.", (), ""),
    ],
)
def test_what_says_something_is_given_back_in_whole_clauses(
    text: str, words: tuple[str, ...], said: str
) -> None:
    assert saying(text, words) == said


def test_a_long_clause_is_cut_around_what_it_says() -> None:
    long = "我们这个院子住了三十年了" * 6 + "厨房着火了" + "大家都跑出来了" * 6
    for before in ("", "我跟您说，你们一定要快一点，"):
        part = saying(before + long, ("着火了",))
        assert "着火了" in part
        assert part.startswith("…")
        assert len(part) < 40
