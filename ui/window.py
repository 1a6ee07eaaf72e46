"""The window: draws a View, reports what is pressed or typed, and knows nothing of the conversation."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import View
from ui import fonts
from ui.announcements import Announcer
from ui.keys import SWITCHES, Switches
from ui.navigation import Navigation
from ui.screens import OVERLAYS, screen_for
from ui.screens.base import ScreenWidget
from ui.screens.edit import EditScreen
from ui.theme import LOW_REACH, Style, pixels_per_mm, too_small
from ui.widgets.candidates import Candidates
from ui.widgets.fade import Fade
from ui.widgets.paragraph import forget_paragraphs

_WARM_EVERY_MS = 40


class Window(Navigation):
    """One screen at a time. ``diagonal_inches`` is the screen's; with its pixel size it gives the millimetre.

    ``candidates`` turns pinyin into hanzi for the on-screen keyboard (None: no pinyin). ``glass`` overrides
    the screen's pixel size, for pictures and tests. A kiosk's window does not close by Alt-F4; a
    ``windowed`` one does.
    """

    edited = Signal()
    """What is being typed changed: the text, its caret, or what letters may mean."""
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
        super().__init__(switches, parent)
        self._diagonal, self._candidates, self._windowed = diagonal_inches, candidates, windowed
        self._glass = glass
        self._style = Style.of(View("", "", "", ()).comfort, self._per_mm())
        self._editing: dict[str, str] = {}  # what is typed, by screen and writer, while another lies on it
        self._first_paint = True
        self._faces = fonts.warm()
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
        if screen is not None and self._redraws_in_place(screen.view, view) and style == self._style:
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

    def highlight_sentence(self, index: int | None) -> None:
        """Highlight the sentence of ``View.question`` that is being said; None highlights nothing."""
        question = self._screen.view.question if self._screen is not None else ()
        self.highlight_text(question[index] if index is not None and 0 <= index < len(question) else "")

    def highlight_text(self, sentence: str) -> None:
        """Highlight a sentence wherever it stands: question, hint, words, rows, notes; "" none."""
        if self._screen is not None:
            self._screen.highlight(sentence)

    @property
    def current_screen(self) -> ScreenWidget | None:
        """The screen that stands now."""
        return self._screen

    # -- changing screens --------------------------------------------------------------------------------

    def _pixels(self) -> tuple[int, int]:
        if self._glass is not None:
            return self._glass
        size = (self.screen() or QGuiApplication.primaryScreen()).size()
        return size.width(), size.height()

    def _per_mm(self) -> float:
        return pixels_per_mm(*self._pixels(), self._diagonal)

    def too_small(self) -> str:
        """One sentence for the administrator where the glass does not hold every screen; "" where it does."""
        return too_small(*self._pixels(), self._diagonal)

    @property
    def tall(self) -> bool:
        """Whether the glass is higher than somebody reaches who sits before it."""
        return self._pixels()[1] > self._style.mm(LOW_REACH)

    @staticmethod
    def _redraws_in_place(old: View, new: View) -> bool:
        """Whether the new view can be drawn with the old one's parts."""
        if (_draft_key(old), old.language, old.headings) != (_draft_key(new), new.language, new.headings):
            return False
        return _layout_key(old) == _layout_key(new)

    def _change_screen(self, view: View) -> None:
        old = self._screen
        stays = old is not None and (old.view.screen, old.view.level) == (view.screen, view.level)
        kept_code = self._focused_code() if stays else ""
        if isinstance(old, EditScreen):
            self._editing[_draft_key(old.view)] = old.editor.text
        if view.screen not in (*OVERLAYS, "edit"):
            self._editing.clear()
        if view.screen == "welcome":
            forget_paragraphs()  # the resident's words among them
        fades = self.isVisible() and not self._first_paint and not self._style.still
        if old is not None and fades and view.screen != "hidden":
            self._fade.begin(self._picture())
        QLocale.setDefault(QLocale(view.language))  # for a screen reader's voice
        new = screen_for(view)(view, self._style, self._candidates, self)
        if isinstance(new, EditScreen) and _draft_key(view) in self._editing:
            new.editor.set_text(self._editing[_draft_key(view)])
        if isinstance(new, EditScreen):
            new.editor.changed.connect(self.edited)
        new.pressed.connect(self._pressed)
        new.typed.connect(self._typed)
        new.avoided = self._spot_to_avoid(old, view)
        place = self._place(view)
        new.setGeometry(place)
        if new.size() == place.size():
            new.arrange()
        self._screen = new
        if not stays:
            self.debounce.screen_changed()
        new.show()
        if old is not None:
            old.hide()
            old.deleteLater()
            if view.screen == "welcome" and old.view.screen not in OVERLAYS:
                self._by = "touch"  # the next resident begins anew
                self._focus_ring.show_around(None)
        self._focus_ring.raise_()
        self._fade.raise_()
        self._focus(next((c for c in new.controls() if c.code == kept_code), None) or self._first())
        if old is not None and self._by == "keys" and not self._scanner.on:
            self._focus_ring.show_around(self._focused())
            self._report_focus(self._focused(), arrived=True)
        self._announcer.shown(old.view if old is not None else None, view)
        self.setWindowTitle(view.name)
        self.update()

    def _place(self, view: View) -> QRect:
        """Where a screen stands: on the whole glass, or in the lower part of a tall one."""
        low = self._style.mm(LOW_REACH)
        if not view.comfort.low or low >= self.height():
            return self.rect()
        return QRect(0, self.height() - low, self.width(), low)

    def _spot_to_avoid(self, old: ScreenWidget | None, view: View) -> QRect:
        """Where the act stood that led to this screen. One without acts only stands between two others."""
        if old is not None and old.view.screen == view.screen:
            return old.avoided
        spot = self._struck
        if view.acts:
            self._struck = QRect()
        return spot

    def _picture(self) -> QImage:
        """What stands on the glass: a copy of the pixels there are, not painted anew."""
        store = self.backingStore()
        painted = store.paintDevice() if store is not None else None
        return painted.copy() if isinstance(painted, QImage) else self.grab().toImage()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The screen fills the window; turned about, it is made anew."""
        self._fade.setGeometry(self.rect())
        style = replace(self._style, per_mm=self._per_mm())
        if self._screen is not None:
            if style != self._style:
                self._style = style
                self._change_screen(self._screen.view)
            else:
                self._screen.setGeometry(self._place(self._screen.view))
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


def _draft_key(view: View) -> str:
    """The screen, and in the relay the writer: a text that is not finished is kept under it."""
    return f"{view.screen} {view.label}" if view.screen == "relay-write" else view.screen


def _layout_key(view: View) -> tuple[object, ...]:
    """Which parts a view needs: where two views agree, one is drawn in place of the other."""
    has_content = bool(view.label or view.words or view.rows or view.number or view.notes or view.typed)
    comfort = view.comfort
    looks = comfort.size, comfort.theme, comfort.less_motion, comfort.low
    return view.level, has_content, bool(view.keypad), looks
