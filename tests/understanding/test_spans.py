"""The place that is marked in a request: one or none, by what was trained and by the rules."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.packs import LANGUAGES, load_pack
from kiosk.understanding import spans, understand
from kiosk.understanding.stored import summed
from kiosk.understanding.training.places import read_places


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(-500, 500)] * spans.COLUMNS), max_size=12))
def test_no_other_single_place_scores_higher_than_the_one_that_is_marked(rows: list[tuple[int, ...]]) -> None:
    def score(start: int, end: int) -> int:
        total = sum(row[0] for row in (*rows[:start], *rows[end:]))
        if end - start == 1:
            return total + rows[start][4]
        return total + rows[start][1] + sum(row[2] for row in rows[start + 1 : end - 1]) + rows[end - 1][3]

    every = [(s, e) for s in range(len(rows)) for e in range(s + 1, len(rows) + 1)]
    found = spans.best(rows)
    none = sum(row[0] for row in rows)
    assert (score(*found) if found else none) == max([none, *(score(*span) for span in every)])


@pytest.mark.parametrize(
    ("tag", "said", "place"),
    [
        ("zh-CN", "你说那个废品收购站后院天天烧电线呛得人睁不开眼", "废品收购站后院"),
        ("zh-CN", "我就想问问老年证怎么办", ""),
        (
            "en",
            "there's broken glass all down the slipway by the lifeboat house",
            "slipway by the lifeboat house",
        ),
        ("en", "what do i have to bring for a new travel card", ""),
    ],
)
def test_a_place_that_no_rule_names_is_found_and_none_is_made_up(tag: str, said: str, place: str) -> None:
    found = understand(said, load_pack(tag)).place_said
    assert (place in found or found in place) if place and found else found == place


@given(st.lists(st.lists(st.integers(-128, 127), min_size=3, max_size=3), max_size=40))
def test_rows_are_summed_column_by_column(rows: list[list[int]]) -> None:
    weights = memoryview(array("b", [value for row in rows for value in row]))
    assert summed(weights, range(len(rows)), 3) == [sum(row[n] for row in rows) for n in range(3)]


def test_where_nothing_was_trained_the_rules_find_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "load", lambda tag: None)
    said = "the lamp outside number nine keeps flickering"
    assert understand(said, load_pack("en")).place_said == "outside number nine"


@pytest.mark.parametrize("tag", ["zh-CN", "en"])
def test_the_weights_in_the_repository_know_the_packs_own_places(tag: str) -> None:
    marked = [(text, place) for text, place in read_places(LANGUAGES / tag / "places.txt")[:200] if place]
    pack = load_pack(tag)
    missed = [place for text, place in marked if not understand(text, pack).place_said]
    assert len(missed) <= len(marked) / 10, missed


def test_a_line_with_two_places_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "places.txt"
    path.write_text("# so\nthe lamp at [the gate] and [the bridge]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"places\.txt:2: .*one place"):
        read_places(path)
