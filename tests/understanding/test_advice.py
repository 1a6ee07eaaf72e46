"""Which advice fits an emergency: what to do first, and who to ring before the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.languages import as_said
from kiosk.packs import Advice, available, load_pack
from kiosk.understanding.advice import advice_for

URGENCY = Path(__file__).parents[1] / "data" / "urgency.txt"
DANGERS = """
gas         fire      屋里一股煤气味，头晕                 there is a strong smell of gas
fire        fire      厨房着火了，全是烟                   the kitchen is on fire
fall        ambulance 老太太从楼梯上摔下来起不来了         my mother has fallen down the stairs
chest       ambulance 我胸口疼得厉害，出冷汗               I have a terrible pain in my chest
stroke      ambulance 我爸突然嘴歪了，话也说不清           his mouth is drooping and he cannot speak
trapped     fire      墙塌了，有人压在下面                 the wall came down and people are trapped
lift        fire      有人困在电梯里出不来                 somebody is stuck in the lift
self_harm   ambulance 我不想活了                           I want to kill myself
violence    police    有人拿刀砍人                         a man with a knife is attacking people
missing     police    我妈走丢了，到处找不到人             my father has wandered off and we cannot find him
traffic     ambulance 路口出车祸了，人被车撞了             a car crash, somebody was run over
collapse    ambulance 老伴儿晕过去了，叫不醒               my wife has collapsed and won't wake up
choking     ambulance 孩子噎住了，脸憋紫了                 the baby is choking
poison      ambulance 他喝了农药                           she has swallowed bleach
water       fire      有人掉河里了                         a boy fell in the river
electric    ambulance 有人触电了                           he got an electric shock
hurt        ambulance 手上的血止不住                       I cannot stop the bleeding
other       police    快来人，出大事了                     come quickly, something terrible
"""


def fitting(text: str, tag: str, deed: str = "") -> Advice:
    advice = advice_for(as_said(text, tag), deed, load_pack(tag))
    assert advice is not None
    return advice


@pytest.mark.parametrize("line", DANGERS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_each_danger_has_what_to_do_first_and_whom_to_ring_first(line: str) -> None:
    code, ring, mandarin, english = line.split(maxsplit=3)
    for tag, text in (("zh-CN", mandarin), ("en", english)):
        advice = fitting(text, tag)
        assert (advice.code, advice.ring) == (code, ring), text


@pytest.mark.parametrize(("deed", "code"), [("hurt", "violence"), ("self_harm", "self_harm")])
def test_what_is_done_to_somebody_counts_where_the_words_say_nothing_else(deed: str, code: str) -> None:
    assert fitting("I cannot bear it", "en", deed).code == code
    assert fitting("he set the house on fire", "en", "hurt").code == "fire"


@pytest.mark.parametrize("tag", available())
def test_every_language_advises_in_the_same_dangers_and_names_its_sources(tag: str) -> None:
    advice = load_pack(tag).advice
    assert [(a.code, a.ring, a.deeds) for a in advice] == [
        (a.code, a.ring, a.deeds) for a in load_pack("zh-CN").advice
    ]
    assert all(a.source and a.seen for a in advice)
    assert advice[-1].code == "other", "what fits nothing else comes last"


@pytest.mark.parametrize(("tongue", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_most_emergencies_are_told_more_than_what_holds_for_all(tongue: str, tag: str) -> None:
    lines = URGENCY.read_text(encoding="utf-8").splitlines()
    said = [line.split(" ", 2)[2] for line in lines if line.startswith(f"{tongue} !! ")]
    general = [text for text in said if fitting(text, tag).code == "other"]
    assert len(general) <= 0.1 * len(said), general
