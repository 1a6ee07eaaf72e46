"""The keys' place is seen in every contrast, and covers nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.app.sample_views import sample
from kiosk.conversation.session import Comfort, Theme
from tests.ui.conftest import Shown
from tests.ui.looking import box, control, controls, screen_of
from ui.theme import CONTRASTS


@pytest.mark.parametrize("theme", list(Theme))
def test_the_ring_is_drawn_in_ink_and_the_lamps_colour(shown: Shown, theme: Theme) -> None:
    window = shown(sample("check", "en", Comfort(theme=theme, less_motion=True)))
    QTest.keyClick(window, Qt.Key.Key_Down)
    at = window._focus_ring.geometry()
    image = window.grab().toImage()
    beside = {image.pixelColor(at.left() + x, at.center().y()).name() for x in range(8)}
    assert {CONTRASTS[theme].ink.lower(), CONTRASTS[theme].lamp.lower()} <= beside


LOW = (1920, 600)


def test_the_ring_lies_over_no_control(shown: Shown) -> None:
    window = shown(sample("contact", "en"))
    for code in ("digit-5", "skip", "help"):
        window._move_focus_to(control(window, code))
        ring = window._focus_ring.geometry()
        others = [c for c in controls(window) if c.code != code]
        assert [c.code for c in others if ring.intersects(box(window, c))] == []


def test_what_the_keys_were_at_is_brought_into_sight_again_where_larger_type_moved_it(shown: Shown) -> None:
    window = shown(sample("mend-long", "en"), LOW)
    window._move_focus_to(control(window, "read"))
    window.show_view(sample("mend-long", "en", Comfort(size=3, less_motion=True)))
    assert screen_of(window).scrolled
    assert window._focus_ring.geometry().bottom() < box(window, screen_of(window).footer).top() + 5
