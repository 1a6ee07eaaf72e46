from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.app.sample_views import sample
from kiosk.conversation.session import Comfort
from tests.ui.conftest import ACROSS, UPRIGHT, FakeClock, Shown
from tests.ui.looking import control, controls, faults, screen_of
from tests.ui.test_touch_and_keys import Heard, touch
from ui.conformance.snapshot import Snapshot
from ui.keys import Debounce
from ui.screens import scrolled
from ui.screens.edit import EditScreen
from ui.screens.scroll_column import ScrollColumn
from ui.widgets import keyboard
from ui.window import Window


def hanzi(pinyin: str) -> list[tuple[str, int]]:
    """A dictionary of two syllables, and of one word that has both."""
    found = {
        "deng": [(c, 4) for c in "灯等登邓瞪凳蹬澄噔嶝磴"],
        "hao": [("好", 3), ("号", 3)],
        "denghao": [("等号", 7), ("灯", 4), ("等", 4)],
    }
    return found.get(pinyin, [])


def text_of(window: Window) -> str:
    screen = screen_of(window)
    assert isinstance(screen, EditScreen)
    return screen.editor.text


def clear(window: Window) -> None:
    screen = screen_of(window)
    assert isinstance(screen, EditScreen)
    screen.editor.set_text("")


def test_the_main_act_gives_the_typed_text_back(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("edit", "en"))
    heard = Heard(window)
    clear(window)
    for code in ("key:h", "key:i", "key-space", "key:4", "key:2", "key-erase"):
        touch(window, code)
    touch(window, "typed")
    assert heard.texts == ["hi 4"]
    assert heard.codes == []


def test_the_words_heard_stand_there_to_be_changed(shown: Shown) -> None:
    window = shown(sample("edit", "en"))
    before = text_of(window)
    assert before.startswith("The lift in block three")
    touch(window, "key-left")
    touch(window, "key-erase")
    assert text_of(window) == before[:-2] + before[-1]


def test_a_touch_puts_the_caret_among_the_words(shown: Shown) -> None:
    window = shown(sample("edit", "en"))
    screen = screen_of(window)
    assert isinstance(screen, EditScreen)
    editor = screen.editor
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton, pos=QPoint(2, 40))
    touch(window, "key:x")
    assert text_of(window).startswith("x")


def test_pinyin_becomes_hanzi_by_touch(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("edit", "zh-CN"), candidates=hanzi)
    clear(window)
    for code in ("key:d", "key:e", "key:n", "key:g"):
        touch(window, code)
    assert text_of(window) == ""
    assert control(window, "candidate-0").act.label == "灯"
    assert faults(window) == []
    touch(window, "key-more")
    touch(window, "candidate-0")
    assert text_of(window) in "蹬澄噔嶝磴"
    touch(window, "key-clear")
    assert text_of(window) == ""


def test_pinyin_becomes_hanzi_on_a_real_keyboard(shown: Shown) -> None:
    window = shown(sample("edit", "zh-CN"), candidates=hanzi)
    clear(window)
    QTest.keyClicks(window, "hao ")
    QTest.keyClicks(window, "hao2")
    QTest.keyClicks(window, "3")
    assert text_of(window) == "好号3"
    touch(window, "key-pinyin")
    QTest.keyClicks(window, "ok")
    QTest.keyClick(window, Qt.Key.Key_Backspace)
    assert text_of(window) == "好号3o"


def test_a_word_taken_from_the_front_leaves_the_other_letters_to_be_composed(shown: Shown) -> None:
    window = shown(sample("edit", "zh-CN"), candidates=hanzi)
    clear(window)
    QTest.keyClicks(window, "denghao")
    assert control(window, "candidate-0").act.label == "等号"
    QTest.keyClicks(window, "2")
    assert text_of(window) == "灯"
    assert control(window, "candidate-0").act.label == "好"
    QTest.keyClicks(window, " ")
    assert text_of(window) == "灯好"


