"""Somebody who chooses by touch and says nothing: a request that says nothing cannot be sent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.conversation.draft import CONFIDENTIAL, Change
from kiosk.conversation.effects import Understand
from kiosk.conversation.events import Event, Pressed
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.questions import Save
from kiosk.conversation.session import Draft, Ears, Step
from kiosk.packs import READY, available, load_pack
from kiosk.parts import ready_in_all
from kiosk.understanding import understand
from kiosk.understanding.understood import Urgency
from tests.conversation.tales import LIFT, PACKS, TODAY, Tale, meant, session_of, view

EVERY = tuple(category.code for category in PACKS["en"].categories)


def silent(language: str = "en", category: str = "elevator", **fields: object) -> Tale:
    """A category was chosen by touch, and nothing was said."""
    station = {"categories": EVERY, "ready": frozenset(EVERY), "places": ("Happy Lane",), "ears": Ears.READY}
    tale = Tale(session_of(language=language, step=Step.SPEAK, notice_given=True, **{**station, **fields}))
    return tale.press("touch", f"category-{category}")


def choose(tale: Tale, code: str, by: str = "touch") -> Tale:
    """Press or say it, and let what was chosen be understood, as a front end does."""
    tale.arm().tell(Pressed(code, by))
    for effect in tale.effects[-3:]:
        if isinstance(effect, Understand):
            front, session = RESIDENT.front(tale.session), tale.session
            event = front.typed(effect.text, effect.by, session, PACKS, TODAY)
            assert event is not None
            tale.tell(event)
    return tale


@pytest.mark.parametrize("tag", ["en", "zh-CN", "ko"])
def test_a_ready_sentence_becomes_the_residents_words_and_the_category_stays(tag: str) -> None:
    tale = choose(silent(tag), "choice-1")
    category = PACKS[tag].category("elevator")
    assert category is not None
    assert (tale.session.draft.text, tale.session.draft.category) == (category.ready[0], "elevator")
    assert tale.step is Step.PLACE, "what was read and touched needs no asking whether it was heard"
    assert tale.press("skip", "skip", "yes").asked(Save)


@pytest.mark.parametrize("by", ["touch", "voice"])
def test_another_ready_sentence_is_a_change_and_by_what_it_was_chosen_is_noted(by: str) -> None:
    tale = choose(silent(), "choice-1").press("back").listen()
    choose(tale, "choice-2", by)
    first, second, *_ = PACKS["en"].category("elevator").ready  # type: ignore[union-attr]  # it is there
    assert tale.session.draft.corrections[-1] == Change("text", first, second, by)


def test_the_sentences_stand_there_in_the_residents_language_and_can_be_said() -> None:
    tale = silent("zh-CN")
    labels = [act.label for act in view(tale.session).acts]
    assert labels[0] == "电梯坏了，不能用。"
    assert meant("第二个", tale.listen().session) == Pressed("choice-2", by="voice")
    assert meant("都不是", tale.session) == Pressed("other", by="voice")
    assert meant("电梯坏了不能用", tale.session) == Pressed("choice-1", by="voice")


@pytest.mark.parametrize(("code", "step"), [("again", Step.SPEAK), ("type", Step.EDIT)])
def test_own_words_can_be_said_or_typed_instead(code: str, step: Step) -> None:
    assert silent().press(code).step is step


def test_where_nothing_can_be_heard_nothing_can_be_said_instead() -> None:
    assert "again" not in [act.code for act in view(silent(ears=Ears.NO_MICROPHONE).session).acts]


def test_without_words_a_place_is_needed_and_that_is_said() -> None:
    tale = silent().press("other")
    assert tale.step is Step.PLACE
    assert "skip" not in [act.code for act in view(tale.session).acts]
    assert view(tale.session).hint == PACKS["en"].prompts["place.needed"]
    assert tale.press("skip").step is Step.PLACE
    assert tale.listen().tell(Pressed("skip", by="voice")).step is Step.PLACE
    assert tale.press("choice-1", "skip", "yes").asked(Save)


def test_where_the_station_knows_no_places_a_patient_hand_types_the_one_that_is_needed() -> None:
    tale = silent(places=()).press("other")
    way = tale.screen.way_through(tale.session)
    assert way in [act.code for act in view(tale.session).acts]
    assert tale.press(way).step is Step.EDIT


def test_words_are_asked_for_only_where_there_are_none_and_the_category_has_ready_ones() -> None:
    assert silent(ready=frozenset()).step is Step.PLACE
    assert not RESIDENT.screens[Step.SENTENCE].due(session_of(draft=Draft(text="x", category="elevator")))
    assert silent().press("other", "choice-1").step is Step.CONTACT, "and they are asked for once"


CODES = st.sampled_from(
    ["skip", "yes", "no", "other", "type", "again", "back", "choice-1", "edit-place", "edit-category"]
)


@given(st.lists(st.builds(Pressed, CODES, st.sampled_from(["touch", "voice"])), max_size=30))
def test_whatever_is_pressed_nothing_is_sent_without_words_and_place(presses: list[Event]) -> None:
    tale = silent().press("other")
    for press in presses:
        tale.arm().tell(press)
    assert all(save.draft.text or save.draft.place for save in tale.asked(Save))


@pytest.mark.parametrize("tag", available())
def test_every_category_has_ready_sentences_short_enough_for_a_button(tag: str) -> None:
    pack = load_pack(tag)
    assert ready_in_all([pack, PACKS["en"]]) == set(EVERY)
    ready = [sentence for category in pack.categories for sentence in category.ready]
    assert len(ready) == len(set(ready)) == READY * len(EVERY)
    assert max(map(len, ready)) <= (20 if tag == "zh-CN" else 60)


@pytest.mark.parametrize("tag", ["zh-CN", "en"])
def test_no_ready_sentence_is_taken_for_danger_to_life_but_of_somebody_who_is_hurt(tag: str) -> None:
    pack = load_pack(tag)
    taken = [
        sentence
        for category in pack.categories
        if category.code not in CONFIDENTIAL
        for sentence in category.ready
        if understand(sentence, pack).urgency is Urgency.EMERGENCY
    ]
    assert taken == []


@pytest.mark.parametrize(("category", "step"), [("pension", Step.CONTACT), ("elevator", Step.PLACE)])
def test_of_a_pension_nobody_is_asked_where_it_is_and_of_a_lift_they_are(category: str, step: Step) -> None:
    station = session_of(categories=EVERY, placeless=frozenset({"pension"}), ears=Ears.READY)
    request = replace(LIFT, category=category, place="")
    assert Tale(station).press("language-en").hear(request).say("yes").step == step


@pytest.mark.parametrize("tag", sorted(PACKS))
def test_what_is_a_persons_own_is_nowhere_in_every_language(tag: str) -> None:
    nowhere = {category.code for category in PACKS[tag].categories if not category.place}
    assert nowhere == {"pension", "medical_insurance", "family", "welfare", "documents", "fraud"}
