"""What people said on a screen does what they meant: nothing is agreed to or dropped unmeant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.conversation.events import Dialled, Heard, HeardNothing, Pressed
from kiosk.conversation.samples import SCREENS
from kiosk.conversation.session import Draft, Ears, Step
from kiosk.languages import language
from tests.conversation.tales import meant, session_of
from tests.said import PACKS, agrees, chosen, said_on
from tests.said_sets import READ, labelled, sentences

ASKING_YES = ("readback", "check", "answer", "neighbour", "still-there")


@pytest.mark.parametrize("tongue", PACKS)
@pytest.mark.parametrize("screen", ASKING_YES)
def test_what_is_no_agreement_is_never_taken_for_one(screen: str, tongue: str) -> None:
    taken = [words for words in sentences(f"not-yes.{tongue}.txt") if agrees(said_on(screen, words, tongue))]
    assert taken == []


@pytest.mark.parametrize("tongue", PACKS)
@pytest.mark.parametrize("screen", ["readback", "check"])
def test_agreement_is_a_yes_or_asked_about_again_and_never_anything_else(screen: str, tongue: str) -> None:
    events = [(words, said_on(screen, words, tongue)) for words in sentences(f"yes.{tongue}.txt")]
    again = (Pressed("go-on", by="voice"), HeardNothing())  # "go on" also goes on with what was silenced
    assert [words for words, event in events if not agrees(event) and event not in again] == []
    assert sum(agrees(event) for _, event in events) > 0.9 * len(events)


@pytest.mark.parametrize(
    ("tongue", "words"),
    [
        ("en", "Yes."),
        ("en", "yes, please!"),
        ("en", "that's right, dear, send it off"),
        ("en", "no problem"),
        ("en", "no mistake, that's it"),
        ("en", "can't fault it"),
        ("en", "you're not wrong"),
        ("zh", "对。"),
        ("zh", "没错，就这样发吧"),
        ("zh", "没 问题"),
        ("zh", "可不是嘛"),
        ("zh", "您说得都对，谢谢"),
        ("zh", "队"),
    ],
)
def test_a_plain_yes_is_one_with_whatever_is_polite_around_it(tongue: str, words: str) -> None:
    assert said_on("readback", words, tongue) == Pressed("yes", by="voice")


@pytest.mark.parametrize(
    ("tongue", "words"),
    [
        ("en", "yes?"),
        ("en", "Is it right?"),
        ("zh", "对？"),
        ("zh", "可不行"),
        ("zh", "对吧"),
        ("zh", "嗯那个"),
        ("zh", "真是的"),
        ("zh", "没错是没错"),
        ("zh", "要是"),
        ("en", "fire"),
        ("en", "do you have it"),
        ("en", "only that's right"),
        ("en", "yes, I mean"),
        ("en", "right (?)"),
    ],
)
def test_a_question_or_a_beginning_is_no_yes(tongue: str, words: str) -> None:
    assert not agrees(said_on("readback", words, tongue))


@given(st.data(), st.sampled_from(sorted(PACKS)))
def test_no_agreement_survives_a_negation_or_an_unknown_word_anywhere_within_it(
    data: st.DataObject, tongue: str
) -> None:
    pack = PACKS[tongue]
    lang = language(pack.tag)
    parts = [part for phrase in data.draw(_agreeing(tongue)) for part in lang.words(phrase)]
    against = data.draw(st.sampled_from([*pack.words.negations, "banana", "香蕉"]))
    assert_no_yes(tongue, parts, against, data.draw(st.integers(0, len(parts))))


@given(st.data(), st.sampled_from(sorted(PACKS)))
def test_no_agreement_survives_a_doubt_or_a_question_beside_it(data: st.DataObject, tongue: str) -> None:
    phrases = data.draw(_agreeing(tongue))
    agreeing = "|".join(PACKS[tongue].words.said["yes"])
    against = data.draw(st.sampled_from([d for d in PACKS[tongue].words.doubts if d not in agreeing]))
    assert_no_yes(tongue, phrases, against, data.draw(st.integers(0, len(phrases))))


def _agreeing(tongue: str) -> st.SearchStrategy[list[str]]:
    plain = language(PACKS[tongue].tag).plain
    phrase = st.sampled_from(PACKS[tongue].words.said["yes"]).map(plain)
    return st.lists(phrase, min_size=1, max_size=3)


def assert_no_yes(tongue: str, parts: list[str], against: str, at: int) -> None:
    lang = language(PACKS[tongue].tag)
    said = lang.space.join([*parts[:at], lang.plain(against), *parts[at:]])
    assert not agrees(said_on("readback", said, tongue)), said


@given(st.text(max_size=80), st.sampled_from(SCREENS), st.sampled_from(sorted(PACKS)))
def test_whatever_is_said_each_screen_makes_something_of_it(words: str, screen: str, tongue: str) -> None:
    assert said_on(screen, words, tongue) is not None


@pytest.mark.parametrize("tongue", PACKS)
def test_no_short_request_is_swallowed_as_a_command_and_no_word_of_it_lost(tongue: str) -> None:
    for words in sentences(f"requests-short.{tongue}.txt"):
        event = said_on("speak", words, tongue)
        assert isinstance(event, Heard), f"{words}: {event}"
        assert event.recognized == words
        assert event.request.text, words


@pytest.mark.parametrize(
    ("tongue", "words"),
    [
        ("en", "fire"),
        ("en", "he's dead"),
        ("en", "too loud"),
        ("en", "help mother"),
        ("zh", "救命"),
        ("zh", "打120"),
        ("zh", "太吵了"),
        ("zh", "帮我妹妹"),
    ],
)
def test_what_could_be_a_request_is_one(tongue: str, words: str) -> None:
    event = said_on("speak", words, tongue)
    assert isinstance(event, Heard)
    assert event.recognized == words


@pytest.mark.parametrize(
    ("tongue", "words", "code"),
    [
        ("en", "help", "help"),
        ("en", "help me please", "help"),
        ("en", "go back", "back"),
        ("en", "Louder, please.", "louder"),
        ("zh", "帮帮我", "help"),
        ("zh", "请再说一遍", "repeat"),
        ("zh", "重新开始", "start-over"),
    ],
)
def test_a_command_that_is_all_that_was_said_is_one(tongue: str, words: str, code: str) -> None:
    assert said_on("speak", words, tongue) == Pressed(code, by="voice")


@pytest.mark.parametrize(
    ("tongue", "words", "code"),
    [
        ("en", "no", "skip"),
        ("en", "I don't know", "skip"),
        ("en", "I'd rather not say", "skip"),
        ("en", "I already told you", None),
        ("en", "hang on", None),
        ("en", "yes", None),
        ("zh", "不想说", "skip"),
        ("zh", "不知道", "skip"),
        ("zh", "对", None),
        ("zh", "等会儿", None),
        ("zh", "我刚才说过了", None),
    ],
)
def test_a_refusal_leaves_the_place_out_and_other_talk_is_asked_about_again(
    tongue: str, words: str, code: str | None
) -> None:
    assert said_on("place", words, tongue) == (Pressed(code, by="voice") if code else HeardNothing())


def test_a_yes_keeps_the_place_that_stands_there() -> None:
    there = session_of(language="en", step=Step.PLACE, draft=Draft(place="Park Row"), ears=Ears.READY)
    assert meant("yes", there) == Pressed("yes", by="voice")


@pytest.mark.parametrize(
    ("tongue", "words"),
    [
        ("en", "by the big oak"),
        ("en", "third floor"),
        ("en", "next to lidl"),
        ("en", "the bus stop by aldi"),
        ("en", "gallowgate"),
        ("zh", "五楼"),
        ("zh", "我家厨房"),
        ("zh", "教堂对面"),
        ("zh", "万达"),
    ],
)
def test_a_place_that_is_only_described_is_one(tongue: str, words: str) -> None:
    assert isinstance(said_on("place", words, tongue), Heard)


@pytest.mark.parametrize("tongue", PACKS)
def test_what_is_no_place_is_not_kept_as_one_and_a_place_is_not_lost(tongue: str) -> None:
    others = sentences(f"not-places.{tongue}.txt") + sentences(f"not-places.{tongue}.txt", READ)
    places = sentences(f"described.{tongue}.txt")
    kept = [words for words in others if isinstance(said_on("place", words, tongue), Heard)]
    lost = [words for words in places if not isinstance(said_on("place", words, tongue), Heard)]
    assert len(kept) <= len(others) / 20, kept
    assert len(lost) <= len(places) / 20, lost


@pytest.mark.parametrize(
    ("tongue", "words"),
    [("en", "seven seven double oh nine one two three four five six"), ("zh", "一三八零零一三八零零零")],
)
def test_a_phone_number_is_no_place(tongue: str, words: str) -> None:
    assert said_on("place", words, tongue) == HeardNothing()


@pytest.mark.parametrize("tongue", PACKS)
def test_a_choice_is_the_one_that_was_meant_or_none(tongue: str) -> None:
    right = 0
    for label, words in labelled(f"choices.{tongue}.tsv"):
        assert chosen(words, tongue) in ("-", label), words
        right += chosen(words, tongue) == label
    assert right > 0.9 * len(labelled(f"choices.{tongue}.tsv"))


@pytest.mark.parametrize(
    ("tongue", "words", "code"),
    [
        ("en", "the last one", "other"),
        ("en", "not the first one", None),
        ("en", "the second one", "choice-2"),
        ("en", "just a second", None),
        ("en", "the last straw", None),
        ("en", "neither the first nor the second", None),
        ("zh", "第一次", None),
        ("zh", "四号楼", None),
        ("zh", "三不对", None),
        ("zh", "最后一个", "other"),
        ("zh", "不是第一个", None),
        ("zh", "第二个吧", "choice-2"),
    ],
)
def test_a_category_is_chosen_by_its_place_unless_it_is_refused(
    tongue: str, words: str, code: str | None
) -> None:
    assert said_on("category", words, tongue) == (Pressed(code, by="voice") if code else HeardNothing())


@pytest.mark.parametrize("tongue", PACKS)
def test_no_other_number_is_dialled_than_the_one_that_was_said(tongue: str) -> None:
    phone, right = PACKS[tongue].phone, 0
    table = labelled(f"keypad.{tongue}.tsv")
    for label, words in table:
        event = said_on("contact", words, tongue)
        dialled = event.digits if isinstance(event, Dialled) else ""
        if label.isdigit():
            right += dialled == label
        else:
            assert not phone.valid(dialled) or label == "-", words
            right += not dialled or label == "-"
    assert right > 0.95 * len(table)


@pytest.mark.parametrize(
    ("tongue", "words", "digits"),
    [
        ("en", "oh two oh seven nine four six oh three oh two extension twelve", "02079460302"),
        ("en", "five five five oh one four nine after six", "5550149"),
        ("en", "before nine in the morning on five five five oh one four nine", "5550149"),
        ("en", "twenty three", "23"),
        ("zh", "六二三四五六七八转三零二", "62345678"),
        ("zh", "一三七零一二二六五九八晚上八点以后打", "13701226598"),
        ("zh", "三个八", "888"),
    ],
)
def test_extensions_and_hours_are_no_digits_of_a_number(tongue: str, words: str, digits: str) -> None:
    assert said_on("contact", words, tongue) == Dialled(digits)


@pytest.mark.parametrize(
    ("tongue", "words"),
    [
        ("en", "no, I'm eighty five, I don't have one"),
        ("en", "I haven't got a phone"),
        ("zh", "我八十五了没有电话"),
        ("zh", "不用了"),
    ],
)
def test_whoever_has_no_phone_is_asked_for_none(tongue: str, words: str) -> None:
    event = said_on("contact", words, tongue)
    assert isinstance(event, Pressed)
    assert event.code in ("no", "skip")
