"""What people do first on the welcome screen, and what is heard and kept there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.conversation.effects import Listening, StartTimer
from kiosk.conversation.events import EarsChanged, Heard, HeardNothing, Overheard, Partial, Pressed, TimedOut
from kiosk.conversation.session import Ears, Session, Step, Word
from kiosk.conversation.silence import BECKONS, BECKONS_S
from tests.conversation.tales import CATEGORIES, PACKS, Tale, meant, session_of, view


def at_rest() -> Tale:
    """The welcome screen of a station that listens for a greeting."""
    session = session_of(categories=CATEGORIES, listen_at_rest=True)
    return Tale(session).tell(EarsChanged(Ears.READY))


def said(text: str) -> Tale:
    """Somebody says this to the welcome screen."""
    tale = at_rest()
    return tale.tell(meant(text, tale.session))


def test_a_station_listens_at_rest_for_a_greeting_only_where_it_may() -> None:
    assert at_rest().listened()[0].listening is Listening.AT_REST
    assert not Tale().tell(EarsChanged(Ears.READY)).listened()


@pytest.mark.parametrize("by", ["touch", "keys", "switch"])
def test_the_lamp_begins_as_the_first_button_does(by: str) -> None:
    tale = Tale().tell(Pressed("touched", "touch"), Pressed("lamp", by))
    assert (tale.step, tale.session.language) == (Step.SPEAK, "zh-CN")
    assert view(at_rest().session).lamp.word == PACKS["zh-CN"].prompts["welcome.start_hint"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello.", "en"),
        ("hello, hello", "en"),
        ("Hello there!", "en"),
        ("Hello (?)", "en"),
        ("Is anybody there?", "en"),
        ("Good morning, I'd like to report something.", "en"),
        ("English, please.", "en"),
        ("英文。", "en"),
        ("你好！", "zh-CN"),
        ("你好呀", "zh-CN"),
        ("喂，你好。", "zh-CN"),
        ("喂", "zh-CN"),
        ("为你好。", "zh-CN"),
        ("有人吗", "zh-CN"),
        ("请问有人在吗？", "zh-CN"),
        ("你好，我想反映个事", "zh-CN"),
        ("大姐，我问个事", "zh-CN"),
        ("好，开始吧", "zh-CN"),
        ("普通话", "zh-CN"),
        ("Chinese", "zh-CN"),
        ("你好老王，吃了没有", "zh-CN"),
        ("Hello, I was just telling my sister about it.", "en"),
    ],
)
def test_whatever_begins_with_a_greeting_or_names_a_language_begins_in_that_language(
    text: str, language: str
) -> None:
    tale = said(text)
    assert (tale.step, tale.session.language, tale.session.spoken) == (Step.SPEAK, language, True)
    assert not tale.session.draft.text, "there is no request in it"


@pytest.mark.parametrize(
    ("text", "language", "request_", "category"),
    [
        ("您好，我们楼的电梯坏了。", "zh-CN", "我们楼的电梯坏了", "elevator"),
        ("你好我们楼电梯坏了", "zh-CN", "我们楼电梯坏了", "elevator"),
        ("哎，喂，你好啊小同志，马路上的路灯不亮", "zh-CN", "马路上的路灯不亮", "street_light"),
        ("为你好，楼上半夜装修太吵", "zh-CN", "楼上半夜装修太吵", "noise"),
        ("Excuse me, my lift is broken.", "en", "My lift is broken", "elevator"),
        ("hi there love the street lamp is broken", "en", "The street lamp is broken", "street_light"),
    ],
)
def test_what_follows_a_greeting_is_the_request_and_what_is_kept_is_said_before_it_goes_on(
    text: str, language: str, request_: str, category: str
) -> None:
    tale = said(text)
    draft = tale.session.draft
    assert (tale.step, draft.text, draft.category) == (Step.CHECK, request_, category)
    assert (tale.session.language, draft.engine) == (language, "whisper")
    assert tale.said()[:2] == ["check.question", "notice.said"]
    assert PACKS[tale.session.language].prompts["notice.said"] in view(tale.session).hint
    assert not tale.session.listening
    assert tale.listen().session.listening
    assert tale.press("back").step == Step.SPEAK


def test_who_greets_and_tells_of_a_danger_is_told_whom_to_ring() -> None:
    assert said("你好，我妈晕倒了，叫不醒").step == Step.EMERGENCY


@pytest.mark.parametrize(
    "text", ["secret", "楼道灯坏了", "你好像没听见", "有人在楼道里抽烟", "hillside is dark", "今天天气不错"]
)
def test_other_speech_is_answered_with_a_sign_and_stands_nowhere(text: str) -> None:
    tale = at_rest()
    event = meant(text, tale.session)
    assert event == Overheard()
    tale.tell(Partial((Word(text),)), event)
    assert StartTimer(BECKONS, BECKONS_S) in tale.effects
    assert text not in repr((tale.session, tale.effects))
    assert tale.session.listening, "the ears wait on"
    assert not tale.said()
    assert view(tale.session).lamp.word == PACKS["zh-CN"].prompts["welcome.press_first"]
    tale.tell(TimedOut(BECKONS))
    assert view(tale.session).lamp.word == PACKS["zh-CN"].prompts["welcome.start_hint"]


def test_the_sign_is_gone_once_somebody_begins() -> None:
    tale = at_rest().tell(Overheard()).press("lamp")
    assert not tale.session.beckons
    assert not tale.press("start-over").session.beckons
    tale = at_rest().tell(Overheard())
    tale.tell(meant("Excuse me, my lift is broken.", tale.session))
    assert (tale.step, tale.session.beckons) == (Step.CHECK, False)


def test_a_matter_that_follows_a_greeting_was_said_and_not_typed() -> None:
    event = meant("Excuse me, my lift is broken.", at_rest().session)
    assert isinstance(event, Heard)
    assert event.by == "voice"


def test_no_sign_is_shown_where_somebody_has_begun_or_nobody_listens() -> None:
    for tale in (at_rest().press("language-en").listen(), Tale()):
        before = tale.session
        assert tale.tell(Overheard()).session == before


def test_silence_and_noise_bring_no_sign() -> None:
    tale = at_rest().tell(HeardNothing(), HeardNothing(), HeardNothing(), HeardNothing())
    assert tale.session.listening
    assert not tale.session.beckons
    assert meant(" ", tale.session) == HeardNothing()


@given(st.text(alphabet="你好喂吗有人在我电梯坏了，。 helothrmi,'", max_size=24))
def test_nothing_at_rest_is_kept_but_what_follows_a_greeting(text: str) -> None:
    session: Session = at_rest().session
    event = meant(text, session)
    assert isinstance(event, (Heard, Pressed, Overheard, HeardNothing))
    if isinstance(event, Heard):
        assert len(event.request.text) < len(text), "the greeting is no part of it"


@pytest.mark.parametrize("by", ["touch", "voice"])
def test_good_let_me_begin_begins_where_nobody_has_begun_and_else_leads_back(by: str) -> None:
    tale = Tale().tell(Pressed("how-to"), Pressed("go-on", by))
    assert (tale.step, tale.session.spoken) == (Step.SPEAK, by == "voice"), "who speaks is told what to say"
    tale = Tale().press("language-en", "touch", "help", "how-to").tell(Pressed("go-on", by))
    assert (tale.step, tale.session.overlay.value) == (Step.CATEGORIES, "")
    tale = Tale().press("help", "relay", "help", "how-to").tell(Pressed("go-on", by))
    assert tale.press("comfort", "close").session.overlay.value == "", "nothing of what was open comes back"


@pytest.mark.parametrize(
    ("by", "told", "never"),
    [
        ("touch", "how_to.touch", {"how_to.keys", "how_to.skip", "how_to.switch"}),
        ("voice", "how_to.anytime", {"how_to.keys", "how_to.skip", "how_to.touch"}),
        ("keys", "how_to.keys", {"how_to.touch", "how_to.switch"}),
        ("switch", "how_to.switch", {"how_to.touch", "how_to.keys"}),
    ],
)
def test_how_it_is_used_speaks_of_what_this_person_uses(by: str, told: str, never: set[str]) -> None:
    tale = (
        Tale()
        .press("language-en")
        .listen()
        .tell(Pressed("how-to", by) if by == "voice" else Pressed("help", by))
    )
    if by != "voice":
        tale.tell(Pressed("how-to", by))
    said = set(tale.said())
    assert told in said
    assert not said & never
