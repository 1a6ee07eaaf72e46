"""Mandarin is read in simplified characters, whatever a model writes."""

from __future__ import annotations

import pytest

from speech.engines.simplified import TABLE, simplified


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("我們樓下的路燈壞了，電梯後面也很乾淨。", "我们楼下的路灯坏了，电梯后面也很干净。"),
        ("我们楼下的路灯坏了。", "我们楼下的路灯坏了。"),
        ("著名的于先生", "著名的于先生"),
        ("The 電 is off, 3号楼", "The 电 is off, 3号楼"),
    ],
)
def test_traditional_characters_become_simplified_and_nothing_else_changes(written: str, read: str) -> None:
    assert simplified(written) == read
    assert len(simplified(written)) == len(written)


def test_every_line_of_the_table_is_a_pair_that_ends_simplified() -> None:
    for line in TABLE.read_text(encoding="utf-8").split():
        assert len(line) == 2
        line[1].encode("gb2312")
        assert simplified(line[0]) == line[1] != line[0]
