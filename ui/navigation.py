"""Navigation without a finger: keys, two switches, one switch; and where the focus stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from kiosk.conversation.events import Focused
from ui.accessible import reading_order
from ui.keys import Debounce, Direction, Switches, neighbour
from ui.scanner import Scanner
from ui.screens.base import ScreenWidget
from ui.screens.edit import EditScreen
from ui.screens.relay import RelayScreen, RelayWriteScreen
from ui.widgets.control import Control
from ui.widgets.editor import Field
from ui.widgets.focus_ring import FocusRing, TabStop, box_in
from ui.widgets.touch_host import TouchHost

_ARROWS = {
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
# Left and right go through everything in reading order, so that nobody need know where a row ends.
_ALONG = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Tab: 1,
}
_SELECT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)
_PAUSE = (Qt.Key.Key_Pause, Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_MediaPause, Qt.Key.Key_MediaPlay)
_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_Back)


class Navigation(TouchHost):
    """The window's half that takes touches and keys; the other half draws. ``_screen`` is what stands now."""

    pressed = Signal(str, str)
    """The code of a control, and ``touch`` or ``keys``."""
    typed = Signal(str)
    """The text of the edit screen, when its main act is pressed."""
    touched = Signal(str)
    """Any touch or key (``touch``, ``keys``), before it is known whether it hits: the voice is silenced."""
    focused = Signal(object)
    """A control got the keys' focus: a ``Focused`` with its words, for speech."""
    typing = Signal(str)
    """What stands in the editor, before an act beside it is pressed."""

    def __init__(self, switches: Switches, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen: ScreenWidget | None = None
        self._by = "touch"
        self._struck = QRect()
        """Where the control that was touched last stood; nowhere after a key."""
        self._switches = switches
        self._scanner = Scanner(switches.dwell_s, self._scanned, self)
        self.debounce = Debounce()
        self._focus_ring = FocusRing(self)

    # -- touch and keys ----------------------------------------------------------------------------------

    def _pressed(self, code: str) -> None:
        if isinstance(self._screen, EditScreen):
            self.typing.emit(self._screen.editor.text)
        self._remember_where(code)
        self.pressed.emit(code, self._by)

    def _typed(self, text: str) -> None:
        if isinstance(self._screen, RelayWriteScreen):
            self._screen.editor.set_text("")  # it is given away: it does not come back with the next line
        self._remember_where("typed")
        self.typed.emit(text)

    def _remember_where(self, code: str) -> None:
        there = self._screen.controls() if self._screen is not None and self._by == "touch" else ()
        self._struck = next((box_in(self, c) for c in there if c.code == code), QRect())

    def begin_touch(self, code: str = "") -> bool:
        """See TouchHost. The keys' ring gives way to the finger."""
        self._by = "touch"
        self._focus_ring.show_around(None)
        self.touched.emit("touch")
        return not code or self.debounce.allows(code)

    def move_focus(self, control: QWidget) -> None:
        """See TouchHost: as if the keys had come there."""
        if isinstance(control, TabStop):
            self._by = "keys"
            self.touched.emit("keys")
            self._move_focus_to(control)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch beside every control."""
        self.begin_touch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the focus, Enter or Space selects, Escape goes back, Tab is "next"; else typing."""
        if self._screen is None or event.isAutoRepeat():
            return
        self._by = "keys"
        screen = self._screen
        self.touched.emit("keys")
        key = Qt.Key(event.key())
        if key == self._switches.scan:
            self._switch(screen)
        elif self._screen is not screen:
            return  # that key did something already: it skipped what was said, no more
        elif key in _PAUSE or (key == Qt.Key.Key_P and not isinstance(screen, EditScreen | RelayScreen)):
            self.pressed.emit("pause", "keys")
        elif self._composition_key(key):
            pass
        elif key == self._switches.next:
            self._next(1)
        elif key == self._switches.choose:
            self._select()
        elif key in _ARROWS:
            self._move(_ARROWS[key])
        elif key in _ALONG:
            self._next(_ALONG[key])
        elif self._type(event):
            self._focus_ring.show_around(None)
        elif key in _SELECT or key == Qt.Key.Key_Space:
            self._select()
        elif key in _BACK:
            self._back()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab is ours."""
        return False

    def _switch(self, before: ScreenWidget) -> None:
        """The single switch: begins scanning, then chooses what it has come to."""
        if not self._scanner.on:
            self.pressed.emit("scan-normal", "switch")
        elif self._screen is before and self._scanner.press():
            self._select()

    def _scanned(self) -> None:
        """Scanning goes on to the next control, or row of them."""
        group = self._scanner.next(self.tab_stops(), self._first())
        if len(group) == 1:
            self._move_focus_to(group[0])
        elif group:
            self._focus_ring.show_around(*group)
            words = ", ".join((stop.act.name or stop.act.label) for stop in group)
            self.focused.emit(Focused("row", (words,)))

    def _select(self) -> None:
        control = self._dialled() or self._focused() or self._first()
        if control is None:
            return
        self._focus(control)
        self._focus_ring.show_around(control)
        if self.debounce.allows(control.code):
            control.click()

    def _dialled(self) -> Control | None:
        """What Enter means behind digits that were typed, by a scanner of slips too: that they are all."""
        screen = self._screen
        if screen is None or self._focus_ring.isVisible() or not (screen.view.keypad and screen.view.typed):
            return None
        return next((c for c in screen.controls() if c.act.main and c.act.enabled), None)

    def _back(self) -> None:
        screen = self._screen
        assert screen is not None
        acts = (*screen.view.acts, *screen.view.foot)
        code = next((a.code for a in acts if a.code in ("back", "close") and a.enabled), "")
        if code and self.debounce.allows(code):
            screen.choose(code)

    def _composition_key(self, key: Qt.Key) -> bool:
        """Enter takes what is being composed and Escape forgets it, unless the five keys are in use."""
        screen = self._screen
        if (
            not isinstance(screen, EditScreen)
            or not screen.keyboard.composing
            or self._focus_ring.isVisible()
        ):
            return False
        if key in _SELECT:
            screen.keyboard.take()
        elif key in _BACK:
            screen.keyboard.drop()
        else:
            return False
        return True

    def _type(self, event: QKeyEvent) -> bool:
        """A real keyboard writes into the editor, or dials; True if the key was used so."""
        screen, text = self._screen, event.text()
        erases = event.key() == Qt.Key.Key_Backspace
        if isinstance(screen, EditScreen):
            # With the ring showing the five keys are in use, and Space selects.
            if erases:
                screen.keyboard.erase()
            elif text and text.isprintable() and not (text == " " and self._focus_ring.isVisible()):
                screen.keyboard.type(text)
            else:
                return False
            return True
        code = "erase" if erases else f"digit-{text}" if text.isdigit() else ""
        if code and screen is not None and any(act.code == code for act in screen.view.keypad):
            screen.choose(code)
            return True
        writes = text.isprintable() and text.strip() and not erases
        if writes and screen is not None and any(act.code == "write-volunteer" for act in screen.view.acts):
            screen.choose("write-volunteer")  # a keyboard that is plugged in is the volunteer's
            if isinstance(self._screen, EditScreen):
                self._screen.keyboard.type(text)
            return True
        return False

    # -- focus -------------------------------------------------------------------------------------------

    def tab_stops(self) -> list[TabStop]:
        """Where the keys' focus may stand, in reading order."""
        if self._screen is None:
            return []
        controls = self._screen.controls()
        parts = reading_order(self._screen)
        return [part for part in parts if isinstance(part, Field) or part in controls]

    def _first(self) -> Control | None:
        return next(iter(self._screen.controls()), None) if self._screen is not None else None

    def _focused(self) -> TabStop | None:
        widget = self.focusWidget()
        return widget if isinstance(widget, TabStop) and widget in self.tab_stops() else None

    def _focused_code(self) -> str:
        control = self._focused()
        return control.code if control is not None else ""

    def _move(self, direction: Direction) -> None:
        here = self._focused()
        if here is None or not self._focus_ring.isVisible():
            self._move_focus_to(here or self._first())
            return
        others = [c for c in self.tab_stops() if c is not here]
        n = neighbour(box_in(self, here), [box_in(self, c) for c in others], direction)
        if n is not None:
            self._move_focus_to(others[n])

    def _next(self, by: int) -> None:
        order = self.tab_stops()
        if not order:
            return
        here = self._focused()
        if here is None or not self._focus_ring.isVisible():
            self._move_focus_to(here or self._first())
        else:
            self._move_focus_to(order[(order.index(here) + by) % len(order)])

    def _move_focus_to(self, control: TabStop | None) -> None:
        if control is None or self._screen is None:
            return
        self._screen.ensure_visible(control)
        self._focus(control)
        self._focus_ring.show_around(control)
        self._report_focus(control)

    def _report_focus(self, stop: TabStop | None, *, arrived: bool = False) -> None:
        if stop is None:
            return
        act = stop.act
        words = tuple(w for w in (act.name or act.label, act.hint) if w)
        self.focused.emit(Focused(act.code, words, act.language, bool(act.chosen), arrived))

    def _focus(self, control: TabStop | None) -> None:
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._focus_ring.isVisible() and self._screen is not None:  # larger type may have moved it
                self._screen.ensure_visible(control)
        else:
            self.setFocus()
        self._follow_focus()

    def _follow_focus(self) -> None:
        if self._focus_ring.isVisible():
            self._focus_ring.show_around(self._focused())
