"""The emergency screen: what to do first, then who to ring, then why."""

from __future__ import annotations

import pytest

from kiosk.conversation.events import Heard
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.screens.emergency import calls
from kiosk.conversation.screens.way import own_words
from kiosk.conversation.session import Draft, Ears, Session, Step
from tests.conversation.tales import PACKS, TODAY, Tale, session_of, view
from ui.announcements import announcement

FIRE, BLEEDING = "厨房着火了，全是烟，快来人", "我妈摔了，头上流好多血，人不答应了"


def heard(text: str, language: str = "zh-CN") -> Tale:
    tale = Tale(session_of(language=language, step=Step.SPEAK, ears=Ears.READY, notice_given=True))
    event = own_words(Utterance(text), tale.session, PACKS[language], TODAY, by="touch")
    return tale.tell(event)


@pytest.mark.parametrize(("text", "danger", "first"), [(FIRE, "fire", "119"), (BLEEDING, "collapse", "120")])
def test_what_to_do_stands_first_and_the_fitting_number_before_the_others(
    text: str, danger: str, first: str
) -> None:
    tale = heard(text)
    assert tale.step is Step.EMERGENCY
    advice = next(a for a in PACKS["zh-CN"].advice if a.code == danger)
    shown = view(tale.session)
    assert [word.text for word in shown.words] == ["\n".join(advice.do)]
    assert first in shown.rows[0].value
    assert len(shown.rows) == 3
    said = [line.key for line in tale.session.speech.lines]
    assert said[:5] == [
        "emergency.do",
        *(f"advice:{danger}:{n}" for n in range(3)),
        f"emergency.{advice.ring}",
    ]


def test_why_it_is_asked_is_the_residents_own_sentence_and_of_a_long_one_the_part() -> None:
    assert "厨房着火了" in view(heard(FIRE).session).notes[-1].text
    long = "我跟您说啊" + "我们这个院子住了三十年了" * 6 + "刚才厨房着火了，全是烟" + "大家都跑出来了" * 6
    draft = Draft(text=long, reasons=("着火了",), danger="fire", ring="fire")
    why = view(session_of(language="zh-CN", step=Step.EMERGENCY, draft=draft)).notes[-1].text
    assert "着火了" in why
    assert len(why) < 50
    unnamed = Draft(text=long)
    why = view(session_of(language="zh-CN", step=Step.EMERGENCY, draft=unnamed)).notes[-1].text
    assert "我跟您说啊" in why, "where nothing in it was named, how it begins"
    assert len(why) < 50


def test_where_a_language_advises_nothing_the_numbers_come_first_of_all() -> None:
    now = session_of(language="en", step=Step.EMERGENCY, draft=Draft(text="x"))
    shown = view(now)
    assert shown.question[0] == PACKS["en"].prompts["emergency.title"]
    assert not shown.words


def test_one_number_for_all_is_one_row() -> None:
    assert [line.text for line in calls(("112", "112", "112"))] == ["112"]


def test_a_screen_reader_says_what_to_do_and_whom_to_ring() -> None:
    session: Session = heard(FIRE).session
    told = announcement(None, view(session))
    assert told.index(PACKS["zh-CN"].advice[2].do[0]) < told.index("119") < told.index("120")


def test_words_that_are_no_emergency_bring_no_advice() -> None:
    event = own_words(Utterance("路灯坏了"), session_of(language="zh-CN"), PACKS["zh-CN"], TODAY, by="touch")
    assert isinstance(event, Heard)
    assert (event.danger, event.ring) == ("", "")
    assert (event.answer, event.answer_source) == ("", "")
