import datetime
import re

import pytest

from kiosk.languages import language
from kiosk.packs import load_pack
from kiosk.understanding import understand
from kiosk.understanding.known import Answer, answers_of, known_answer
from kiosk.understanding.neighbours import OpenTicket, same_matter
from kiosk.understanding.understood import Understood

TODAY = datetime.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("tag", "said", "answer"),
    [
        ("zh-CN", "我 想 问问 老年卡 怎么 办", "senior-travel-card"),
        ("zh-CN", "养老金 认证 在 哪儿 做", "pension-qualification"),
        ("zh-CN", "今年 几号 供暖", "heating-hours"),
        ("zh-CN", "有没有 送饭 的", "meal-service"),
        ("zh-CN", "居住证 怎么 办", "residence-permit"),
        ("zh-CN", "一二三四五 是 管 什么 的", "hotline"),
        ("zh-CN", "门诊慢病本怎么办 我是糖尿病 一年药钱小一万呢", "medical-chronic"),
        ("zh-CN", "送饭上门咋订", "meal-service"),
        ("zh-CN", "小狗上哪儿办证", "dog-licence"),
        ("zh-CN", "老楼加装电梯一楼不同意怎么办政府给补多少钱呐", "add-lift"),
        ("en", "do i get free bus travel at sixty or sixty five", "senior-travel-card"),
        ("en", "what time have builders got to stop drilling of a saturday", "noise-hours"),
        ("en", "how many days have i got to send back a coat i got on the internet", "refund"),
        ("en", "how do i get a bus pass", "senior-travel-card"),
        ("en", "when do they turn the heating on this year", "heating-hours"),
        ("en", "do they bring hot dinners round for pensioners", "meal-service"),
    ],
)
def test_what_is_asked_most_has_its_answer(tag: str, said: str, answer: str) -> None:
    pack = load_pack(tag)
    known = known_answer(understand(said, pack), pack, TODAY)
    assert known is not None
    assert known.answer.id == answer


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("zh-CN", "门口路灯坏了三天了"),
        ("zh-CN", "厨房一股煤气味"),
        ("zh-CN", "楼上天天半夜蹦跶"),
        ("en", "there is a pothole outside the bank"),
        ("en", "strong smell of gas please send someone"),
        ("zh-CN", "居住证快到期了孩子明年上学够不够年限"),
        ("zh-CN", "建议社区多办几个书法班"),
        ("en", "how do i register to vote"),
        ("en", "where do i take old paint tins and batteries"),
        ("en", "how would i get a permit to sell roasted chestnuts off a cart"),
        ("en", "i had a parking ticket but i was showing my residents' permit where do i appeal"),
    ],
)
def test_no_answer_is_offered_where_none_fits(tag: str, said: str) -> None:
    pack = load_pack(tag)
    assert known_answer(understand(said, pack), pack, TODAY) is None


def test_an_answer_out_of_date_is_not_offered() -> None:
    pack = load_pack("zh-CN")
    asked = understand("今年几号供暖", pack)
    later = known_answer(asked, pack, datetime.date(2030, 1, 1))
    assert later is None


def test_an_answer_from_the_desk_goes_before_the_packs() -> None:
    pack = load_pack("zh-CN")
    fresh = Answer(
        "heating-hours",
        "heating",
        ("今年几号供暖",),
        "今年十一月十日就供暖。",
        "本站",
        datetime.date(2027, 3, 31),
    )
    known = known_answer(understand("今年几号供暖", pack), pack, TODAY, (fresh,))
    assert known is not None
    assert known.answer is fresh


@pytest.mark.parametrize("tag", ["zh-CN", "en"])
def test_answers_are_many_short_and_dated(tag: str) -> None:
    pack = load_pack(tag)
    answers = answers_of(pack.folder)
    assert len(answers) >= 40
    for one in answers:
        assert pack.category(one.category), one.id
        assert len(one.questions) >= 2, one.id
        assert len(re.findall(r"[。！？]|[.!?](?= |$)", one.text)) <= 4, one.id


def test_a_neighbours_ticket_says_the_same_only_at_the_same_place() -> None:
    pack = load_pack("zh-CN")
    tickets = [
        OpenTicket("1", "street_light", "槐树里小区后身", "槐树里小区后身路灯不亮", 12),
        OpenTicket("2", "street_light", "文化广场", "文化广场的路灯不亮"),
        OpenTicket("3", "noise", "槐树里小区", "槐树里小区广场舞太吵"),
    ]
    found = same_matter(understand("怀树里小区后身那条道的路灯坏了", pack), tickets, pack)
    assert [s.ticket.number for s in found] == ["1"]


@pytest.mark.parametrize(("place", "same"), [("Mill Lane 4", True), ("", False)])
def test_a_ready_sentence_is_the_same_matter_at_the_same_place_only(place: str, same: bool) -> None:
    pack = load_pack("en")
    lights = pack.category("street_light")
    assert lights
    request = Understood(lights.ready[0], category=lights.code, place=place)
    tickets = [OpenTicket("1", lights.code, place, lights.ready[0])]
    assert bool(same_matter(request, tickets, pack)) is same


@pytest.mark.parametrize("tag", ["zh-CN", "en"])
def test_each_way_to_ask_holds_the_words_its_answer_needs(tag: str) -> None:
    for one in answers_of(load_pack(tag).folder):
        assert one.needs, one.id
        for question in one.questions:
            assert re.search(one.needs, language(tag).plain(question)), (one.id, question)


@pytest.mark.parametrize(
    ("place", "said", "same"),
    [
        ("红星巷四号楼", "红星巷四号楼楼下的路灯全灭了黑得很", True),
        ("红星巷四号楼", "我们红星巷四号楼前头没亮灯晚上看不见", True),
        ("红星巷四号楼", "东里三号楼门口路灯不亮", False),
        ("红星巷四号楼", "红星巷四号楼半夜装修太吵了", False),
    ],
)
def test_the_same_matter_is_known_in_other_words(place: str, said: str, same: bool) -> None:
    pack = load_pack("zh-CN")
    tickets = [OpenTicket("1", "street_light", place, f"{place}的路灯坏了", 3)]
    assert bool(same_matter(understand(said, pack), tickets, pack)) is same


def test_a_phone_number_in_an_answer_is_written_in_figures() -> None:
    spelled = re.compile(r"[零〇一二三四五六七八九幺]{3,}")
    assert not [each.id for each in answers_of(load_pack("zh-CN").folder) if spelled.search(each.text)]
