"""A window that stands all day: nothing is worn out, and nothing of a resident stays behind."""

from __future__ import annotations

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from kiosk.app.sample_views import sample
from kiosk.conversation.session import Comfort
from tests.ui.conftest import Shown
from ui.bridge import Bridge
from ui.widgets.paragraph import paragraph

SMALL = (270, 480)
REPAINTS = 2000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_window_that_repaints_all_day_keeps_pythons_none_alive(shown: Shown, qtbot: QtBot) -> None:
    """PySide6 6.12.0 lost a reference to None with each paintEvent, and killed the process in a minute."""
    window = shown(sample("speak", "en", Comfort(less_motion=True)), SMALL)
    fired: list[str] = []
    bridge = Bridge(fired.append)
    # What earlier tests left would take its own references along when it goes: let it go first.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()
    before = sys.getrefcount(None)
    for n in range(REPAINTS):
        window.set_level(-20.0 - n % 20)
        window.repaint()
        bridge.post(lambda: fired.append("posted"))
        bridge.start_timer("tick", 0.0)
        if n % 100 == 0:
            qtbot.waitUntil(lambda n=n: fired.count("posted") == n + 1 and "tick" in fired)  # type: ignore[misc]  # bound now
    assert before - sys.getrefcount(None) < REPAINTS // 2  # the fault costs one or more each


def test_the_lines_of_a_residents_words_are_forgotten_at_the_welcome(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    assert paragraph.cache_info().currsize > 0
    set_before = paragraph.cache_info().currsize
    window.show_view(sample("welcome", "en"))
    assert paragraph.cache_info().currsize < set_before
    misses = paragraph.cache_info().misses
    window.show_view(sample("check", "en"))
    assert paragraph.cache_info().misses > misses + 5


def test_calls_from_another_thread_are_made_on_the_windows_thread_in_order(qtbot: QtBot) -> None:
    made: list[tuple[int, bool]] = []
    bridge = Bridge(lambda name: None)
    window_thread = threading.get_ident()

    def post_all() -> None:
        for n in range(50):
            bridge.post(lambda n=n: made.append((n, threading.get_ident() == window_thread)))  # type: ignore[misc]  # bound now

    thread = threading.Thread(target=post_all)
    thread.start()
    thread.join()
    assert made == []
    qtbot.waitUntil(lambda: len(made) == 50)
    assert made == [(n, True) for n in range(50)]


def test_a_timer_started_again_fires_once_and_a_stopped_one_never(qtbot: QtBot) -> None:
    fired: list[str] = []
    bridge = Bridge(fired.append)
    bridge.start_timer("stopped", 0.0)
    bridge.start_timer("again", 0.0)
    bridge.start_timer("again", 0.02)
    bridge.stop_timer("stopped")
    bridge.stop_timer("never started")
    bridge.start_timer("last", 0.05)
    qtbot.waitUntil(lambda: "last" in fired)
    assert fired == ["again", "last"]


def test_a_bridge_that_is_closed_calls_nobody_and_starts_no_timer(qtbot: QtBot) -> None:
    called: list[str] = []
    bridge, open_still = Bridge(called.append), Bridge(called.append)
    bridge.start_timer("before", 0.0)
    bridge.post(lambda: called.append("posted"))
    bridge.close()
    bridge.start_timer("after", 0.0)
    open_still.start_timer("last", 0.05)
    qtbot.waitUntil(lambda: "last" in called)
    assert called == ["last"]
