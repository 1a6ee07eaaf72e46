"""Welcome: the lamp alone in the middle, a language an act, and what is kept and what is not."""

from __future__ import annotations

from kiosk.conversation.view import View
from ui.screens.base import ScreenWidget
from ui.widgets.sheet_texts import Notes


class WelcomeScreen(ScreenWidget):
    """The lamp is the picture; the notes stand under the acts."""

    def build(self) -> None:
        """No sheet: nothing has been said yet."""
        self.notes = Notes(self.style_, self)
        self.below_acts = self.notes

    def show_content(self, view: View) -> bool:
        """The notes."""
        return self.notes.show_notes(view.notes)
