"""What a screen reader finds, asked for by Qt's own interface, on every screen there is."""

from __future__ import annotations

import gc
import re
import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.app.sample_views import MORE, SCREENS, sample
from kiosk.conversation.session import Word
from kiosk.conversation.view import View
from tests.ui.conftest import ACROSS, UPRIGHT, FakeClock, Shown
from tests.ui.looking import control, controls, screen_of, wanted
from tests.ui.test_editing import hanzi
from tests.ui.test_touch_and_keys import Heard
from ui import accessible
from ui.accessible import Node, tree
from ui.announcements import announcement, unannounced
from ui.screens.edit import EditScreen
from ui.widgets.control import Control
from ui.widgets.focus_ring import box_in
from ui.widgets.scroll_area import ScrollArea
from ui.window import Window

ALL = [*SCREENS, *MORE]
HOLDERS = {"Window", "Dialog", "List", "Grouping"}
TEXTS = {"Heading", "StaticText", "ListItem", "AlertMessage", "StatusBar"}
PRESSED = {"Button", "RadioButton", "CheckBox"}
HANZI = re.compile(r"[\u4e00-\u9fff]")
every_screen = pytest.mark.parametrize("screen", ALL)
both_ways = pytest.mark.parametrize("glass", [UPRIGHT, ACROSS], ids=["upright", "across"])
in_both_languages = pytest.mark.parametrize("language", ["zh-CN", "en"])


