"""Whatever is said is in words, in each language, and where a language has none nothing fails."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from msgspec import structs

from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.line import Line
from kiosk.conversation.samples import SCREENS, sample
from kiosk.conversation.wording import group_name, sentence
from kiosk.packs import Category, with_categories
from tests.conversation.tales import PACKS

EN = PACKS["en"]
KEY = re.compile(r"[a-z-]+[.:][a-z0-9_:.-]+")


@pytest.mark.parametrize("language", sorted(PACKS))
@pytest.mark.parametrize("screen", SCREENS)
def test_everything_that_is_said_is_in_words(language: str, screen: str) -> None:
    now = replace(sample(screen, [PACKS[language]]), spoken=True)
    for line in RESIDENT.lines(now):
        text = sentence(PACKS[language], line).text
        assert text
        assert not KEY.fullmatch(text)


def test_what_a_language_has_no_words_for_is_called_by_its_key() -> None:
    bare = structs.replace(EN, advice=(), categories=(), prompts={})
    for key in ("advice:gas:0", "ready:noise:1", "check.question"):
        assert sentence(bare, Line(key)).text == key
    assert group_name(bare, "noise") == "noise"


def test_a_category_that_names_no_group_or_is_unknown_is_found_where_other_is() -> None:
    pack = with_categories(EN, (Category("beach", "Beach"),))
    last = pack.category("other")
    assert last
    assert group_name(pack, "beach") == group_name(pack, "no such") == last.group
