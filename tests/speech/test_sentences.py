from __future__ import annotations

import pytest

from speech.sayas import spoken
from speech.sentences import BREATH_PAUSE_S, CLAUSE_PAUSE_S, SENTENCE_PAUSE_S, Clause, clauses, starting_small


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


def test_what_a_recognizer_gave_without_marks_is_said_in_breaths() -> None:
    said = clauses("我今年七十八了每天早上五点多去打太极那会儿天还没亮呢从平安西里到河边一个亮儿都没有")
    assert [clause.text for clause in said] == [
        "我今年七十八了每天早上五点多去打太极",
        "那会儿天还没亮呢从平安西里到河边一个亮儿",
        "都没有",
    ]
    assert said[0].pause_s == BREATH_PAUSE_S
    long = "um i was on my way to the church and there is this great big hole in the road by the school gate"
    assert [clause.text for clause in clauses(long)] == [
        "um i was on my way to the church and there is this great big hole",
        "in the road by the school gate",
    ]
    assert max(len(clause.text) for clause in clauses("路" * 200)) <= 30


def test_what_must_sound_now_begins_with_a_few_words_cut_where_a_speaker_may_hold_on() -> None:
    def parts(text: str, language: str) -> list[str]:
        return [part.text for part in starting_small(clauses(spoken(text, language))[0])]

    assert parts("25号楼的路灯坏了，没有人来修。", "zh-CN") == ["二十五号楼的", "路灯坏了，"]
    assert parts("百草园里头那个月季今年开得真好", "zh-CN") == ["百草园里头", "那个月季今年开得真好"]
    assert parts("您请说。", "zh-CN") == ["您请说。"]
    assert parts("多放俩垃圾桶行不行", "zh-CN") == ["多放俩垃圾桶行不行"]  # nowhere to hold on
    assert parts("The light in front of our house is out", "en") == [
        "The light in front",
        "of our house is out",
    ]
    assert parts("Your number is 40721936.", "en") == [
        "Your number is four zero seven two,",
        "one nine three six.",
    ]
    first, last = starting_small(Clause("二十五号楼的路灯坏了，", CLAUSE_PAUSE_S))
    assert (first.pause_s, last.pause_s) == (0.0, CLAUSE_PAUSE_S)
