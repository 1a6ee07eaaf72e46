import io
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.packs import Category, load_pack, with_categories
from kiosk.understanding import understand
from kiosk.understanding.answers import answer
from kiosk.understanding.command import run
from kiosk.understanding.digits import digits
from kiosk.understanding.places import find_place, nearest
from kiosk.understanding.understood import Kind
from tests.pace import patience

ZH, EN, KO = load_pack("zh-CN"), load_pack("en"), load_pack("ko")


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("一到晚上楼下黑咕隆咚的", "street_light"),
        ("我们 楼下 的 路灯 坏 了 三天 了", "street_light"),
        ("鹿灯 不 亮 了", "street_light"),
        ("警戒盖 没有 了", "road_manhole"),
        ("物业光收钱不办事", "property"),
        ("退休金这个月没到账", "pension"),
        ("骗子打电话让我转钱", "fraud"),
        ("你这机器能听懂不", "other"),
    ],
)
def test_what_a_mandarin_request_is_about(said: str, category: str) -> None:
    assert understand(said, ZH).candidates[0].code == category


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("the street lamp outside our gate is out", "street_light"),
        ("nobody's emptied our beans for a fortnight", "waste"),
        ("my tension hasn't come this month", "pension"),
        ("there's a great big hole in the road", "road_manhole"),
        ("it's about my mother her career hasn't come", "elder_care"),
    ],
)
def test_what_an_english_request_is_about(said: str, category: str) -> None:
    assert understand(said, EN).candidates[0].code == category


def test_a_korean_request_is_understood_by_its_cues() -> None:
    assert understand("가로등이 고장 나서 깜깜해요", KO).category == "street_light"


@pytest.mark.parametrize("said", ["", "嗯", "那个"])
def test_it_is_not_sure_of_nothing(said: str) -> None:
    assert understand(said, ZH).category == ""


@pytest.mark.parametrize(
    ("said", "pack", "kind"),
    [
        ("我想表扬扫街的大姐", ZH, Kind.PRAISE),
        ("我想问一下老年卡怎么办", ZH, Kind.CONSULT),
        ("建议在路口加个垃圾桶", ZH, Kind.SUGGESTION),
        ("我举报楼上私搭乱建", ZH, Kind.REPORT),
        ("物业态度太差没人管", ZH, Kind.COMPLAINT),
        ("could we have another bench in the park", EN, Kind.SUGGESTION),
        ("how do i get a bus pass", EN, Kind.CONSULT),
        ("the nurse was ever so kind to me", EN, Kind.PRAISE),
    ],
)
def test_which_kind_of_request_it_is(said: str, pack: object, kind: Kind) -> None:
    assert understand(said, ZH if pack is ZH else EN).kind is kind


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("幸福小区三号楼后头的灯坏了", "幸福小区三号楼后头"),
        ("体育场不对是文化广场那帮跳舞的", "文化广场"),
        ("红星胡同十一号门口有个坑", "红星胡同十一号门口"),
        ("我去医院拿药", ""),
        ("家里没水了", ""),
    ],
)
def test_where_in_mandarin(said: str, place: str) -> None:
    assert find_place(said, ZH) == place


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("there is a hole outside the bank", "outside the bank"),
        ("the light on station road is out", "station road"),
        ("at building three no i mean building four the drain smells", "building four"),
        ("my pension has not come", ""),
    ],
)
def test_where_in_english(said: str, place: str) -> None:
    assert find_place(said, EN) == place


def test_the_stations_own_places_are_found_by_sound() -> None:
    places = ("幸福家园", "东柳巷", "槐树里小区")
    assert nearest("怀树里小区", places, ZH)[0] == "槐树里小区"
    assert understand("怀树里小区的灯坏了", ZH, places).place_said == "槐树里小区"
    assert nearest("rowan houses", ("Rowan House", "Holly Park"), EN) == ["Rowan House"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("屋里 才 十五度", "屋里才 15 度"),
        ("三号楼 二单元 五零二 没 水", "3 号楼 2 单元 502 没水"),
        ("一九七二年 下乡", "1972 年下乡"),
        ("等 了 两三天 一直 没 人 来", "等了两三天一直没人来"),
        ("我 电话 幺三八 零零幺三 八零零零", "我电话 138 0013 8000"),
    ],
)
def test_numbers_for_the_eye_in_mandarin(said: str, shown: str) -> None:
    assert understand(said, ZH).text == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("i live in unit three", "I live in Unit 3"),
        ("it's fifteen degrees in here", "It's 15 degrees in here"),
        ("i'm eighty four", "I'm 84"),
        ("one of them is broken", "One of them is broken"),
        ("ring me on two oh two five five five oh one four three", "Ring me on 202 555 0143"),
    ],
)
def test_numbers_for_the_eye_in_english(said: str, shown: str) -> None:
    assert understand(said, EN).text == shown


def test_when_it_happened() -> None:
    assert understand("从昨天晚上开始就没水了", ZH).when == "从昨天晚上开始"
    assert understand("the lamp has been out since sunday", EN).when == "since sunday"


def test_an_administrators_category_is_understood_and_a_renamed_one_keeps_its_code() -> None:
    added = Category("charging", "充电桩", "城市管理委员会", cues=("充电桩", "充电车位"))
    pack = with_categories(ZH, (added, Category("noise", "吵闹")))
    assert understand("小区里的充电桩坏了充电车位也不够", pack).category == "charging"
    renamed = pack.category("noise")
    assert renamed is not None
    assert renamed.name == "吵闹"
    assert renamed.cues
    assert pack.categories[-1].code == "other"


def test_the_command_gives_an_object_a_line() -> None:
    out = io.StringIO()
    lines_in = "门口 那 灯 又 瞎 了\n\n我 老伴 关 电梯 里头 出不来\n"
    assert run(io.StringIO(lines_in), out, ZH) == 0
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(lines) == 3
    assert {"category", "candidates", "urgency", "kind", "place", "phone"} <= set(lines[0])
    assert lines[2]["urgency"] == "emergency"
    assert set(lines[0]["candidates"][0]) == {"code", "score"}


TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                *"不对幺三八是的里",
                "no",
                "double",
                "five",
                "oh",
                "sorry",
                "last",
                "电梯",
                "fire",
                "'",
                "-",
                "号楼",
            ]
        ),
        max_size=40,
    ).map(" ".join),
)


@given(TEXT)
def test_no_text_whatever_raises(text: str) -> None:
    for pack in (ZH, EN, KO):
        understand(text, pack, ("幸福家园", "Holly Park"))
        assert answer(text, pack, ("yes", "no", "choice-1"), {"choice-1": "供暖"}) in (
            None,
            "yes",
            "no",
            "choice-1",
        )
        assert digits(text, pack) == "" or digits(text, pack).isdigit()


@pytest.mark.parametrize("pack", [ZH, EN], ids=["zh", "en"])
def test_a_very_long_story_is_understood_in_bounded_time(pack: object) -> None:
    language = ZH if pack is ZH else EN
    for piece in (
        "我 跟 你 说 啊 ",
        "well you know ",
        "一二三四五六七八九十",
        "no sorry five ",
        "东柳巷口那个",
    ):
        start = time.monotonic()
        understand(piece * 2000, language)
        answer(piece * 2000, language, ("yes", "no", "choice-1"), {"choice-1": "供暖供暖"})
        assert time.monotonic() - start < patience(20)  # not a timing: that nothing is quadratic out of hand