def test_enter_takes_what_is_likeliest_and_escape_forgets_the_letters(shown: Shown) -> None:
    window = shown(sample("edit", "zh-CN"), candidates=hanzi)
    heard = Heard(window)
    clear(window)
    QTest.keyClicks(window, "hao")
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert text_of(window) == "好"
    QTest.keyClicks(window, "deng")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert text_of(window) == "好"
    assert (heard.texts, heard.codes) == ([], [])
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert heard.texts == ["好"]


def test_on_a_real_keyboard_the_row_is_paged_there_and_back(shown: Shown) -> None:
    window = shown(sample("edit", "zh-CN"), candidates=hanzi)
    clear(window)
    QTest.keyClicks(window, "deng")
    QTest.keyClicks(window, "=")
    assert control(window, "candidate-0").act.label != "灯"
    QTest.keyClicks(window, "-1")
    assert text_of(window) == "灯"


def test_a_sentence_stands_whole_in_the_row(shown: Shown) -> None:
    long = "我们楼的电梯坏了老人下不了楼"
    for glass in ((1080, 1920), ACROSS):
        window = shown(sample("edit", "zh-CN"), glass, lambda letters: [(long, len(letters)), ("我", 1)])
        QTest.keyClicks(window, "women")
        assert control(window, "candidate-0").act.label == long
        assert faults(window) == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("inches", [15, 19, 24, 32])
def test_keys_are_as_large_as_a_finger_needs_on_every_upright_glass(
    qtbot: QtBot, inches: int, language: str
) -> None:
    window = Window(inches, glass=(1080, 1920), candidates=hanzi, windowed=True)
    qtbot.addWidget(window)
    window.resize(1080, 1920)
    window.show_view(sample("edit", language))
    window.show()
    clear(window)
    typed = "deng" if language == "zh-CN" else "cab"
    for letter in typed:
        touch(window, f"key:{letter}")
        window.debounce = Debounce(FakeClock())
    assert faults(window) == []
    QTest.keyClicks(window, " ")
    if inches == 15:
        touch(window, "key-digits")
        assert faults(window) == []
        touch(window, "key:7")
        assert text_of(window).endswith("7")


def test_letters_that_mean_nothing_are_kept_as_they_are(shown: Shown) -> None:
    window = shown(sample("edit", "zh-CN"), candidates=hanzi)
    heard = Heard(window)
    clear(window)
    QTest.keyClicks(window, "xq")
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert heard.texts == []
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert heard.texts == ["xq"]


def test_what_was_typed_survives_a_visit_to_the_comfort_panel(shown: Shown) -> None:
    window = shown(sample("edit", "en"))
    QTest.keyClicks(window, " Please")
    typed = text_of(window)
    window.show_view(sample("comfort", "en"))
    window.show_view(sample("edit", "en", Comfort(size=2)))
    assert text_of(window) == typed
    assert faults(window) == []
    window.show_view(sample("check", "en"))
    window.show_view(sample("edit", "en"))
    assert "Please" not in text_of(window)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("inches", [15, 15.6, 24, 32])
def test_text_candidates_every_key_and_done_are_seen_at_once_in_every_size(
    qtbot: QtBot, inches: float, language: str
) -> None:
    for glass, size in product((UPRIGHT, ACROSS), range(4)):
        window = Window(inches, glass=glass, candidates=hanzi, windowed=True)
        qtbot.addWidget(window)
        window.resize(*glass)
        window.show_view(sample("edit", language, Comfort(size=size)))
        window.show()
        screen = screen_of(window)
        assert isinstance(screen, EditScreen)
        screen.compose("deng")
        assert not screen.scrolled, (glass, size)
        assert faults(window) == [], (glass, size)
        wanted = {"typed", "key:q", "key:m", "key-erase", "key-space", "help"}
        wanted |= {"candidate-0"} if language == "zh-CN" else set()
        assert wanted <= {c.code for c in controls(window)}, (glass, size)


