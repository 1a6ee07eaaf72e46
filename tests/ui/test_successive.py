"""What sends or agrees never lies where the finger was that led there: a second, slow tap hits nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.conversation.session import Comfort
from tests.ui.conftest import ACROSS, UPRIGHT
from tests.ui.successive import successions, under_the_finger
from ui.window import Window


@pytest.mark.parametrize("size", [0, 3])
@pytest.mark.parametrize("glass", [UPRIGHT, ACROSS], ids=["upright", "across"])
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
