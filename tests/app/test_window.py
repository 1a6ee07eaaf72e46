"""The kiosk's wiring in one process: its real window and conversation, without children."""

from __future__ import annotations

import os
import time

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kiosk.app.window import Kiosk
from kiosk.conversation.events import Heard, Pressed
from kiosk.settings import Settings
from kiosk.trace import Trace
from tests.conversation.tales import LIFT


@pytest.mark.parametrize(
    ("slept_s", "wiped"), [(8 * 3600.0, True), (30.0, False)], ids=["a night", "half a minute"]
)
def test_who_wakes_the_machine_in_the_morning_does_not_see_the_words_of_the_evening(
    qtbot: QtBot, slept_s: float, wiped: bool, caplog: pytest.LogCaptureFixture
) -> None:
    slept = [0.0]
    kiosk = Kiosk(Settings(), windowed=True, trace=Trace(None), clock=lambda: time.monotonic() + slept[0])
    qtbot.addWidget(kiosk.window)
    kiosk.conversation.begin()
    assert kiosk.at_rest, "a child may be renewed"
    kiosk.conversation.handle(Pressed("language-en"))
    assert not kiosk.at_rest
    kiosk.conversation.handle(Heard(LIFT.text, LIFT, by="touch"))
    assert _shown(kiosk) == "check"
    QGuiApplication.clipboard().setText(LIFT.text)
    slept[0] = slept_s
    qtbot.waitUntil(lambda: "nothing ran here" in caplog.text)
    assert _shown(kiosk) == ("welcome" if wiped else "check")
    assert kiosk.at_rest is wiped
    assert kiosk.conversation.session.draft.text == ("" if wiped else LIFT.text)
    assert QGuiApplication.clipboard().text() == ("" if wiped else LIFT.text), "nothing is left to paste"
    kiosk.stop()


def _shown(kiosk: Kiosk) -> str:
    assert kiosk.window.current_screen is not None
    return kiosk.window.current_screen.view.screen
