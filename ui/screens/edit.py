"""Edit: the words on the sheet with a caret, a keyboard below. The main act gives the text back."""

from __future__ import annotations

from kiosk.conversation.view import View
from ui.screens.base import ScreenWidget, tools
from ui.widgets.editor import Editor
from ui.widgets.keyboard import Keyboard
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
        self.content, self.keys, self.keys_full_width = self.editor, self.keyboard, True

    def show_content(self, view: View) -> bool:
        """What is typed is the window's until it is finished: a view does not overwrite it."""
        self.editor.set_label(view.label)
        return False

    def choose(self, code: str) -> None:
        """The main act means: I have finished typing."""
        if any(act.code == code and act.main for act in self.view.acts):
            self.typed.emit(self.keyboard.finish())
        else:
            super().choose(code)
