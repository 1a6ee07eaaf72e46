"""Edit: the words on the sheet with a caret, a keyboard below. The main act gives the text back."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk.conversation.view import View
from ui.screens.base import Attempt, ScreenWidget, tools
from ui.screens.dense import dense
from ui.screens.layouts import Placement
from ui.widgets.editor import Editor
from ui.widgets.keyboard import Keyboard, Room
from ui.widgets.sheet_texts import joined_words


class EditScreen(ScreenWidget):
    """Emits ``typed`` with the text instead of its main act's code."""

    def build(self) -> None:
        """Editor and keyboard."""
        view = self.view
        self.editor = Editor(self.style_, self)
        self.editor.set_label(view.label)
        self.editor.set_text(view.typed or joined_words(view.words, view.language)[0])
        self.keyboard = Keyboard(
            self.style_,
            self.editor,
            self.candidates,
            language=view.language,
            tools=tools(view),
            parent=self,
        )
        self.keyboard.rows_changed.connect(self.make_room)
        self.content, self.keys, self.keys_full_width = self.editor, self.keyboard, True

    def show_content(self, view: View) -> bool:
        """What is typed is the window's until it is finished: a view does not overwrite it."""
        self.editor.set_label(view.label)
        return False

    @Slot()  # without it the connection would keep the screen, and what was typed, alive
    def make_room(self) -> None:
        """The keyboard needs another height."""
        self.arrange()

    def compose(self, letters: str) -> None:
        """Type letters whose candidates then stand there; nothing where one does not write hanzi."""
        if self.view.language.startswith("zh") and self.candidates is not None:
            for letter in letters:
                self.keyboard.type(letter)

    def _attempts(self) -> list[Attempt]:
        """Digits give way to the letters' height first; then everything stands as close as it may."""
        factors = self._factors()
        wide = [Attempt(factor, 1, room=room) for room in (Room.FULL, Room.SHORT) for factor in factors]
        return wide + [Attempt(f, 1, compact=True, room=Room.DENSE, dense=True) for f in factors]

    def _set(self, attempt: Attempt) -> None:
        self.keyboard.set_room(attempt.room)
        self.editor.dense = attempt.dense
        super()._set(attempt)
        self.acts.main_alone = not attempt.dense

    def _lay_out(self, attempt: Attempt) -> tuple[Placement, int]:
        return dense(self) if attempt.dense else super()._lay_out(attempt)

    def choose(self, code: str) -> None:
        """The main act means: I have finished typing."""
        if any(act.code == code and act.main for act in self.view.acts):
            self.typed.emit(self.keyboard.finish())
        else:
            super().choose(code)
