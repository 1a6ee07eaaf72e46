from __future__ import annotations

import pytest

from speech.sentences import CLAUSE_PAUSE_S, SENTENCE_PAUSE_S, clauses


def texts(sentence: str) -> list[str]:
    return [clause.text for clause in clauses(sentence)]


def test_a_long_chinese_sentence_is_split_at_its_marks_so_that_the_first_clause_sounds_soon() -> None:
    assert texts("我听到的是：我们楼下的路灯坏了，没有人来修。") == [
        "我听到的是：",
        "我们楼下的路灯坏了，",
        "没有人来修。",
    ]


def test_what_is_too_short_to_be_spoken_alone_stays_with_its_neighbour() -> None:
    assert texts("好，我再说一遍，对。") == ["好，我再说一遍，对。"]


def test_a_short_english_sentence_is_spoken_in_one_breath() -> None:
    assert texts("Hello, is that right?") == ["Hello, is that right?"]


def test_a_long_english_sentence_is_split_but_never_in_a_number() -> None:
    said = "The light at house 3.5, in the street behind us, has been broken for 1,000 days now."
    assert texts(said) == [
        "The light at house 3.5,",
        "in the street behind us,",
        "has been broken for 1,000 days now.",
    ]


def test_nothing_of_the_text_is_lost() -> None:
    for said in ("电梯坏了。", "没有标点的一句话", "A?! B: c (d), e…", "물이 안 나와요, 도와주세요."):
        assert "".join(texts(said)).replace(" ", "") == said.replace(" ", "")


@pytest.mark.parametrize("nothing", ["", "   ", "。", "?!", "…"])
def test_marks_alone_are_nothing_to_say(nothing: str) -> None:
    assert clauses(nothing) == []


def test_a_sentence_is_followed_by_a_longer_pause_than_a_clause() -> None:
    first, second = clauses("我听到的是：楼下的路灯坏了。")
    assert (first.pause_s, second.pause_s) == (CLAUSE_PAUSE_S, SENTENCE_PAUSE_S)
