"""One switch, two switches, five keys: what comes, in which order, what waits, and what a press does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.app.sample_views import sample
from kiosk.conversation.events import Focused
from kiosk.conversation.session import Comfort, Scan
from kiosk.conversation.view import Lamp, LampState, View
from tests.pace import patience
from tests.ui.conftest import FakeClock, Shown
from ui import scanner
from ui.keys import Switches
from ui.window import Window

SCANNING = Comfort(scan=Scan.NORMAL)
QUIET = Lamp(LampState.IDLE, "Tap to speak")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scanning as fast as a machine can watch."""
    monkeypatch.setattr(scanner, "FASTEST_S", 0.01)
    monkeypatch.setattr(scanner, "SLOWEST_S", 0.01)


class Watch:
    """What the window tells; scanning stops at ``wanted``, so that a press finds it there."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.focus: list[Focused] = []
        self.pressed: list[tuple[str, str]] = []
        self._wanted = ""
        window.focused.connect(self._came)
        window.pressed.connect(lambda code, by: self.pressed.append((code, by)))

    def _came(self, focus: Focused) -> None:
        self.focus.append(focus)
        if self._wanted and self._wanted in (focus.code, focus.words[0]):
            self._wanted = ""
            self.window._scanner._timer.stop()

    def codes(self) -> list[str]:
        return [focus.code for focus in self.focus]

    def until(self, wanted: str) -> None:
        """Wait until scanning comes to the control of this code, or the row of this name."""
        self._wanted = wanted
        self._qtbot.waitUntil(lambda: not self._wanted, timeout=int(1000 * patience(20)))

    def until_rest(self) -> None:
        self._qtbot.waitUntil(
            lambda: not self.window._scanner._timer.isActive(), timeout=int(1000 * patience(20))
        )

    def switch(self, clock: FakeClock) -> None:
        clock.now += 1  # what came before is long ago
        QTest.keyClick(self.window, Qt.Key.Key_F8)


def view_of(screen: str, **more: object) -> View:
    return replace(sample(screen, "en", SCANNING), lamp=QUIET, **more)  # type: ignore[arg-type]  # a view's fields


def test_the_switch_asks_for_scanning_where_none_runs(shown: Shown, clock: FakeClock, qtbot: QtBot) -> None:
    watch = Watch(shown(sample("check", "en")), qtbot)
    watch.switch(clock)
    assert watch.pressed == [("scan-normal", "switch")]
    assert not watch.focus


def test_the_controls_come_from_the_main_act_on_and_all_of_them_come(shown: Shown, qtbot: QtBot) -> None:
    window = shown(sample("check", "en"))
    watch = Watch(window, qtbot)
    window.show_view(view_of("check"))
    watch.until_rest()
    tab_stops = [stop.code for stop in window.tab_stops()]
    codes = watch.codes()
    assert codes[0] == "yes"
    assert len(codes) == scanner.ROUNDS * len(tab_stops)
    assert set(codes) == set(tab_stops)
    assert [*codes[: len(tab_stops)]] * scanner.ROUNDS == codes


def test_a_press_chooses_the_control_that_has_come_and_one_at_rest_starts_again(
    shown: Shown, clock: FakeClock, qtbot: QtBot
) -> None:
    window = shown(sample("check", "en"))
    watch = Watch(window, qtbot)
    window.show_view(view_of("check"))
    watch.until_rest()
    watch.switch(clock)
    watch.until("read")
    watch.switch(clock)
    assert watch.pressed == [("read", "keys")]


def test_nothing_moves_while_the_voice_sounds_or_somebody_is_heard(shown: Shown, qtbot: QtBot) -> None:
    window = shown(sample("check", "en"))
    watch = Watch(window, qtbot)
    window.show_view(replace(view_of("check"), lamp=Lamp(LampState.SPEAKING, "")))
    assert not window._scanner._timer.isActive()
    window.show_view(view_of("check"))
    watch.until("read")
    window.show_view(replace(view_of("check"), lamp=Lamp(LampState.SPEAKING, "")))
    assert not window._scanner._timer.isActive()
    hears = sample("speak", "en", SCANNING)
    assert hears.words
    window.show_view(hears)
    assert not window._scanner._timer.isActive()
    for screen, moves in (("mend", True), ("mend-heard", False)):
        window.show_view(sample(screen, "en", SCANNING))
        assert window._scanner._timer.isActive() is moves, screen


def test_nothing_comes_before_what_sends_can_be_pressed_not_even_after_a_skipping_press(
    shown: Shown, clock: FakeClock, qtbot: QtBot
) -> None:
    armed = view_of("readback")
    waits = replace(armed, acts=tuple(replace(a, armed=False if a.armed else None) for a in armed.acts))
    window = shown(waits)
    watch = Watch(window, qtbot)
    watch.switch(clock)
    qtbot.wait(50)
    assert watch.codes() == []
    window.show_view(armed)
    watch.until("yes")


def test_a_keyboard_is_scanned_by_row_and_then_by_key(shown: Shown, clock: FakeClock, qtbot: QtBot) -> None:
    window = shown(sample("edit", "en"))
    watch = Watch(window, qtbot)
    window.show_view(view_of("edit"))
    watch.until("q, w, e, r, t, y, u, i, o, p")
    assert watch.codes()[-1] == "row"
    assert window._focus_ring.width() > window.width() / 2
    watch.switch(clock)
    watch.until("key:w")
    watch.switch(clock)
    assert not watch.pressed, "a key of the screen's keyboard is the window's own"
    assert "w" in window.current_screen.editor.text[-1:]  # type: ignore[union-attr]  # the edit screen has one


def test_switches_are_the_keys_that_settings_name_and_a_wrong_name_is_told(
    caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    switches = Switches.named("F2", "Space", "NoSuchKey", 3.0)
    assert (switches.next, switches.choose, switches.scan) == (
        Qt.Key.Key_F2,
        Qt.Key.Key_Space,
        Qt.Key.Key_F8,
    )
    assert "NoSuchKey" in caplog.text
    window = Window(24.0, glass=(1080, 1920), windowed=True, switches=switches)
    window.resize(1080, 1920)
    window.show_view(sample("check", "en"))
    window.show()
    watch = Watch(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F2)
    QTest.keyClick(window, Qt.Key.Key_F2)
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert watch.pressed == [("no", "keys")]


@pytest.mark.qt_log_ignore("keyToAscii Unhandled key code")  # the test library's, of the media key
@pytest.mark.parametrize("key", [Qt.Key.Key_P, Qt.Key.Key_Pause, Qt.Key.Key_MediaTogglePlayPause])
def test_a_pause_key_pauses_whatever_has_the_focus(key: Qt.Key, shown: Shown, qtbot: QtBot) -> None:
    watch = Watch(shown(sample("check", "en")), qtbot)
    QTest.keyClick(watch.window, key)
    assert watch.pressed == [("pause", "keys")]


def test_a_key_that_skipped_what_was_said_does_nothing_else(shown: Shown, qtbot: QtBot) -> None:
    window = shown(sample("how-to", "en"))
    watch = Watch(window, qtbot)
    window.touched.connect(lambda by: window.show_view(sample("welcome", "en")))
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert not watch.pressed
    assert [(focus.code, focus.arrived) for focus in watch.focus] == [("language-zh-CN", True)]


def test_left_and_right_reach_everything_and_come_round(shown: Shown, qtbot: QtBot) -> None:
    window = shown(sample("readback", "en"))
    watch = Watch(window, qtbot)
    tab_stops = [stop.code for stop in window.tab_stops()]
    for _ in range(len(tab_stops) + 1):
        QTest.keyClick(window, Qt.Key.Key_Right)
    assert set(watch.codes()) == set(tab_stops)
    assert watch.codes()[0] == watch.codes()[-1] == "yes"
