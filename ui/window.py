"""The window: draws a View, reports what is pressed or typed, and knows nothing of the conversation."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.conversation.events import Focused
from kiosk.conversation.view import View
from ui import fonts
from ui.accessible import parts_in_order
from ui.announcements import Announcer
from ui.keys import SWITCHES, Direction, StrikeGuard, Switches, neighbour
from ui.scanner import Scanner
from ui.screens import OVERLAYS, screen_for
from ui.screens.base import Screen
from ui.screens.edit import Edit
from ui.screens.relay import Relay, RelayWrite
from ui.theme import Style, pixels_per_mm
from ui.widgets.candidates import Candidates
from ui.widgets.control import Control
from ui.widgets.editor import Field
from ui.widgets.fade import Fade
from ui.widgets.host import TouchHost
from ui.widgets.ring import FocusRing, Stop, box_in
from ui.widgets.text import forget_lines

_WARM_EVERY_MS = 40
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


class Window(TouchHost):
    """One screen at a time. ``diagonal_inches`` is the screen's; with its pixel size it gives the millimetre.

    ``candidates`` turns pinyin into hanzi for the on-screen keyboard (None: no pinyin). ``glass`` overrides
    the screen's pixel size, for pictures and tests. A kiosk's window does not close by Alt-F4; a
    ``windowed`` one does.
    """

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
    painted = Signal()
    """Once, when the first screen has been painted."""

    def __init__(
        self,
        diagonal_inches: float = 24.0,
        *,
        candidates: Candidates | None = None,
        windowed: bool = False,
        glass: tuple[int, int] | None = None,
        switches: Switches = SWITCHES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._switches = switches
        self._scanner = Scanner(switches.dwell_s, self._scanned, self)
        self._diagonal, self._candidates, self._windowed = diagonal_inches, candidates, windowed
        self._glass = glass
        self._screen: Screen | None = None
        self._style = Style.of(View("", "", "", ()).comfort, self._per_mm())
        self._editing: dict[str, str] = {}  # what is typed, by screen and writer, while another lies on it
        self._by = "touch"
        self._first_paint = True
        self._faces = fonts.warm()
        self.strikes = StrikeGuard()
        self._ring = FocusRing(self)
        self._fade = Fade(self)
        self._announcer = Announcer(self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- what it is told ---------------------------------------------------------------------------------

    def show_full(self) -> None:
        """Fill the screen. Sized first: without a window manager full screen alone may stay tiny."""
        screen = self.screen() or QGuiApplication.primaryScreen()
        self.setGeometry(screen.geometry())
        if self._windowed:
            self.show()
        else:
            self.showFullScreen()

    def show_view(self, view: View) -> None:
        """Draw a view: in place where the screen stays the same, else anew with a short fade."""
        self._scanner.follow(view)
        style = Style.of(view.comfort, self._per_mm(), view.language)
        screen = self._screen
        if screen is not None and self._same_build(screen.view, view) and style == self._style:
            kept = self._focused_code()
            old = screen.view
            screen.show_view(view)
            self._announcer.shown(old, view)
            if kept and kept != self._focused_code():  # acts came or went: the keys stay where they were
                self._focus(next((c for c in screen.controls() if c.code == kept), None) or self._first())
            self._follow_focus()
            return
        self._style = style
        self._change_screen(view)

    def set_level(self, dbfs: float) -> None:
        """The microphone's level, dBFS."""
        if self._screen is not None:
            self._screen.set_level(dbfs)

    def mark_sentence(self, index: int | None) -> None:
        """Mark the sentence of ``View.question`` that is being said; None marks nothing."""
        question = self._screen.view.question if self._screen is not None else ()
        self.mark_text(question[index] if index is not None and 0 <= index < len(question) else "")

    def mark_text(self, sentence: str) -> None:
        """Mark a sentence wherever it stands on the screen: question, hint, words, rows, notes; "" none."""
        if self._screen is not None:
            self._screen.mark(sentence)

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that stands now."""
        return self._screen

    # -- changing screens --------------------------------------------------------------------------------

    def _per_mm(self) -> float:
        if self._glass is not None:
            return pixels_per_mm(*self._glass, self._diagonal)
        screen = self.screen() or QGuiApplication.primaryScreen()
        size = screen.size()
        return pixels_per_mm(size.width(), size.height(), self._diagonal)

    @staticmethod
    def _same_build(old: View, new: View) -> bool:
        """Whether the new view can be drawn with the old one's parts."""
        if (_writing(old), old.language, old.headings) != (_writing(new), new.language, new.headings):
            return False
        return bare(old) == bare(new)

    def _change_screen(self, view: View) -> None:
        old = self._screen
        kept_code = self._focused_code() if old is not None and old.view.screen == view.screen else ""
        if isinstance(old, Edit):
            self._editing[_writing(old.view)] = old.editor.text
        if view.screen not in (*OVERLAYS, "edit"):
            self._editing.clear()
        if view.screen == "welcome":
            forget_lines()  # the resident's words among them
        if old is not None and self.isVisible() and not self._style.still and view.screen != "hidden":
            self._fade.begin(old.grab())
        new = screen_for(view.screen)(view, self._style, self._candidates, self)
        if isinstance(new, Edit) and _writing(view) in self._editing:
            new.editor.set_text(self._editing[_writing(view)])
        new.pressed.connect(self._pressed)
        new.typed.connect(self._typed)
        new.setGeometry(self.rect())
        if new.size() == self.size():
            new.arrange()
        self._screen = new
        if old is None or old.view.screen != view.screen:
            self.strikes.screen_changed()
        new.show()
        if old is not None:
            old.hide()
            old.deleteLater()
            if view.screen == "welcome" and old.view.screen not in OVERLAYS:
                self._by = "touch"  # the next resident begins anew
                self._ring.show_around(None)
        self._ring.raise_()
        self._fade.raise_()
        self._focus(next((c for c in new.controls() if c.code == kept_code), None) or self._first())
        if old is not None and self._by == "keys" and not self._scanner.on:
            self._ring.show_around(self._focused())
            self._tell_focus(self._focused(), arrived=True)
        self._announcer.shown(old.view if old is not None else None, view)
        self.setWindowTitle(view.name)
        QLocale.setDefault(QLocale(view.language))  # the language a screen reader is told to speak
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The screen fills the window; turned about, it is made anew."""
        self._fade.setGeometry(self.rect())
        style = replace(self._style, per_mm=self._per_mm())
        if self._screen is not None:
            if style != self._style:
                self._style = style
                self._change_screen(self._screen.view)
            else:
                self._screen.setGeometry(self.rect())
                self._screen.arrange()
            self._follow_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper everything stands on."""
        QPainter(self).fillRect(event.rect(), self._style.colour("paper"))
        if self._first_paint and self._screen is not None:
            self._first_paint = False
            self.painted.emit()
            QTimer.singleShot(_WARM_EVERY_MS, self, self._warm)

    def _warm(self) -> None:
        """Load what later screens need, in short steps while nothing else is to be done."""
        for _ in self._faces:
            QTimer.singleShot(_WARM_EVERY_MS, self, self._warm)
            return

    def closeEvent(self, event: QCloseEvent) -> None:
        """A kiosk stays; the program ends by QCoreApplication.exit, not by its window."""
        if self._windowed:
            event.accept()
        else:
            event.ignore()

    # -- touch and keys ----------------------------------------------------------------------------------

    def _pressed(self, code: str) -> None:
        if isinstance(self._screen, Edit):
            self.typing.emit(self._screen.editor.text)
        self.pressed.emit(code, self._by)

    def _typed(self, text: str) -> None:
        if isinstance(self._screen, RelayWrite):
            self._screen.editor.set_text("")  # it is given away: it does not come back with the next line
        self.typed.emit(text)

    def touch_begins(self, code: str = "") -> bool:
        """See TouchHost. The keys' ring gives way to the finger."""
        self._by = "touch"
        self._ring.show_around(None)
        self.touched.emit("touch")
        return not code or self.strikes.allows(code)

    def focus_moves(self, control: QWidget) -> None:
        """See TouchHost: as if the keys had come there."""
        if isinstance(control, Stop):
            self._by = "keys"
            self.touched.emit("keys")
            self._step_to(control)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch beside every control."""
        self.touch_begins()

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
        elif key in _PAUSE or (key == Qt.Key.Key_P and not isinstance(screen, Edit | Relay)):
            self.pressed.emit("pause", "keys")
        elif self._composes(key):
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
            self._ring.show_around(None)
        elif key in _SELECT or key == Qt.Key.Key_Space:
            self._select()
        elif key in _BACK:
            self._back()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab is ours."""
        return False

    def _switch(self, before: Screen) -> None:
        """The single switch: begins scanning, then chooses what it has come to."""
        if not self._scanner.on:
            self.pressed.emit("scan-normal", "switch")
        elif self._screen is before and self._scanner.press():
            self._select()

    def _scanned(self) -> None:
        """Scanning goes on to the next control, or row of them."""
        group = self._scanner.next(self.stops(), self._first())
        if len(group) == 1:
            self._step_to(group[0])
        elif group:
            self._ring.show_around(*group)
            words = ", ".join((stop.act.name or stop.act.label) for stop in group)
            self.focused.emit(Focused("row", (words,)))

    def _select(self) -> None:
        control = self._focused() or self._first()
        if control is None:
            return
        self._focus(control)
        self._ring.show_around(control)
        if self.strikes.allows(control.code):
            control.click()

    def _back(self) -> None:
        screen = self._screen
        assert screen is not None
        acts = (*screen.view.acts, *screen.view.foot)
        code = next((a.code for a in acts if a.code in ("back", "close") and a.enabled), "")
        if code and self.strikes.allows(code):
            screen.choose(code)

    def _composes(self, key: Qt.Key) -> bool:
        """Enter takes what is being composed and Escape forgets it, unless the five keys are in use."""
        screen = self._screen
        if not isinstance(screen, Edit) or not screen.keyboard.composing or self._ring.isVisible():
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
        if isinstance(screen, Edit):
            # With the ring showing the five keys are in use, and Space selects.
            if erases:
                screen.keyboard.erase()
            elif text and text.isprintable() and not (text == " " and self._ring.isVisible()):
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
            if isinstance(self._screen, Edit):
                self._screen.keyboard.type(text)
            return True
        return False

    # -- focus -------------------------------------------------------------------------------------------

    def stops(self) -> list[Stop]:
        """Where the keys' focus may stand, in reading order."""
        if self._screen is None:
            return []
        controls = self._screen.controls()
        parts = parts_in_order(self._screen)
        return [part for part in parts if isinstance(part, Field) or part in controls]

    def _first(self) -> Control | None:
        return next(iter(self._screen.controls()), None) if self._screen is not None else None

    def _focused(self) -> Stop | None:
        widget = self.focusWidget()
        return widget if isinstance(widget, Stop) and widget in self.stops() else None

    def _focused_code(self) -> str:
        control = self._focused()
        return control.code if control is not None else ""

    def _move(self, direction: Direction) -> None:
        here = self._focused()
        if here is None or not self._ring.isVisible():
            self._step_to(here or self._first())
            return
        others = [c for c in self.stops() if c is not here]
        n = neighbour(box_in(self, here), [box_in(self, c) for c in others], direction)
        if n is not None:
            self._step_to(others[n])

    def _next(self, by: int) -> None:
        order = self.stops()
        if not order:
            return
        here = self._focused()
        if here is None or not self._ring.isVisible():
            self._step_to(here or self._first())
        else:
            self._step_to(order[(order.index(here) + by) % len(order)])

    def _step_to(self, control: Stop | None) -> None:
        if control is None or self._screen is None:
            return
        self._screen.reveal(control)
        self._focus(control)
        self._ring.show_around(control)
        self._tell_focus(control)

    def _tell_focus(self, stop: Stop | None, *, arrived: bool = False) -> None:
        if stop is None:
            return
        act = stop.act
        words = tuple(w for w in (act.name or act.label, act.hint) if w)
        self.focused.emit(Focused(act.code, words, act.language, bool(act.chosen), arrived))

    def _focus(self, control: Stop | None) -> None:
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()
        self._follow_focus()

    def _follow_focus(self) -> None:
        if self._ring.isVisible():
            self._ring.show_around(self._focused())


def _writing(view: View) -> str:
    """The screen, and in the relay the writer: a text that is not finished is kept under it."""
    return f"{view.screen} {view.label}" if view.screen == "relay-write" else view.screen


def bare(view: View) -> tuple[object, ...]:
    """Which parts a view needs: where two views agree, one is drawn in place of the other."""
    paper = bool(view.label or view.words or view.rows or view.number or view.notes or view.typed)
    return paper, bool(view.keypad), view.comfort.size, view.comfort.theme, view.comfort.less_motion
