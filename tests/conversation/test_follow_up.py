"""Somebody comes back for a ticket: its number, how it stands, and what they do about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.conversation import days
from kiosk.conversation.effects import CallVolunteer
from kiosk.conversation.events import Dialled, Heard, Pressed
from kiosk.conversation.matter import FollowUp, Matter, Progress
from kiosk.conversation.questions import (
    CannotLook,
    Follow,
    Followed,
    HowIsIt,
    NoSuchTicket,
    NotFollowed,
    Save,
    Stands,
)
from kiosk.conversation.samples import MATTER
from kiosk.conversation.session import Draft, Overlay, Session, Step
from tests.conversation.tales import LIFT, PACKS, Tale, altered, meant, session_of, started, view

NUMBER = MATTER.number


def asking() -> Tale:
    """Somebody has chosen English, and asks after their request."""
    return started().press("ticket")


def shown_a(matter: Matter = MATTER) -> Tale:
    """Their ticket stands there."""
    return dialled(NUMBER).press("done").answer(Stands(matter))


def dialled(digits: str, tale: Tale | None = None) -> Tale:
    return (tale or asking()).press(*(f"digit-{digit}" for digit in digits))


@pytest.mark.parametrize("by", ["touch", "voice"])
def test_a_number_is_keyed_or_said_and_confirmed_once_and_then_looked_up(by: str) -> None:
    tale = dialled(NUMBER) if by == "touch" else asking().listen().tell(Dialled(NUMBER))
    tale = tale.press("done") if by == "touch" else tale.say("yes")
    assert tale.asked(HowIsIt) == [HowIsIt(NUMBER)]
    assert tale.step is Step.LOOKING
    assert tale.answer(Stands(MATTER)).step is Step.STATUS
    assert view(tale.session).number == NUMBER


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "four zero seven two one nine three one"),
        ("en", "my number is 4072 1931"),
        ("zh-CN", "四零七二一九三一"),
        ("zh-CN", "我的号码是四零七二，幺九三幺。"),
        ("ko", "사 공 칠 이 일 구 삼 일"),
    ],
)
def test_a_number_that_is_said_is_read_back(language: str, said: str) -> None:
    tale = Tale(altered(Tale().session, languages=tuple(PACKS))).press(f"language-{language}", "ticket")
    event = meant(said, tale.listen().session)
    assert event == Dialled(NUMBER)
    tale.tell(event)
    assert [" ".join(NUMBER), "ticket.is_it_right"] == tale.said()[-2:]
    assert view(tale.session).typed == "4072 1931"


def test_a_digit_that_was_said_wrong_is_told_at_once_and_the_whole_number_said_anew_takes_its_place() -> None:
    tale = asking().listen().tell(Dialled("40721913"))
    assert tale.said()[-1] == "ticket.wrong"
    assert tale.say("yes").asked(HowIsIt) == [], "no ticket can have that number: nobody is asked"
    tale.listen().tell(Dialled(NUMBER))
    assert tale.session.keypad.digits == NUMBER
    assert not tale.session.error


def test_a_number_may_be_said_in_two_parts() -> None:
    tale = asking().listen().tell(Dialled(NUMBER[:4]))
    assert tale.said()[-1] == "ticket.more"
    assert tale.say("yes").said()[-1] == "ticket.short"
    assert tale.listen().tell(Dialled(NUMBER[4:])).say("yes").step is Step.LOOKING


def test_no_wipes_the_number() -> None:
    tale = asking().listen().tell(Dialled(NUMBER)).say("no")
    assert (tale.session.keypad.digits, tale.said()[-1]) == ("", "ticket.question")


def test_who_has_no_number_gets_a_person() -> None:
    tale = asking().say("skip")
    assert tale.session.overlay is Overlay.HELP
    assert CallVolunteer("asked") in tale.effects


def test_somebody_who_came_straight_from_the_welcome_screen_can_change_the_language_there() -> None:
    tale = Tale().press("ticket")
    assert tale.session.language == "zh-CN"
    assert "language-en" in [act.code for act in view(tale.session).acts]
    tale.press("language-en")
    assert (tale.step, tale.session.language) == (Step.TICKET, "en")
    assert "language-en" not in [act.code for act in view(asking().session).acts]


def test_back_leads_from_the_ticket_to_its_number_and_from_there_to_where_it_was_asked_for() -> None:
    tale = shown_a().press("back")
    assert (tale.step, tale.session.matter) == (Step.TICKET, None)
    assert tale.press("back").step is Step.SPEAK


@pytest.mark.parametrize("progress", Progress)
def test_a_ticket_under_way_can_be_hastened_or_taken_back_and_no_other(progress: Progress) -> None:
    tale = shown_a(replace(MATTER, progress=progress))
    under_way = progress in (Progress.KEPT, Progress.OPEN)
    acts = {"remind", "withdraw"}
    assert acts & set(tale.screen.offered(tale.session)) == (acts if under_way else set())
    assert view(tale.session).question[0] == PACKS["en"].prompts[f"status.{progress}"]


def test_by_its_number_alone_nothing_is_told_but_how_far_it_is() -> None:
    told = set(Matter.__dataclass_fields__)
    may = {"number", "progress", "made_at", "now", "category", "handled_by", "answer"}
    assert told == may | {"updated_at", "due_at", "as_of"}


def test_what_is_asked_to_be_hastened_is_sent_once_and_said_to_be() -> None:
    tale = shown_a().press("remind")
    assert tale.asked(Follow) == [Follow(NUMBER, FollowUp.REMINDER, "en")]
    assert tale.step is Step.LOOKING
    tale.answer(Followed())
    assert (tale.step, tale.said()[-2]) == (Step.NOTED, "noted.reminder")
    assert tale.press("leave").session.matter is None


def test_taking_it_back_asks_first() -> None:
    tale = shown_a().press("withdraw")
    assert (tale.step, tale.asked(Follow)) == (Step.WITHDRAW, [])
    assert tale.press("no").step is Step.STATUS
    tale.press("withdraw", "yes")
    assert tale.asked(Follow) == [Follow(NUMBER, FollowUp.WITHDRAWAL, "en")]
    assert tale.answer(Followed()).said()[-2] == "noted.withdrawal"


def closed() -> Tale:
    return shown_a(replace(MATTER, progress=Progress.CLOSED))


@pytest.mark.parametrize(("solved", "kind"), [("yes", FollowUp.RATING), ("no", FollowUp.REOPENING)])
def test_the_visit_asks_whether_it_is_solved_and_how_satisfied_they_are_and_goes_out_as_one(
    solved: str, kind: FollowUp
) -> None:
    tale = closed()
    assert tale.said()[-1] == "status.visit"
    assert tale.press(solved).step is Step.RATING
    tale.press("rate-5" if solved == "yes" else "rate-1")
    assert tale.asked(Follow) == [Follow(NUMBER, kind, "en", 5 if solved == "yes" else 1)]
    assert tale.answer(Followed()).said()[-2] == f"noted.{kind}"


def test_who_does_not_want_to_say_how_satisfied_they_are_need_not() -> None:
    assert closed().press("yes", "skip").step is Step.ANSWERED
    assert closed().press("no", "skip").asked(Follow) == [Follow(NUMBER, FollowUp.REOPENING, "en")]


SATISFIED = {
    "en": ["Very satisfied.", "I'm satisfied.", "Fairly satisfied.", "Not satisfied.", "Very dissatisfied."],
    "zh-CN": ["非常满意", "满意。", "一般吧", "不太满意", "非常不满意"],
    "ko": ["매우 만족해요", "만족합니다", "보통이에요", "불만족", "매우 불만족"],
}


@pytest.mark.parametrize("language", sorted(SATISFIED))
def test_each_of_the_five_can_be_said(language: str) -> None:
    session = session_of(step=Step.RATING, language=language, listening=True, matter=MATTER)
    heard = [meant(text, session) for text in SATISFIED[language]]
    assert heard == [Pressed(f"rate-{n}", by="voice") for n in (5, 4, 3, 2, 1)]


def test_what_could_not_be_written_down_is_said_and_staff_are_told() -> None:
    tale = shown_a().press("remind").answer(NotFollowed())
    assert (tale.step, tale.said()[-1]) == (Step.NOTED, "noted.failed")
    assert CallVolunteer("save-failed") in tale.effects


@pytest.mark.parametrize(("answer", "said"), [(NoSuchTicket(), "question"), (CannotLook(), "failed")])
def test_a_number_that_is_not_found_is_said_and_may_be_given_again(
    answer: NoSuchTicket | CannotLook, said: str
) -> None:
    tale = dialled(NUMBER).press("done").answer(answer)
    assert (tale.step, tale.said()[-2]) == (Step.UNKNOWN, f"unknown.{said}")
    assert tale.press("again").session.keypad.digits == ""
    tale = dialled(NUMBER).press("done").answer(answer)
    assert tale.press("back").step is Step.TICKET


def test_an_answer_that_comes_when_nobody_waits_for_it_changes_nothing() -> None:
    tale = started().answer(Stands(MATTER))
    assert (tale.step, tale.session.matter) == (Step.SPEAK, None)


def test_another_matter_begins_without_the_ticket_before() -> None:
    tale = shown_a().press("remind").answer(Followed()).press("more")
    assert (tale.step, tale.session.matter, tale.session.did) == (Step.SPEAK, None, None)
    tale.hear(LIFT).press("yes")
    assert tale.session.draft.text == LIFT.text
    assert not tale.asked(Save)


def test_the_published_answer_is_said_sentence_by_sentence_and_when_it_was_so() -> None:
    yesterday = MATTER.now - timedelta(days=1, hours=-9)
    matter = replace(MATTER, progress=Progress.CLOSED, answer="It is mended. Come again.", as_of=yesterday)
    tale = shown_a(matter)
    assert tale.said()[-3:] == ["It is mended.", "Come again.", "status.visit"]
    notes = [note.text for note in view(tale.session).notes]
    assert "This news is from: yesterday, in the evening." in notes


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime(2026, 11, 30, 8, 0, tzinfo=UTC), "today"),
        (datetime(2026, 11, 29, 23, 0, tzinfo=UTC), "yesterday"),
        (datetime(2026, 12, 1, 9, 0, tzinfo=UTC), "tomorrow"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "24 November"),
        (datetime(2025, 11, 24, 9, 0, tzinfo=UTC), "24 November 2025"),
    ],
)
def test_a_day_is_said_as_one_says_it(then: datetime, words: str) -> None:
    now = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    assert days.worded(PACKS["en"], days.day(then, now)) == words


AFTER = {
    "en": [
        "What about my ticket?",
        "Has anything been done about my complaint?",
        "I'd like to know how my request is coming along.",
        "I told you about a problem last week, is there any news?",
        "I was here yesterday, what has happened with my request?",
        "Could you look up my ticket for me please.",
    ],
    "zh-CN": [
        "问问上次的事",
        "我上个月反映的那个问题，现在处理得怎么样了？",
        "麻烦帮我查一下我的单子。",
        "前两天说的事有没有下文？",
        "我那个投诉怎么还没人管呢",
        "我来催一催上次报的事。",
    ],
    "ko": ["지난번 일 어떻게 됐어요?", "제 민원 어떻게 됐어요?"],
}
MATTERS = {
    "en": [
        "What about the street lamp I reported last week?",
        "The lift I told you about is still broken.",
        "I want to make a complaint.",
        "I have a problem.",
        "What about my pension?",
        "When will the heating be fixed?",
    ],
    "zh-CN": [
        "上次反映的路灯怎么样了？",
        "我要反映一个问题",
        "我想说的事",
        "电梯又坏了，上次说过了没人管",
        "我的养老金怎么还没到",
        "我要投诉",
    ],
    "ko": ["가로등이 어떻게 됐어요?", "문제가 있어요."],
}


@pytest.mark.parametrize("language", sorted(AFTER))
def test_whoever_asks_after_their_ticket_where_the_matter_is_asked_for_is_led_to_it(language: str) -> None:
    session = session_of(step=Step.SPEAK, language=language, listening=True)
    led = {text: meant(text, session) for text in AFTER[language]}
    assert led == dict.fromkeys(AFTER[language], Pressed("ticket", by="voice"))


@pytest.mark.parametrize("language", sorted(MATTERS))
def test_whoever_says_what_it_is_about_has_their_words_kept(language: str) -> None:
    session = session_of(step=Step.SPEAK, language=language, listening=True)
    assert [text for text in MATTERS[language] if not isinstance(meant(text, session), Heard)] == []


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Hello, what about my request?"), ("zh-CN", "你好，问问上次的事")]
)
def test_whoever_greets_and_asks_after_their_ticket_is_led_to_it_in_their_language(
    language: str, said: str
) -> None:
    rest = altered(Session(), listen_at_rest=True, listening=True)
    event = meant(said, rest)
    assert event == Pressed(f"ticket-{language}", by="voice")
    tale = Tale(rest).tell(event)
    assert (tale.step, tale.session.language, tale.session.spoken) == (Step.TICKET, language, True)
    assert tale.session.draft == Draft()
    told = PACKS[language].prompts["notice.said"]
    assert (tale.said()[1], view(tale.session).notes[0].text) == ("notice.said", told)
