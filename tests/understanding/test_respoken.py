"""A part said again goes where it belongs, in both languages, and a new story goes nowhere."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.languages import language
from kiosk.packs import load_pack
from kiosk.understanding.respoken import mended
from kiosk.understanding.training.misheard import misheard
from tests.labelled_requests import REQUESTS, read_requests

LIFT = "The left in Building 3 is broken."
电梯 = "3号楼的电梯换了，老人下不去。"


@pytest.mark.parametrize(
    ("tag", "text", "said", "becomes"),
    [
        ("en", "the left in building three is broken", "the lift", "the lift in building three is broken"),
        ("en", LIFT, "The lift.", "The lift in Building 3 is broken."),
        ("en", LIFT, "lift", "The lift in Building 3 is broken."),
        ("en", LIFT, "Not left, lift.", "The lift in Building 3 is broken."),
        ("en", LIFT, "not left lift", "The lift in Building 3 is broken."),
        ("en", LIFT, "I said lift.", "The lift in Building 3 is broken."),
        ("en", LIFT, "No, no, it's not the left, it's the lift.", "The lift in Building 3 is broken."),
        ("en", LIFT, "Lift, not left.", "The lift in Building 3 is broken."),
        ("en", LIFT, "change left to lift", "The lift in Building 3 is broken."),
        ("en", LIFT, "sorry, I mean the lift", "The lift in Building 3 is broken."),
        ("en", LIFT, "the lift please", "The lift in Building 3 is broken."),
        ("en", LIFT, "No, building four.", "The left in Building four is broken."),
        ("en", LIFT, "the lid", "The lid in Building 3 is broken."),  # misheard again: a "no" away
        ("en", "The in Building 3 is broken.", "the lift in building", "The lift in Building 3 is broken."),
        ("en", "There is a portal on Mill Road.", "pothole", "There is a pothole on Mill Road."),
        ("en", "There is a pot hole on Mill Road.", "pothole", "There is a pothole on Mill Road."),
        ("en", "There is a pothole on Mail Rod.", "Mill Road", "There is a pothole on Mill Road."),
        (
            "en",
            "I'm 91 radiators or stone cold, please help.",
            "radiators are stone cold",
            "I'm 91 radiators are stone cold, please help.",
        ),
        (
            "en",
            "The LAM outside number 9 keeps flickering.",
            "the lamp outside number nine",
            "The lamp outside number nine keeps flickering.",
        ),
        (
            "en",
            "The lamb outside number 9 keeps lickering.",
            "flickering",
            "The lamb outside number 9 keeps flickering.",
        ),
        ("en", "We have know water since Monday.", "no water", "We have no water since Monday."),
        ("zh-CN", 电梯, "坏了", "3号楼的电梯坏了，老人下不去。"),
        ("zh-CN", 电梯, "坏 了", "3号楼的电梯坏了，老人下不去。"),
        ("zh-CN", 电梯, "不是换了，是坏了。", "3号楼的电梯坏了，老人下不去。"),
        ("zh-CN", 电梯, "不是换了是坏了", "3号楼的电梯坏了，老人下不去。"),
        ("zh-CN", 电梯, "是坏了，不是换了。", "3号楼的电梯坏了，老人下不去。"),
        ("zh-CN", 电梯, "我说的是坏了", "3号楼的电梯坏了，老人下不去。"),
        ("zh-CN", 电梯, "不对不对，电梯坏了", "3号楼的电梯坏了，老人下不去。"),
        ("zh-CN", 电梯, "把换了改成坏了", "3号楼的电梯坏了，老人下不去。"),
        ("zh-CN", 电梯, "怀了", "3号楼的电梯怀了，老人下不去。"),  # misheard again: a "no" away
        ("zh-CN", 电梯, "四号楼", "四号楼的电梯换了，老人下不去。"),
        ("zh-CN", "三号楼的点题坏了。", "电梯", "三号楼的电梯坏了。"),
        ("zh-CN", "楼下的鹿等坏了三天了", "路灯", "楼下的路灯坏了三天了"),
        ("zh-CN", "楼道里垃极没人清", "嗯，那个，垃圾", "楼道里垃圾没人清"),
        ("zh-CN", "我家暖七不热，冷得很", "暖气不热", "我家暖气不热，冷得很"),
        ("zh-CN", "门口那灯又瞎了好几天", "把瞎了改成灭了", "门口那灯又灭了好几天"),
        ("ko", "3동 엘리베이더가 고장 났어요", "엘리베이터가", "3동 엘리베이터가 고장 났어요"),
    ],
)
def test_a_part_said_again_mends_the_piece_that_sounds_like_it(
    tag: str, text: str, said: str, becomes: str
) -> None:
    assert mended(text, said, load_pack(tag)) == becomes


@pytest.mark.parametrize(
    ("tag", "text", "said"),
    [
        ("en", LIFT, "The lift in Building 3 is broken."),
        ("en", LIFT, "The lift is broken in building three"),
        ("en", LIFT, "My neighbour plays loud music."),
        ("en", LIFT, "the street light on the corner"),
        ("en", LIFT, "noise"),
        ("en", LIFT, "um"),
        ("en", LIFT, ""),
        ("en", "", "the lift"),
        ("zh-CN", 电梯, "3号楼的电梯坏了，老人下不去"),
        ("zh-CN", 电梯, "我们小区晚上施工吵得睡不着"),
        ("zh-CN", 电梯, "楼道灯"),
        ("zh-CN", 电梯, "我要投诉物业"),
        ("zh-CN", 电梯, "嗯"),
        ("zh-CN", 电梯, "。"),
        ("ko", "3동 엘리베이터가 고장 났어요", "물이 안 나와요"),
    ],
)
def test_what_is_no_part_of_the_text_is_all_of_it_said_anew(tag: str, text: str, said: str) -> None:
    assert mended(text, said, load_pack(tag)) is None


def test_a_part_that_stands_there_already_changes_nothing_but_another_like_it_is_meant() -> None:
    pack = load_pack("en")
    assert mended("The lift is broken again.", "The lift!", pack) == "The lift is broken again."
    text = "The lift is broken and the left door too."
    assert mended(text, "the lift", pack) == "The lift is broken and the lift door too."


def test_of_two_that_sound_alike_the_doubted_one_is_meant() -> None:
    pack, text = load_pack("zh-CN"), "路边的树倒了，数倒在路上"
    second = (text.rindex("数"), text.rindex("数") + 1)
    assert mended(text, "竖", pack) == "路边的竖倒了，数倒在路上"
    assert mended(text, "竖", pack, [second]) == "路边的树倒了，竖倒在路上"


@pytest.mark.parametrize(("tag", "right"), [("en", 0.9), ("zh-CN", 0.9)])
def test_most_parts_of_misheard_requests_find_their_place_and_few_of_other_requests_find_one(
    tag: str, right: float
) -> None:
    rng, pack = random.Random(7), load_pack(tag)
    space = language(tag).space
    requests = [language(tag).plain(p.text)[:90].strip() for p in read_requests(REQUESTS, tag)]
    placed = strangers = 0
    for text in requests:
        words = language(tag).words(text)
        size = min(3, len(words) // 3)
        at = rng.randrange(len(words) - size)
        before, part, after = words[:at], words[at : at + size], words[at + size :]
        wrong = misheard(space.join(part), tag, 0.6, rng)
        found = mended(space.join((*before, wrong, *after)), space.join(part), pack)
        placed += found == text
        other = rng.choice(requests)
        stranger = mended(other, space.join(part), pack)
        strangers += stranger not in (None, other) and other != text
    assert placed >= right * len(requests)
    assert strangers <= 0.15 * len(requests)


WORDS = [
    "the",
    "left",
    "lift",
    "in",
    "building",
    "3",
    "is",
    "not",
    "said",
    "换",
    "坏",
    "了",
    "电梯",
    "不是",
    "，",
]
SAID = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(WORDS)).map(" ".join))


@given(SAID, SAID, st.sampled_from(["en", "zh-CN", "ko"]))
def test_whatever_is_said_only_one_stretch_changes_and_only_to_what_was_said(
    text: str, said: str, tag: str
) -> None:
    found = mended(text, said, load_pack(tag))
    if found is None:
        return
    old, new = words(text), words(found)
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    assert set(new) <= set(words(said))
    assert len(old) <= len(words(said)) + 2, "no more goes than a stretch of about that length"


def words(text: str) -> list[str]:
    return re.findall(r"[\u3007\u3400-\u9fff]|\d+|[^\W\d\u3007\u3400-\u9fff]+", text.casefold())
