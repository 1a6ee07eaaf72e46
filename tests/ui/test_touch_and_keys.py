from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.app.sample_views import MORE, SCREENS, sample
from kiosk.conversation.view import View
from tests.ui.conftest import ACROSS, UPRIGHT, FakeClock, Shown
from tests.ui.looking import box, control
from ui.widgets.control import Control
from ui.widgets.focus_ring import TabStop
from ui.window import Window

LEFT = Qt.MouseButton.LeftButton
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Heard:
    """What a window reported, in order."""

    def __init__(self, window: Window) -> None:
        self.codes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.names: list[str] = []
        window.pressed.connect(lambda code, by: self.codes.append((code, by)))
        window.typed.connect(self.texts.append)
        window.focused.connect(lambda focus: self.names.append(". ".join(focus.words)))


def touch(window: Window, code: str) -> None:
    QTest.mouseClick(control(window, code), LEFT)


def offered(view: View) -> list[str]:
    rows = [act for row in view.rows for act in row.acts]
    acts = [*view.acts, *view.foot, *view.keypad, *rows, *([view.home] if view.home else [])]
    return [act.code for act in acts if act.enabled]


@pytest.mark.parametrize("screen", [s for s in SCREENS if s != "edit"])
def test_touching_a_control_reports_its_code(shown: Shown, clock: FakeClock, screen: str) -> None:
    view = sample(screen, "en")
    window = shown(view)
    heard = Heard(window)
    for code in offered(view):
        clock.now += 1
        touch(window, code)
    assert heard.codes == [(code, "touch") for code in offered(view)]


