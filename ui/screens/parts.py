"""The parts that every screen is made of, and what a screen reader is told of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Note, View
from ui.accessible import Accessible, Role, register_accessible
from ui.screens.options import OPTIONS, PLAIN
from ui.screens.scroll_column import ScrollColumn
from ui.theme import Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_grid import ButtonGrid, Footer
from ui.widgets.candidates import Candidates
from ui.widgets.control import Control
from ui.widgets.illustration import Illustration
from ui.widgets.lamp import LampButton
from ui.widgets.question import Question
from ui.widgets.sheet import Sheet
from ui.widgets.sheet_texts import NoteLine
from ui.widgets.top_bar import TopBar


class ScreenParts(Accessible, QWidget):
    """Top bar, question, content (as a rule a sheet), lamp, keys, error, acts and footer; not yet placed."""

    pressed = Signal(str)
    typed = Signal(str)

    def __init__(
        self, view: View, style: Style, candidates: Candidates | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        register_accessible(self)
        self.view, self.style_, self.candidates = view, style, candidates
        self.options = OPTIONS.get(view.screen, PLAIN)
        self.top_bar = TopBar(style, self)
        self.question = Question(style, view.headings, self)
        self.lamp = LampButton(style, self.options.lamp_mm, alone=self.options.lamp_only, parent=self)
        self.content: BaseWidget | None = None
        self.keys: BaseWidget | None = None
        """A keypad or a keyboard."""
        self.keys_full_width = False
        self.dense = False
        """Whether top line, question and footer stand as close as they may."""
        self.error = NoteLine(style, Note("warning", ""), self)
        self.error.text.role = Role.AlertMessage
        self.acts = ButtonGrid(style, self.options.act_style, parent=self)
        self.below_acts: BaseWidget | None = None
        """Something small under the acts."""
        self.footer = Footer(style, self)
        self.scroll_column = ScrollColumn(style, self)
        self.scroll_column.hide()
        self.build()
        for part in (self.top_bar, self.acts, self.footer):
            part.pressed.connect(self.choose)
        self.lamp.clicked.connect(lambda: self.choose(self.lamp.code))

    def build(self) -> None:
        """Make the screen's own parts. As a rule a sheet, where there is anything to put on it."""
        view = self.view
        if view.label or view.words or view.rows or view.number or view.notes or view.typed:
            sheet = Sheet(self.style_, self)
            sheet.follow_end = self.options.follow_end
            sheet.pressed.connect(self.pressed)
            sheet.show_tools({act.code: act for act in view.tools})
            self.content = sheet
        elif self.options.illustration:
            self.content = Illustration(self.style_, self.options.illustration, self)

    @Slot(str)
    def choose(self, code: str) -> None:
        """A control of this screen was pressed."""
        self.pressed.emit(code)

    def controls(self) -> list[Control]:
        """All that can be chosen now, main act first."""
        found = [c for c in self.findChildren(Control) if c.isVisibleTo(self) and c.isEnabled()]
        if self.lamp.passive:
            found = [c for c in found if c is not self.lamp]
        return sorted(found, key=lambda c: (not c.act.main, c.parent() is not self.acts))

    def content_height(self, width: int) -> int:
        """The height, px, at which its sheet is large enough: all of it, up to two fifths of the screen."""
        assert self.content is not None
        least = self.content.height_for_width(width)
        if isinstance(self.content, Sheet):
            least = max(least, min(self.content.preferred_height(width), round(self.height() * 0.4)))
        return least

    @property
    def scrolled(self) -> bool:
        """Whether the parts stand in the scroll column."""
        return bool(self.scroll_column.items)

    def accessible_role(self) -> Role | None:
        """A dialog: a screen reader says its name, the question, when the focus enters it."""
        return Role.Dialog

    def accessible_children(self) -> Sequence[QObject]:
        """The parts of the screen in the order one reads them, in portrait and in landscape."""
        if self.scrolled:
            question = [self.question] if self.question.parent() is self else []
            acts = [self.acts] if self.acts.parent() is self and self.acts.controls else []
            return [self.top_bar, *question, self.scroll_column, *acts, self.footer]
        keys_last = self.keys_full_width and self.width() > self.height()
        keys = [self.keys] if self.keys is not None else []
        lamp = self.lamp if self.lamp.parent() is self else None
        parts: list[QWidget | None] = [self.top_bar, self.question, self.content, lamp]
        parts += [*([] if keys_last else keys), self.error, self.acts, *(keys if keys_last else [])]
        return [part for part in (*parts, self.below_acts, self.footer) if part is not None]
