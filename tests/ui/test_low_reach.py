"""What is touched lies within reach, and all of a screen does for whoever asks for it lower."""

from __future__ import annotations

import pytest

from kiosk.app.sample_views import SCREENS, sample
from kiosk.conversation.session import Comfort
from tests.ui.conftest import ACROSS, Shown
from tests.ui.looking import box, controls, faults, screen_of
from ui.theme import LOW_REACH
from ui.window import Window

LOWER_EDGE_MM, REACH_MM = 700.0, 1200.0
"""Of the glass above the floor (docs/access.md), and as high as somebody reaches who sits."""


def highest(window: Window, *, top_line: bool) -> float:
    """How far above the floor what is touched begins, mm."""
    screen = screen_of(window)
    touched = [c for c in controls(window) if top_line or c not in screen.top_bar.controls]
    tops = [window.height() - box(window, control).top() for control in touched]
    return LOWER_EDGE_MM + max(tops, default=0) / screen.style_.per_mm


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_that_is_needed_lies_above_1200_mm_at_the_usual_mounting(shown: Shown, screen: str) -> None:
    assert highest(shown(sample(screen, "zh-CN")), top_line=False) <= REACH_MM


@pytest.mark.parametrize("screen", ["speak", "check", "edit", "contact", "readback", "comfort"])
def test_asked_for_lower_all_of_a_screen_stands_in_the_lower_part_of_a_tall_glass(
    shown: Shown, screen: str
) -> None:
    window = shown(sample(screen, "en", Comfort(low=True)))
    assert highest(window, top_line=True) <= LOWER_EDGE_MM + LOW_REACH + 1
    assert faults(window) == []


def test_it_moves_at_once_and_back_and_a_low_glass_stays_as_it_is(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    whole = screen_of(window).height()
    window.show_view(sample("check", "en", Comfort(low=True)))
    assert screen_of(window).height() < whole
    assert screen_of(window).geometry().bottom() == window.rect().bottom()
    window.show_view(sample("check", "en"))
    assert screen_of(window).height() == whole
    assert window.tall
    window = shown(sample("check", "en", Comfort(low=True)), ACROSS)
    assert not window.tall
    assert screen_of(window).geometry() == window.rect()
