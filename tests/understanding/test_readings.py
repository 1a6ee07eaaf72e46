"""What else may have been heard is shown where it says something else, and nowhere else."""

from __future__ import annotations

import pytest

from kiosk.packs import load_pack
from kiosk.understanding.readings import readings

# Text and others as Whisper base gave them for a synthetic voice.
LIFT = "The lift in Building 3 is broken."
HOLE = "There is a pocket hole outside the nursery on no road."
灯 = "楼下的路,灯还了三天了。"


@pytest.mark.parametrize(
    ("tag", "text", "others", "shown"),
    [
        (
            "en",
            LIFT,
            [
                "The lift in building three is broken.",
                "The lift and building 3 is broken",
                "The left in",
            ],
            (),
        ),
        (
            "en",
            HOLE,
            [
                "There is a pockhole outside the nursery on no road.",
                "There is a pocket hole outside the nursery on No Road.",
                "There is a pop-hole outside the nursery on no road.",
                "There is a pothole outside the nursery on no road.",
                "There is a pot hole outside the nursery on Mill Road.",
            ],
            (
                "There is a pockhole outside the nursery on no road.",
                "There is a pop-hole outside the nursery on no road.",
                "There is a pothole outside the nursery on no road.",
            ),
        ),
        (
            "zh-CN",
            灯,
            [
                "楼下的路,灯还了三天了。",
                "楼下的路 灯坏了三天",
                "楼下的路灯坏了三天了。",
                "楼下的鹿灯坏了三天了",
            ],
            ("楼下的路灯坏了三天", "楼下的鹿灯坏了三天了"),
        ),
        (
            "zh-CN",
            "三 号楼 的 电梯 坏 了",
            ["3号楼的电梯坏了", "", "四号楼的电梯坏了"],
            ("4 号楼的电梯坏了",),
        ),
        ("en", LIFT, [], ()),
        ("en", "", ["", "Yes."], ("Yes.",)),
    ],
)
def test_other_readings_are_shown_where_they_say_something_else(
    tag: str, text: str, others: list[str], shown: tuple[str, ...]
) -> None:
    assert readings(text, others, load_pack(tag)) == shown