def test_what_was_cleared_can_be_had_back(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("edit", "en"))
    before = text_of(window)
    touch(window, "key-clear")
    assert (text_of(window), control(window, "key-clear").act.label) == ("", "Undo")
    clock.now += 1
    touch(window, "key-clear")
    assert (text_of(window), control(window, "key-clear").act.label) == (before, "Clear")


def test_once_something_is_typed_what_was_cleared_is_gone(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("edit", "en"))
    touch(window, "key-clear")
    touch(window, "key:a")
    clock.now += 1
    assert control(window, "key-clear").act.label == "Clear"
    touch(window, "key-clear")
    assert text_of(window) == ""


def test_after_some_seconds_what_was_cleared_is_gone(
    shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyboard, "RESTORE_MS", 1)
    window = shown(sample("edit", "en"))
    touch(window, "key-clear")
    qtbot.waitUntil(lambda: control(window, "key-clear").act.label == "Clear")


def test_digits_take_turns_with_letters_and_erase_stays_where_it_is(shown: Shown) -> None:
    window = shown(sample("edit", "zh-CN"), ACROSS, hanzi)
    clear(window)
    erase = control(window, "key-erase").geometry()
    touch(window, "key-digits")
    assert control(window, "key-erase").geometry() == erase
    QTest.mouseClick(control(window, "key:7"), Qt.MouseButton.LeftButton)
    assert text_of(window) == "7"


def test_candidates_come_where_an_english_writer_asks_for_pinyin(shown: Shown) -> None:
    window = shown(sample("edit", "en"), ACROSS, hanzi)
    clear(window)
    touch(window, "key-pinyin")
    QTest.keyClicks(window, "deng")
    assert control(window, "candidate-0").act.label == "灯"
    assert faults(window) == []


@pytest.mark.parametrize("screen", ["check", "readback", "contact"])
@pytest.mark.parametrize("inches", [15, 15.6])
def test_no_yes_is_seen_while_its_counterpart_is_cut_off(qtbot: QtBot, inches: float, screen: str) -> None:
    for glass, language, size in product((UPRIGHT, ACROSS), ("zh-CN", "en"), (0, 3)):
        window = Window(inches, glass=glass, windowed=True)
        qtbot.addWidget(window)
        window.resize(*glass)
        window.show_view(sample(screen, language, Comfort(size=size)))
        window.show()
        assert [fault for fault in faults(window) if "sending" in fault] == [], (glass, language, size)


def test_a_yes_whose_counterpart_is_cut_off_is_found(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrolled, "_pinned", lambda screen, room, across: None)
    monkeypatch.setattr(ScrollColumn, "_stop", lambda column, y: y)
    window = Window(10.1, glass=UPRIGHT, windowed=True)
    qtbot.addWidget(window)
    window.resize(*UPRIGHT)
    window.show_view(sample("check", "zh-CN"))
    window.show()
    assert any("yes stands alone" in fault for fault in faults(window))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_on_the_smallest_tablet_the_start_button_stands_without_scrolling(
    qtbot: QtBot, language: str
) -> None:
    for glass in (UPRIGHT, ACROSS):
        window = Window(10.1, glass=glass, windowed=True)
        qtbot.addWidget(window)
        window.resize(*glass)
        window.show_view(sample("welcome", language))
        window.show()
        start, snapshot = control(window, "language-zh-CN"), Snapshot(window)
        assert snapshot.visible(start) == snapshot.box(start), glass


def test_the_keyboard_with_candidates_fits_in_every_size_and_orientation(shown: Shown) -> None:
    for size in range(4):
        for glass in ((1080, 1920), ACROSS):
            window = shown(sample("edit", "zh-CN", Comfort(size=size)), glass, hanzi)
            QTest.keyClicks(window, "deng")
            assert faults(window) == [], (size, glass)
