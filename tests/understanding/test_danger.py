"""Danger and people who are being hurt, on sentences by authors who had not seen the program.

Every second sentence of the sets was read while rules were written; figures on sentences that nobody read are
those of tests/benchmarks/bench_danger.py.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from kiosk.languages import language
from kiosk.languages.passages import spans
from kiosk.packs import load_pack
from kiosk.understanding import understand
from kiosk.understanding.rules import rules_of
from kiosk.understanding.signs import SignSearch
from kiosk.understanding.understood import Urgency
from kiosk.understanding.urgency import category_of, find_danger
from tests.said_sets import TAGS, deeds, labelled


@pytest.mark.parametrize("short", TAGS)
def test_emergencies_are_found_and_ordinary_matters_that_sound_like_one_are_none(short: str) -> None:
    pack = load_pack(TAGS[short])
    found = [(level, find_danger(text, pack).level, text) for level, text in labelled(f"danger.{short}.tsv")]
    missed = [text for level, heard, text in found if level == "emergency" and heard != "emergency"]
    false = [text for level, heard, text in found if level == "normal" and heard == "emergency"]
    assert len(missed) <= 0.05 * sum(level == "emergency" for level, _, _ in found), missed
    assert len(false) <= 0.03 * sum(level == "normal" for level, _, _ in found), false


@pytest.mark.parametrize("short", TAGS)
def test_whoever_is_being_hurt_is_urgent_at_least_and_in_the_right_category(short: str) -> None:
    pack = load_pack(TAGS[short])
    lines = deeds(short)
    heard = [find_danger(text, pack) for _, _, text in lines]
    passed_over = [text for (_, _, text), d in zip(lines, heard, strict=True) if d.level == "normal"]
    elsewhere = [
        text
        for (_, category, text), d in zip(lines, heard, strict=True)
        if category_of(d.deed, pack) != category
    ]
    assert len(passed_over) <= 0.05 * len(lines), passed_over
    assert len(elsewhere) <= 0.12 * len(lines), elsewhere


@pytest.mark.parametrize(
    ("tag", "said", "category"),
    [
        ("en", "the carer slaps my mother", "abuse"),
        ("en", "my son takes my pension and hits me", "abuse"),
        ("en", "she locks me in my room and gives me no food", "abuse"),
        ("en", "my husband beats me and i am ann fox of dog kennel lane", "abuse"),
        ("zh-CN", "护工打我妈", "abuse"),
        ("zh-CN", "儿子拿走我的养老金还打我", "abuse"),
        ("zh-CN", "我住狗尾巴胡同我男人打我", "abuse"),
        ("zh-CN", "我爸老年痴呆出去没回来", "safety"),
        ("en", "my mother has dementia and hasn't come home", "safety"),
    ],
)
def test_the_deed_weighs_more_than_names_and_places(tag: str, said: str, category: str) -> None:
    request = understand(said, load_pack(tag))
    assert (request.category, request.candidates[0].code) == (category, category)
    assert request.urgency is not Urgency.NORMAL
    assert request.deed


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "my son hits the drums all night"),
        ("en", "the council hit me with a fine"),
        ("en", "my grandson beats me at chess"),
        ("en", "my carer is always late"),
        ("zh-CN", "打人电话没人接"),
        ("zh-CN", "打孩子预防针在哪儿"),
        ("zh-CN", "儿子帮我领养老金要什么手续"),
        ("zh-CN", "老伴打麻将天天不回家"),
    ],
)
def test_words_that_look_like_a_deed_are_none(tag: str, said: str) -> None:
    assert find_danger(said, load_pack(tag)).deed == ""


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("zh-CN", "快来"),
        ("zh-CN", "你们快点来人啊"),
        ("zh-CN", "赶紧来个人看一下"),
        ("en", "come quick"),
        ("en", "please hurry up"),
        ("en", "can someone come right now"),
    ],
)
def test_a_call_that_names_no_danger_is_no_emergency(tag: str, said: str) -> None:
    assert find_danger(said, load_pack(tag)).level is Urgency.NORMAL


@pytest.mark.parametrize(
    ("tag", "danger", "none"),
    [
        ("en", "this is no drill the block is on fire", "the fire drill on the block is on friday"),
        ("en", "there's smoke coming out of the lift", "we saw a film with smoke coming out of a lift"),
        ("zh-CN", "不是演习楼道里真着火了", "楼道里消防演习几点"),
        ("zh-CN", "屋里煤气味很大人都晕了", "以为屋里煤气味原来是隔壁刷漆"),
    ],
)
def test_the_same_words_are_danger_or_none_by_what_stands_around_them(
    tag: str, danger: str, none: str
) -> None:
    pack = load_pack(tag)
    assert find_danger(danger, pack).level is Urgency.EMERGENCY
    assert find_danger(none, pack).level is not Urgency.EMERGENCY


@pytest.mark.parametrize(("tag", "said"), [("en", "the kitchen is on fire"), ("zh-CN", "厨房着火了")])
def test_where_nothing_was_trained_the_rules_decide(tmp_path: Path, tag: str, said: str) -> None:
    pack = load_pack(tag)
    for file in ("urgency.toml", "deeds.toml"):
        (tmp_path / file).write_bytes((pack.folder / file).read_bytes())
    untrained = structs.replace(pack, folder=tmp_path)
    assert find_danger(said, untrained).level is Urgency.EMERGENCY
    assert find_danger("x", untrained).level is Urgency.NORMAL


@pytest.mark.parametrize("said", ["就像是没人管一样", "我们都是学生", "研究显示有用"])
def test_what_is_written_as_another_word_is_no_sign_that_sounds_alike(said: str) -> None:
    pack = load_pack("zh-CN")
    heard = SignSearch(said, language("zh-CN"), by_ear=True)
    signs = [sign for rule in rules_of(pack.folder).urgency for sign in rule.signs]
    by_text = SignSearch(said + "。", language("zh-CN"), by_ear=True)
    assert all(heard.spots(sign) == by_text.spots(sign) for sign in signs)


@pytest.mark.parametrize("short", TAGS)
def test_in_a_letter_one_sentence_of_danger_is_found_among_ordinary_ones(short: str) -> None:
    letter = {
        "zh": "您好，我住在三号楼。路灯坏了很久，晚上看不清。物业说等一等。{}楼下的花坛也该修了。",
        "en": "Good morning, I live in block three. The lamp has been out for weeks. They told us to wait. "
        "{} The flower beds want doing too. Thank you.",
    }[short]
    danger = {"zh": "我老伴刚才倒在地上叫不醒了。", "en": "My husband has just collapsed and won't wake up."}
    pack = load_pack(TAGS[short])
    assert find_danger(letter.format(danger[short]), pack).level is Urgency.EMERGENCY
    assert find_danger(letter.format(""), pack).level is Urgency.NORMAL


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="着火了救命abc 。·.,!?12", max_size=400), st.sampled_from(sorted(TAGS.values())))
def test_whatever_is_said_passages_cover_all_of_it_and_nothing_is_raised(said: str, tag: str) -> None:
    lang = language(tag)
    found = spans(said, lang)
    assert found[0][0] == 0
    assert found[-1][1] == len(said)
    assert all(begin < end for begin, end in found) or not said
    assert all(later[0] <= earlier[1] for earlier, later in pairwise(found))
    find_danger(said, load_pack(tag))
