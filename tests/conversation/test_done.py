"""The last screen tells only what is so: who has the request, when they answer, that the number be kept."""

from __future__ import annotations

import re

import pytest

from kiosk.conversation.session import Draft, Session, Step
from kiosk.conversation.view import View
from kiosk.packs import available
from kiosk.understanding.known import answers_of
from tests.conversation.tales import PACKS, Tale, session_of, view

NOT_BUILT = {
    "zh-CN": r"拿着小票|小票上|查单子|随时来问",
    "en": r"\byour slip\b|ask me here|ask with it",
    "ko": r"영수증|언제든 물어",
}
"""There is no slip of paper yet, and the kiosk cannot be asked how far a request is."""


def done(language: str = "en", draft: Draft | None = None, **station: object) -> Session:
    draft = draft or Draft(text="x", category="elevator", phone="13800138000")
    return session_of(language=language, step=Step.DONE, number="40721936", draft=draft, **station)


def notes(shown: View) -> list[str]:
    return [note.text for note in shown.notes]


@pytest.mark.parametrize("tag", available())
def test_it_says_who_has_it_and_within_how_many_days_they_phone(tag: str) -> None:
    prompts, category = PACKS[tag].prompts, PACKS[tag].category("elevator")
    assert category is not None
    assert notes(view(done(tag, answer_days=3))) == [
        prompts["done.goes_to"].replace("{department}", category.department),
        prompts["done.phoned"].replace("{days}", "3"),
    ]


@pytest.mark.parametrize(
    ("draft", "days"),
    [(Draft(text="x", category="elevator"), 5), (Draft(text="x", category="elevator", phone="5550149"), 0)],
)
def test_no_call_is_told_of_where_no_number_was_left_or_nobody_says_when(draft: Draft, days: int) -> None:
    note = view(done(draft=draft, answer_days=days)).notes[1]
    assert (note.icon, note.text) == ("question", PACKS["en"].prompts["done.ask"])


def test_a_category_without_a_department_is_kept_and_goes_off_by_itself() -> None:
    assert notes(view(done(draft=Draft(text="x", category="local"))))[0] == PACKS["en"].prompts["done.kept"]


def test_anybody_may_have_the_number_read_slowly_to_write_it_down() -> None:
    tale = Tale(done())
    prompts = PACKS["en"].prompts
    assert prompts["done.hint"] in view(tale.session).hint
    assert prompts["done.slowly"] in view(tale.session).hint
    assert "4, 0, 7, 2, 1, 9, 3, 6" in tale.press("read").said()
    mute = view(done(voice=False))
    assert prompts["done.slowly"] not in mute.hint
    assert "read" not in [act.code for act in mute.acts]


@pytest.mark.parametrize("tag", available())
def test_nothing_is_promised_that_is_not_there(tag: str) -> None:
    pack = PACKS[tag]
    sentences = [*pack.prompts.values(), *(known.text for known in answers_of(pack.folder))]
    assert [s for s in sentences if re.search(NOT_BUILT[tag], s)] == []