def test_a_touch_that_begins_outside_a_control_does_nothing(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    heard = Heard(window)
    yes = control(window, "yes")
    QTest.mousePress(window, LEFT, pos=QPoint(5, 5))
    QTest.mouseRelease(window, LEFT, pos=box(window, yes).center())
    assert heard.codes == []


def test_a_touch_that_leaves_a_control_before_it_ends_does_nothing(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    heard = Heard(window)
    yes = control(window, "yes")
    QTest.mousePress(yes, LEFT)
    QTest.mouseMove(yes, QPoint(20, yes.height() + 60))
    QTest.mouseRelease(yes, LEFT, pos=QPoint(20, yes.height() + 60))
    assert heard.codes == []


def test_a_second_strike_within_half_a_second_is_ignored(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("check", "en"))
    heard = Heard(window)
    touch(window, "repeat")
    clock.now += 0.4
    touch(window, "repeat")
    assert heard.codes == [("repeat", "touch")]
    clock.now += 0.6
    touch(window, "repeat")
    touch(window, "comfort")  # another may follow at once
    assert [code for code, _ in heard.codes] == ["repeat", "repeat", "comfort"]


def test_two_zeros_in_quick_succession_are_both_dialled(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("contact", "en"))
    heard = Heard(window)
    for pause, counted in ((0.0, 1), (0.1, 1), (0.15, 2)):  # 0.1 s later: a trembling hand
        clock.now += pause
        touch(window, "digit-0")
        assert len(heard.codes) == counted


def test_a_double_click_counts_once_and_a_later_pair_counts_again(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("contact", "en"))
    heard = Heard(window)
    three = control(window, "digit-3")
    for seconds, counted in ((0.0, 1), (0.7, 2)):
        clock.now += seconds
        QTest.mouseClick(three, LEFT)
        QTest.mouseDClick(three, LEFT)  # Qt sends this for the second of two quick presses
        QTest.mouseRelease(three, LEFT)
        assert len(heard.codes) == counted


def test_a_second_strike_does_not_hit_what_the_next_screen_put_there(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("check", "en"))
    heard = Heard(window)
    touch(window, "yes")
    clock.now += 0.2
    window.show_view(sample("readback", "en"))
    touch(window, "read")
    assert heard.codes == [("yes", "touch")]
    clock.now += 0.5
    touch(window, "read")
    assert heard.codes == [("yes", "touch"), ("read", "touch")]


@pytest.mark.parametrize("glass", [UPRIGHT, ACROSS], ids=["upright", "across"])
@pytest.mark.parametrize("screen", [*SCREENS, *MORE])
def test_five_keys_reach_every_control(shown: Shown, screen: str, glass: tuple[int, int]) -> None:
    window = shown(sample(screen, "en"), glass)
    wanted = set(window.tab_stops())
    if not wanted:
        return
    QTest.keyClick(window, ARROWS[0])
    first = window.focusWidget()
    assert isinstance(first, TabStop)
    reached, waiting = {first}, [first]
    while waiting:
        here = waiting.pop()
        for arrow in ARROWS:
            window._move_focus_to(here)
            QTest.keyClick(window, arrow)
            there = window.focusWidget()
            assert isinstance(there, TabStop)
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    assert {c.code for c in wanted - reached} == set()


@pytest.mark.parametrize("screen", SCREENS)
def test_one_switch_goes_through_every_control_and_comes_round(shown: Shown, screen: str) -> None:
    window = shown(sample(screen, "en"))
    heard = Heard(window)
    wanted = window.tab_stops()
    for _ in range(len(wanted) + 1):
        QTest.keyClick(window, Qt.Key.Key_Tab)
    assert len(heard.names) == len(wanted) + 1
    assert heard.names[0] == heard.names[-1]
    assert window.focusWidget() in wanted


def test_the_main_act_has_the_keys_first_and_enter_selects_it(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    heard = Heard(window)
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert heard.codes == [("yes", "keys")]


def test_the_first_arrow_only_shows_where_one_is(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    heard = Heard(window)
    assert not window._focus_ring.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Down)
    assert window._focus_ring.isVisible()
    assert heard.names == ["Yes, that is right. Or say “yes”"]
    touch(window, "no")
    assert not window._focus_ring.isVisible()


def test_escape_goes_back_where_back_is_offered(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    heard = Heard(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert heard.codes == [("back", "keys")]
    welcome = shown(sample("welcome", "en"))
    heard = Heard(welcome)
    QTest.keyClick(welcome, Qt.Key.Key_Escape)
    assert heard.codes == []


def test_a_key_held_down_counts_once(shown: Shown) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QKeyEvent

    window = shown(sample("check", "en"))
    heard = Heard(window)
    for repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated
        )
        QCoreApplication.sendEvent(window, event)
    assert heard.codes == [("yes", "keys")]


def test_a_real_keyboard_dials_on_the_contact_screen(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("contact", "en"))
    heard = Heard(window)
    QTest.keyClicks(window, "138")
    QTest.keyClick(window, Qt.Key.Key_Backspace)
    assert heard.codes == [(f"digit-{d}", "keys") for d in "138"] + [("erase", "keys")]


def test_a_scanner_types_the_number_of_a_ticket_and_enter_and_that_is_all(shown: Shown) -> None:
    window = shown(sample("ticket", "en"))
    heard = Heard(window)
    QTest.keyClicks(window, "10000012")
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert heard.codes == [*((f"digit-{d}", "keys") for d in "10000012"), ("done", "keys")]


def test_the_focus_stays_on_a_setting_while_it_is_changed(shown: Shown, clock: FakeClock) -> None:
    from kiosk.conversation.session import Comfort

    window = shown(sample("comfort", "en"))
    window._move_focus_to(control(window, "size-2"))
    window.show_view(sample("comfort", "en", Comfort(size=2)))
    focused = window.focusWidget()
    assert isinstance(focused, Control)
    assert focused.code == "size-2"
    assert window._focus_ring.isVisible()


def test_a_kiosks_window_does_not_close_but_one_on_a_desk_does(qtbot: QtBot) -> None:
    for windowed in (False, True):
        window = Window(24.0, glass=UPRIGHT, windowed=windowed)
        window.show_view(sample("welcome", "en"))
        window.show()
        assert window.close() is windowed
        window.hide()
        window.deleteLater()


def test_another_level_of_a_screen_is_told_by_keys_from_its_first_control_on(shown: Shown) -> None:
    window = shown(sample("categories", "en"))
    heard = Heard(window)
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Down)
    group = sample("categories-group", "en")
    window.show_view(group)
    first = group.acts[0]
    assert heard.names[-1] == f"{first.label}. {first.hint}"