def interface(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def act(widget: QWidget, name: str) -> None:
    interface(widget).actionInterface().doAction(name)


def pressable(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if node.role in PRESSED]


@in_both_languages
@every_screen
def test_every_control_has_a_role_and_a_name_of_its_own(shown: Shown, screen: str, language: str) -> None:
    window = shown(sample(screen, language))
    nodes = tree(window)
    assert {node.role for node in nodes} <= HOLDERS | TEXTS | PRESSED | {"EditableText"}
    drawn = {c.code for c in controls(window) if not getattr(c, "passive", False)}
    assert {node.code for node in pressable(nodes)} == drawn
    can_be_reached = [n for n in nodes if n.role in PRESSED | {"EditableText"}]
    assert [node for node in can_be_reached if "focusable" not in node.states or not node.name] == []
    assert [name for name, times in Counter(n.name for n in can_be_reached).items() if times > 1] == []


@in_both_languages
@every_screen
def test_every_name_is_in_the_language_of_the_screen(shown: Shown, screen: str, language: str) -> None:
    view = sample(screen, language)
    window = shown(view)
    foreign = {a.code for a in (*view.acts, *(a for r in view.rows for a in r.acts)) if a.language}
    chinese = language == "zh-CN"
    for node in tree(window):
        if node.code in foreign or len(node.name) == 1 or not re.search(r"[^\W\d_]", node.name):
            continue  # a language by its own name; a key's letter; figures
        if node.role in ("Heading", "Dialog") and view.headings > 1:
            continue  # the welcome stands in two languages
        if screen.startswith("help") and node.name in [word.text for word in view.words]:
            continue  # so does that help is wanted: whoever may come can read it
        assert bool(HANZI.search(node.name)) == chinese, node


@both_ways
@in_both_languages
@every_screen
def test_all_that_is_written_is_in_the_tree_once(
    shown: Shown, screen: str, language: str, glass: tuple[int, int]
) -> None:
    view = sample(screen, language)
    nodes = [node for node in tree(shown(view, glass)) if node.role not in ("Window", "Dialog")]
    texts = [node.name for node in nodes if node.role in TEXTS]
    assert [text for text, times in Counter(texts).items() if times > 1] == []
    placed_texts = [
        *texts,
        *(t for n in nodes if n.role not in TEXTS for t in (n.name, n.description, n.value)),
    ]
    there = "\n".join("".join(text.split()) for text in placed_texts)
    letters_that_show_sizes = {r.acts[0].label for r in view.rows for a in r.acts if a.code == "size-0"}
    missing = [words for words in wanted(view) if words not in there]
    assert [words for words in missing if words not in letters_that_show_sizes] == []


def _scrolled_away(window: Window) -> set[str]:
    """Controls that stand nowhere now: they lie above or below what a scroll area shows."""
    areas = window.findChildren(ScrollArea)
    inside = ((area, control) for area in areas for control in area.content.findChildren(Control))
    seen = {area: QRect(area.mapTo(window, QPoint(0, 0)), area.size()) for area in areas}
    return {c.code for area, c in inside if not seen[area].contains(box_in(window, c))}


@both_ways
@every_screen
def test_the_order_is_that_of_reading_and_of_tab(shown: Shown, screen: str, glass: tuple[int, int]) -> None:
    window = shown(sample(screen, "en"), glass)
    nodes = tree(window)
    standing = [n for n in nodes if n.role not in HOLDERS | {"ListItem"} and "scroll" not in n.code]
    away = _scrolled_away(window)
    standing = [n for n in standing if window.rect().contains(n.box) and n.code not in away]
    for one, other in pairwise(standing):
        above = other.box.bottom() < one.box.top()
        assert not above or other.box.left() > one.box.right(), f"{other} comes after {one}"
    in_tree = [n.code for n in nodes if n.code and "focusable" in n.states and "disabled" not in n.states]
    tab_stops = [stop.code for stop in window.tab_stops() if stop.code != "field"]
    assert tab_stops == in_tree
    heard: list[str] = []
    window.focused.connect(lambda focus: heard.append(focus.code))
    for _ in range(len(window.tab_stops()) + 2):
        QTest.keyClick(window, Qt.Key.Key_Tab)
    still = [code for code in dict.fromkeys(heard) if code in tab_stops and "scroll" not in code]
    start = still.index(min(still, key=tab_stops.index)) if still else 0
    assert [*still[start:], *still[:start]] == [code for code in tab_stops if "scroll" not in code]


def test_states_are_those_one_sees(shown: Shown) -> None:
    panel = {node.code: node for node in tree(shown(sample("comfort", "en")))}
    assert panel["theme-day"].role == "RadioButton"
    assert "checked" in panel["theme-day"].states
    assert "checked" not in panel["theme-night"].states
    assert panel["quiet"].role == "CheckBox"
    welcome = {node.code: node for node in tree(shown(sample("welcome", "en")))}
    assert "disabled" in welcome["back"].states


def test_a_choice_that_is_made_is_told_in_place(shown: Shown) -> None:
    view = sample("comfort", "en")
    window = shown(view)
    day = control(window, "theme-day")
    assert interface(day).state().checked
    rows = [
        replace(row, acts=tuple(replace(a, chosen=a.chosen and False) for a in row.acts)) for row in view.rows
    ]
    window.show_view(replace(view, rows=tuple(rows)))
    assert control(window, "theme-day") is day
    assert not interface(day).state().checked


def test_what_can_be_edited_in_a_row_is_clear_without_its_row(shown: Shown) -> None:
    names = {node.code: node.name for node in tree(shown(sample("readback", "en")))}
    assert names["edit-place"] == "Edit: Where"
    rows = [node.name for node in tree(shown(sample("readback", "zh-CN"))) if node.role == "ListItem"]
    assert "在哪里：幸福里小区 3号楼2单元" in rows


def test_the_stage_is_told_in_words(shown: Shown) -> None:
    assert "Step 2 of 4: Check" in [node.name for node in tree(shown(sample("check", "en")))]


def test_a_screen_readers_press_is_a_touch_and_a_double_one_is_one(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("contact", "en"))
    heard = Heard(window)
    press = QAccessibleActionInterface.pressAction()
    act(control(window, "repeat"), press)
    clock.now += 0.2
    act(control(window, "repeat"), press)
    assert heard.codes == [("repeat", "touch")]
    clock.now += 0.6
    act(control(window, "repeat"), press)
    assert heard.codes == [("repeat", "touch")] * 2


def test_what_is_disabled_cannot_be_pressed(shown: Shown) -> None:
    window = shown(sample("welcome", "en"))
    heard = Heard(window)
    back = control(window, "back")
    act(back, QAccessibleActionInterface.pressAction())
    assert heard.codes == []
    assert QAccessibleActionInterface.pressAction() not in interface(back).actionInterface().actionNames()


def test_a_screen_reader_can_put_the_focus_somewhere(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    heard = Heard(window)
    act(control(window, "read"), QAccessibleActionInterface.setFocusAction())
    assert window.focusWidget() is control(window, "read")
    assert len(heard.names) == 1
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert heard.codes == [("read", "keys")]


def test_a_text_can_be_read_and_changed_from_its_caret(shown: Shown) -> None:
    window = shown(sample("edit", "en"))
    screen = screen_of(window)
    assert isinstance(screen, EditScreen)
    field = interface(screen.editor.field)
    before = screen.editor.text
    assert field.text(QAccessible.Text.Value) == before
    assert field.textInterface().cursorPosition() == len(before)
    field.editableTextInterface().insertText(0, "Please help. ")
    assert screen.editor.text == f"Please help. {before}"
    field.textInterface().setSelection(0, 0, len("Please help. "))
    QTest.keyClick(window, Qt.Key.Key_Backspace)
    assert screen.editor.text == before
    heard = Heard(window)
    control(window, "typed").click()
    assert heard.texts == [before]


def test_what_is_typed_on_the_screen_moves_the_caret_a_reader_follows(shown: Shown) -> None:
    window = shown(sample("edit", "en"))
    screen = screen_of(window)
    assert isinstance(screen, EditScreen)
    caret = interface(screen.editor.field).textInterface().cursorPosition
    end = caret()
    control(window, "key:a").click()
    assert caret() == end + 1
    control(window, "key-left").click()
    assert caret() == end


@pytest.fixture
def a_reader_runs() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_candidates_are_controls_named_by_their_hanzi(shown: Shown) -> None:
    window = shown(sample("edit", "zh-CN"), candidates=hanzi)
    before = {node.name for node in tree(window)}
    QTest.keyClicks(window, "deng")
    names = [node.name for node in pressable(tree(window))]
    assert len(set(names) - before) >= 2
    assert [name for name, times in Counter(names).items() if times > 1 or not name] == []


def test_nothing_of_a_resident_stays_in_the_tree_nor_in_memory(shown: Shown, a_reader_runs: None) -> None:
    window = shown(sample("speak", "en"))
    said = "".join(word.text for word in sample("check", "en").words)
    kept = set[int]()
    for name in ("welcome", "edit", "contact", "readback", "done", "welcome"):
        old = weakref.ref(screen_of(window))
        window.show_view(sample(name, "en"))
        tree(window)
        QCoreApplication.sendPostedEvents(old(), QEvent.Type.DeferredDelete)
        if name == "welcome":
            gc.collect()
            kept.add(sum(isinstance(thing, accessible._Interface) for thing in gc.get_objects()))
    assert not [n for n in tree(window) if said in f"{n.name} {n.description} {n.value}"]
    assert len(kept) == 1  # as many interfaces as at the welcome before


def told(before: View | None, after: View) -> str:
    return announcement(before, after)


def test_a_new_screen_adds_what_its_question_does_not_say_but_not_the_residents_words() -> None:
    check = sample("check", "en")
    text = told(sample("speak", "en"), check)
    assert check.hint in text
    assert check.question[0] not in text  # the dialog's name
    assert check.words[0].text not in text
    done = sample("done", "en")
    assert "4072 1936" in told(sample("saving", "en"), done)
    saving = sample("saving", "en")
    assert saving.question[0] in told(check, saving)  # nothing there takes the focus


def test_in_place_only_what_changed_is_told() -> None:
    contact = sample("contact", "en")
    assert told(contact, replace(contact, typed="415 555 0132 9")) == ""
    assert told(contact, replace(contact, hint="Once more, please.")) == "Once more, please."


def test_of_a_growing_caption_only_the_new_part_is_told() -> None:
    assert unannounced("", "the lift") == "the lift"
    assert unannounced("the lift", "the lift is broken") == "is broken"
    assert unannounced("the list is", "the lift is broken") == "lift is broken"
    assert unannounced("我们楼下的", "我们楼下的路灯坏了") == "路灯坏了"
    assert unannounced("我们楼夏", "我们楼下的路灯") == "下的路灯"
    assert unannounced("the lift", "the lift") == ""


def test_a_words_change_reaches_the_tree_at_once(shown: Shown) -> None:
    view = sample("speak", "en")
    window = shown(view)
    window.show_view(replace(view, words=(Word("Now this"),)))
    assert "Now this" in [node.name for node in tree(window)]
    assert isinstance(window, Window)
