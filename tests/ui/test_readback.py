"""The read-back: labels above their values, and one long value makes no other smaller."""

from __future__ import annotations

import pytest

from kiosk.app.sample_views import sample
from tests.ui.conftest import ACROSS, UPRIGHT, Shown
from tests.ui.looking import screen_of
from ui.screens.base import ScreenWidget
from ui.widgets.row_line import RowLine
from ui.widgets.rows import Rows


def rows_of(screen: ScreenWidget) -> list[RowLine]:
    return screen.findChildren(Rows)[0].lines


@pytest.mark.parametrize("glass", [UPRIGHT, ACROSS], ids=["upright", "across"])
@pytest.mark.parametrize("language", ["zh-CN", "en", "ko"])
def test_labels_stand_above_their_values_and_are_as_large_as_other_second_text(
    shown: Shown, language: str, glass: tuple[int, int]
) -> None:
    for line in rows_of(screen_of(shown(sample("readback", language), glass))):
        label, value = line.texts
        assert label.geometry().bottom() <= value.geometry().top()
        assert label.on_glass >= 10.0
        assert value.on_glass > label.on_glass


@pytest.mark.parametrize("glass", [UPRIGHT, ACROSS], ids=["upright", "across"])
@pytest.mark.parametrize("language", ["zh-CN", "en", "ko"])
def test_one_long_value_makes_no_other_smaller_than_can_be_read(
    shown: Shown, language: str, glass: tuple[int, int]
) -> None:
    first, *others = rows_of(screen_of(shown(sample("readback-long", language), glass)))
    assert all(line.texts[1].on_glass >= 12.5 for line in others)
    assert first.texts[1].on_glass <= min(line.texts[1].on_glass for line in others)


def test_short_rows_stand_in_pairs_only_where_the_glass_is_wide(shown: Shown) -> None:
    for glass, pairs in ((UPRIGHT, 0), (ACROSS, 2)):
        tops = [line.y() for line in rows_of(screen_of(shown(sample("readback", "zh-CN"), glass)))]
        assert len(tops) - len(set(tops)) == pairs
