"""What sends or agrees never lies where the finger was that led there: a second, slow tap hits nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app.sample_views import sample
from kiosk.conversation.session import Comfort
from tests.ui.conftest import ACROSS, UPRIGHT, Shown
from tests.ui.looking import screen_of
from tests.ui.successive import successions, under_the_finger
from ui.window import Window


@pytest.mark.parametrize(
    ("glass", "size"),
    [
        pytest.param(UPRIGHT, 3, id="upright, largest type"),
        pytest.param(ACROSS, 0, id="across", marks=pytest.mark.soak),
        pytest.param(UPRIGHT, 0, id="upright", marks=pytest.mark.soak),
        pytest.param(ACROSS, 3, id="across, largest type", marks=pytest.mark.soak),
    ],
)
def test_nothing_that_sends_or_agrees_lies_under_the_act_that_led_to_it(
    qtbot: QtBot, glass: tuple[int, int], size: int
) -> None:
    window = Window(24.0, glass=glass, windowed=True)
    qtbot.addWidget(window)
    window.resize(*glass)
    window.show()
    tried = successions("zh-CN")
    assert len(tried) > 60
    hit = []
    for succession in tried:
        hit += under_the_finger(window, succession, Comfort(size=size, less_motion=True))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert hit == []


def test_where_no_place_is_free_what_sends_begins_below_what_shows_at_first(shown: Shown) -> None:
    window = shown(sample("readback", "zh-CN"))
    screen = screen_of(window)
    screen.avoided = screen.rect()
    screen.arrange()
    assert screen.acts in screen.scroll_column.items
    assert not screen.lies_under_act_before()
    assert screen.scroll_column.down.isEnabled()
    while screen.scroll_column.down.isEnabled():
        screen.scroll_column.scroll_by(0.8)
    assert screen.lies_under_act_before()  # it is there, further down
