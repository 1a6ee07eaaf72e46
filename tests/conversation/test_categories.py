"""All categories in two levels: each within three touches, and back goes a level back."""

from __future__ import annotations

import pytest

from kiosk.conversation.draft import Change
from kiosk.conversation.effects import Listen
from kiosk.conversation.events import Pressed
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.session import Draft, Ears, Step
from kiosk.languages import language
from kiosk.packs import Category, available, load_pack, with_categories
from tests.conversation.tales import PACKS, Tale, meant, session_of, view

EVERY = tuple(category.code for category in PACKS["en"].categories)
GROUPS = PACKS["en"].groups()


def choosing(language: str = "en", **fields: object) -> Tale:
    station = {"categories": EVERY, "groups": GROUPS, "ears": Ears.READY, "notice_given": True}
    return Tale(session_of(language=language, step=Step.SPEAK, **station, **fields)).press("touch")


def pressed_for(tale: Tale, category: str) -> list[str]:
    """What is pressed from the screen of groups to a category."""
    codes = []
    for wanted in (f"group:{next(g[0] for g in GROUPS if category in g)}", category):
        choices = tale.screen.choices(tale.session)
        codes.append(f"choice-{choices.index(wanted if wanted in choices else category) + 1}")
        tale.press(codes[-1])
        if tale.step is not Step.CATEGORIES:
            break
    return codes


@pytest.mark.parametrize("category", EVERY)
def test_any_category_is_chosen_within_three_touches_from_the_first_question(category: str) -> None:
    tale = choosing()
    assert 1 + len(pressed_for(tale, category)) <= 3
    assert tale.session.draft.category == category


@pytest.mark.parametrize("tag", available())
def test_all_languages_have_the_same_groups_and_none_is_longer_than_can_be_numbered(tag: str) -> None:
    pack = load_pack(tag)
    assert pack.groups() == GROUPS
    assert max(len(GROUPS), *map(len, GROUPS)) <= 9
    assert all(category.group for category in pack.categories)


@pytest.mark.parametrize("tag", available())
def test_the_group_that_is_open_is_the_heading_and_is_said(tag: str) -> None:
    tale = choosing(tag)
    groups = [act.label for act in view(tale.session).acts]
    assert groups == [PACKS[tag].category(codes[0]).group for codes in GROUPS]  # type: ignore[union-attr]  # it is there
    tale.press("choice-3")
    assert view(tale.session).question == (groups[2], PACKS[tag].prompts["categories.question"])
    assert [line.key for line in tale.session.speech.lines] == [
        f"group:{GROUPS[2][0]}",
        "categories.question",
    ]


def test_back_goes_a_level_back_and_then_to_the_screen_before() -> None:
    tale = choosing().press("choice-2", "back")
    assert (tale.step, tale.session.group) == (Step.CATEGORIES, "")
    assert tale.press("back").step is Step.SPEAK
    assert tale.press("touch", "choice-2").press("back", "back", "touch").session.group == ""


def test_the_present_category_is_marked_by_a_sign_on_both_levels() -> None:
    tale = choosing(draft=Draft(text="x", category=GROUPS[1][2]))
    for place in (2, 3):
        chosen = [act for act in view(tale.session).acts if act.chosen]
        assert [(act.code, act.icon) for act in chosen] == [(f"choice-{place}", "check-circle")]
        tale.press(chosen[0].code)
    assert all(act.chosen is None for act in view(choosing().session).acts)


@pytest.mark.parametrize("tag", ["zh-CN", "en"])
@pytest.mark.parametrize("category", EVERY)
def test_a_category_that_is_said_by_its_name_is_chosen_at_once(tag: str, category: str) -> None:
    tale = choosing(tag)
    name = PACKS[tag].category(category).name  # type: ignore[union-attr]  # it is there
    event = meant(name, tale.listen().session)
    assert event == Pressed(f"category-{category}", by="voice")
    tale.tell(event)
    assert tale.session.draft.category == category
    assert tale.session.draft.corrections == (Change("category", "", category, "voice"),)


@pytest.mark.parametrize("tag", available())
def test_who_does_not_look_is_told_the_groups_and_the_ears_wait_for_them_and_for_every_category(
    tag: str,
) -> None:
    tale = choosing(tag, spoken=True)
    assert [line.key for line in tale.session.speech.lines[1:-1]] == [f"group:{codes[0]}" for codes in GROUPS]
    pack, plain = PACKS[tag], language(tag).plain
    names, groups = ({c.name for c in pack.categories}, {c.group for c in pack.categories})
    phrases = tale.screen.phrases(tale.session, PACKS, RESIDENT.awaited(tale.session))
    assert names <= set(phrases)
    assert {plain(text) for text in (*groups, *pack.words.said["help"])} <= set(phrases)
    assert len(phrases) == len(set(phrases))


def test_a_group_that_is_said_is_opened_and_what_is_none_of_it_is_not_lost() -> None:
    tale = choosing("zh-CN")
    assert meant("暖气", tale.session) == Pressed("choice-2", by="voice")
    assert meant("再听一遍", tale.session) == Pressed("repeat", by="voice")
    tale.silence().press("choice-2")
    assert tale.session.misses == 0
    assert tale.listen().session.listening
    assert isinstance(tale.last(Listen), Listen)


def test_a_category_of_an_administrator_stands_in_the_group_named_or_beside_other() -> None:
    mine = (Category("beach", "Beach"), Category("boats", "Boats", group=PACKS["en"].categories[0].group))
    groups = with_categories(PACKS["en"], mine).groups()
    assert len(groups) == len(GROUPS)
    assert "beach" in next(group for group in groups if "other" in group)
    assert "boats" in groups[0]


def test_a_group_of_one_is_its_category_and_a_single_group_has_no_level_above_it() -> None:
    tale = choosing()
    tale.session = session_of(step=Step.CATEGORIES, groups=(("waste", "noise"), ("other",)), categories=EVERY)
    assert tale.screen.choices(tale.session) == ("group:waste", "other")
    tale.session = session_of(step=Step.CATEGORIES, categories=("waste", "noise"))
    assert tale.screen.choices(tale.session) == ("waste", "noise")
