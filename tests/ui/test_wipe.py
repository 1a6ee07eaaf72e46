"""After the wipe nothing of the resident is left in the window: not on the glass, not behind it."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.app.sample_views import sample
from tests.ui.conftest import Shown
from ui.accessible import tree
from ui.widgets.control import Control
from ui.widgets.text import Text
from ui.window import Window

SECRET = "zzmysecret"


def remains(window: Window) -> list[str]:
    """Whatever still holds the secret: widgets, the accessible tree, clipboard and selection."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = [f"widget {w}" for w in QApplication.allWidgets() if SECRET in written(w)]
    found += [
        f"tree {node}" for node in tree(window) if SECRET in f"{node.name}{node.description}{node.value}"
    ]
    board = QApplication.clipboard()
    found += [mode.name for mode in board.Mode if SECRET in board.text(mode)]
    return found


def written(widget: QWidget) -> str:
    """All the texts a widget holds."""
    texts = [widget.accessibleName(), widget.accessibleDescription()]
    if isinstance(widget, QLineEdit):
        texts.append(widget.text())
    if isinstance(widget, Control):
        texts.append(widget.act.label)
    if isinstance(widget, Text):
        texts.append(widget.text)
    return "\n".join(texts)


@pytest.mark.parametrize("screen", ["edit", "relay-resident", "relay-helper"])
def test_nothing_that_was_typed_is_left_after_the_wipe(shown: Shown, screen: str) -> None:
    window = shown(sample(screen, "zh-CN"), candidates=lambda letters: [(letters, 1)])
    QTest.keyClicks(window, SECRET)
    window.grab()
    assert remains(window) != [], "it was there before"
    window.show_view(sample("comfort", "zh-CN"))  # kept meanwhile, for who comes back
    window.show_view(sample("still-there", "zh-CN"))
    window.show_view(sample("welcome", "zh-CN"))
    assert remains(window) == []
    window.show_view(sample(screen, "zh-CN"))
    assert remains(window) == []


@pytest.mark.parametrize("screen", ["edit", "relay-resident", "relay-helper"])
@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse])
def test_no_menu_copies_what_was_typed(shown: Shown, screen: str, reason: QContextMenuEvent.Reason) -> None:
    window = shown(sample(screen, "zh-CN"))
    QTest.keyClicks(window, SECRET)
    fields = window.findChildren(QLineEdit)
    assert fields != []
    for field in fields:
        field.selectAll()
        QApplication.sendEvent(field, QContextMenuEvent(reason, QPoint(1, 1), QPoint(1, 1)))
        assert QApplication.activePopupWidget() is None
