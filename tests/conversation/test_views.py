"""Each screen shows what is written down of it, word for word: no act, icon or label goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversation.views import ALL, written

WRITTEN = {
    name.strip(): lines.splitlines()
    for name, _, lines in (
        part.partition("\n")
        for part in (Path(__file__).parents[1] / "data" / "views.txt")
        .read_text(encoding="utf-8")
        .split("# ")[1:]
    )
}


@pytest.mark.parametrize("screen", ALL)
def test_a_screen_shows_what_is_written_down_of_it(screen: str) -> None:
    assert list(written(screen)) == WRITTEN[screen], (
        "where that is meant: python -m tests.conversation.views > tests/data/views.txt"
    )


def test_no_screen_is_left_out() -> None:
    assert tuple(WRITTEN) == ALL
