"""A window without a screen, and a clock that is moved by hand."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import Protocol

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kiosk.conversation.view import View
from ui.keys import Debounce
from ui.widgets.candidates import Candidates
from ui.window import Window

UPRIGHT, ACROSS = (1080, 1920), (1920, 1080)


class FakeClock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Shown(Protocol):
    """Opens a window of 24 inches and ``glass`` px with a view in it."""

    def __call__(
        self, view: View, glass: tuple[int, int] = UPRIGHT, candidates: Candidates | None = None
    ) -> Window: ...


@pytest.fixture(autouse=True)
def gone_windows(qapp: QApplication) -> Iterator[None]:
    """What a test closed is deleted before the next one: Qt puts that off until an event loop runs, which no
    test has, and a hundred windows that nobody sees make each later test slower."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(0)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def shown(qtbot: QtBot, clock: FakeClock) -> Shown:
    def show(view: View, glass: tuple[int, int] = UPRIGHT, candidates: Candidates | None = None) -> Window:
        window = Window(24.0, glass=glass, candidates=candidates, windowed=True)
        window.debounce = Debounce(clock)
        qtbot.addWidget(window)
        window.resize(*glass)
        window.show_view(view)
        window.show()
        return window

    return show
