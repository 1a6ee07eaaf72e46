"""What forty residents who press, say and do anything come to, line by line as it is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversation.walks import WALKS, walk

WRITTEN = (Path(__file__).parents[1] / "data" / "walks.txt").read_text(encoding="utf-8").split("# ")[1:]


@pytest.mark.parametrize("seed", range(WALKS))
def test_each_event_leads_to_what_is_written_down(seed: int) -> None:
    number, *lines = WRITTEN[seed].splitlines()
    assert int(number) == seed
    assert list(walk(seed)) == lines, (
        "where that is meant: python -m tests.conversation.walks > tests/data/walks.txt"
    )
