"""What Whisper writes of Mandarin has the marks and spaces that Chinese has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.engines.chinese_marks import chinese_marks


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("楼道灯坏了,三天了.", "楼道灯坏了，三天了。"),
        ("电梯 又坏了 , 怎么办?", "电梯又坏了，怎么办？"),
        ("请问: 社保怎么办!", "请问：社保怎么办！"),
        ("我们 3 号楼,2 单元", "我们3号楼，2单元"),
        ("水费1,200块", "水费1,200块"),
        ("体温38.5度", "体温38.5度"),
        ("A 座的 wifi 坏了", "A座的wifi坏了"),
        ("the lift is broken, again.", "the lift is broken, again."),
    ],
)
def test_marks_behind_hanzi_are_wide_and_no_space_stands_beside_hanzi(heard: str, written: str) -> None:
    assert chinese_marks(heard) == written


@given(st.text(alphabet="电梯坏了3aB ,.?!，。", max_size=20))
def test_what_is_written_so_already_stays_and_no_letter_is_lost(heard: str) -> None:
    once = chinese_marks(heard)
    assert chinese_marks(once) == once
    assert [c for c in once if c.isalnum()] == [c for c in heard if c.isalnum()]
