"""Where: a house number is right or absent, and what was taken back is not the place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.languages import Said, language
from kiosk.packs import load_pack
from kiosk.understanding.places import find_place
from tests.places_judged import numbers, right, wrong_number
from tests.said_sets import TAGS, labelled, sentences

_NUMBERS = {
    "zh": ("十八", "一百零八", "一千零八十八", "甲11", "三", "1203", "一二八", "丙十五", "二十一"),
    "en": ("eight", "a hundred and eight", "one oh eight", "1203", "33b", "forty two a", "three hundred"),
}
_SAID = {
    "zh": ("红星胡同{}号门口有个坑", "中山路{}弄{}号灯坏了", "金地花园{}栋{}没水", "{}号楼的电梯停了"),
    "en": ("rats at {} high street", "no heat in flat {} rowan court", "building {} has no lift"),
}


def _drawn(data: st.DataObject, ll: str) -> str:
    """A request with random numbers in its place."""
    numbered = st.sampled_from(_NUMBERS[ll])
    return data.draw(st.sampled_from(_SAID[ll])).format(data.draw(numbered), data.draw(numbered))


@pytest.mark.parametrize("ll", TAGS)
def test_the_places_that_were_said_are_found_with_no_other_number(ll: str) -> None:
    tag = TAGS[ll]
    said = labelled(f"places.{ll}.tsv")
    found = {request: find_place(request, load_pack(tag)) for _, request in said}
    wrong = [(p, found[r], r) for p, r in said if p and wrong_number(found[r], p, r, tag)]
    assert wrong == []
    missed = [(p, found[r], r) for p, r in said if p and not right(found[r], p, r, tag)]
    assert len(missed) <= len(said) / 20, missed
    made_up = [(found[r], r) for p, r in said if not p and found[r]]
    assert len(made_up) <= 2, made_up


@pytest.mark.parametrize(
    ("tag", "said", "place"),
    [
        ("en", "it wasn't nine rose lane i told her it's twenty rose lane that floods", "twenty rose lane"),
        ("en", "that isn't block two it's block three where the doors stick", "block three"),
        ("zh-CN", "不是望海楼二单元是望海楼三单元的门禁坏了", "望海楼三单元"),
        ("zh-CN", "不是三号楼是四号楼的灯坏了", "四号楼"),
    ],
)
def test_of_an_address_that_is_denied_and_one_that_is_told_the_second_is_the_place(
    tag: str, said: str, place: str
) -> None:
    assert find_place(said, load_pack(tag)) == place


@pytest.mark.parametrize("ll", TAGS)
def test_what_answers_where_without_telling_is_no_place(ll: str) -> None:
    pack = load_pack(TAGS[ll])
    answers = sentences(f"not-places.{ll}.txt")
    assert [a for a in answers if find_place(a, pack)] == []


@pytest.mark.parametrize("ll", TAGS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_place_never_begins_or_ends_within_a_number(ll: str, data: st.DataObject) -> None:
    tag = TAGS[ll]
    said = _drawn(data, ll)
    whole = numbers(said, tag)
    assert [n for n in numbers(find_place(said, load_pack(tag)), tag) if n not in whole] == []


@pytest.mark.parametrize("ll", TAGS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_place_cut_anywhere_is_made_whole_or_is_none(ll: str, data: st.DataObject) -> None:
    tag = TAGS[ll]
    said = Said(_drawn(data, ll), language(tag))
    start = data.draw(st.integers(0, len(said.clauses) - 1))
    end = data.draw(st.integers(start + 1, len(said.clauses)))
    whole = language(tag).whole_place(said.clauses, (start, end))
    told = numbers(said.clauses, tag)
    assert whole is None or [n for n in numbers(said.clauses[slice(*whole)], tag) if n not in told] == []


@pytest.mark.parametrize(
    ("tag", "said", "place"),
    [
        ("en", "the lamp's out at flat 3B, 12 Rowan Court", "flat 3B, 12 Rowan Court"),
        ("en", "building three, no, four, has no heating", "building four"),
        ("en", "kids are breaking windows behind the scout hut", "behind the scout hut"),
        ("zh-CN", "六号楼呃不是七号楼没暖气", "七号楼"),
        ("zh-CN", "银座公寓2号楼电梯从九楼突然掉到四楼卡住", "银座公寓2号楼"),
        ("zh-CN", "区医院门诊楼三层电梯坏了", "区医院门诊楼三层"),
        ("zh-CN", "我住紫荆园12-1-602，暖气管漏水", "紫荆园12-1-602"),
        ("zh-CN", "永和家园12号楼-1层车库积水", "永和家园12号楼-1层车库"),
        ("zh-CN", "槐树里 小区 三 号 楼 没 水", "槐树里小区三号楼"),
    ],
)
def test_a_place_is_given_as_it_was_said_or_written(tag: str, said: str, place: str) -> None:
    assert find_place(said, load_pack(tag)) == place
