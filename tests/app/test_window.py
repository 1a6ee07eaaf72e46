"""The kiosk's wiring in one process: its real window and conversation, without children."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kiosk.app.window import Kiosk
from kiosk.conversation.events import Heard, Pressed, TimedOut
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.session import Step
from kiosk.conversation.transition import ARMED
from kiosk.settings import FolderSettings, Settings
from kiosk.settings.printer import PrinterSettings
from kiosk.trace import Trace
from tests.conversation.tales import LIFT
from tests.pace import patience
from tests.printing.paper import FakePrinter, on_the_network


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


def test_the_slip_comes_out_while_the_number_stands_on_the_screen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEARD_DATA", raising=False)
    paper = FakePrinter()
    with on_the_network(paper) as address:
        settings = Settings(
            folders=FolderSettings(data=str(tmp_path / "data"), keys=str(tmp_path / "keys")),
            printer=PrinterSettings(kind="network", address=address),
        )
        kiosk = Kiosk(settings, windowed=True, trace=Trace(None))
        qtbot.addWidget(kiosk.window)
        kiosk.conversation.begin()
        kiosk.conversation.handle(Pressed("language-en"))
        kiosk.conversation.handle(Heard(LIFT.text, LIFT, by="touch"))
        while (session := kiosk.conversation.session).step is not Step.SAVING:
            kiosk.conversation.handle(TimedOut(ARMED))
            kiosk.conversation.handle(Pressed(RESIDENT.front(session).way_through(session)))
        qtbot.waitUntil(
            lambda: "Please take the slip of paper." in _notes(kiosk), timeout=int(patience(20) * 1000)
        )
        kiosk.stop()
    assert _shown(kiosk) == "done"
    assert paper.cuts == 1


def _notes(kiosk: Kiosk) -> list[str]:
    screen = kiosk.window.current_screen
    return [note.text for note in screen.view.notes] if screen else []


def _shown(kiosk: Kiosk) -> str:
    assert kiosk.window.current_screen is not None
    return kiosk.window.current_screen.view.screen
