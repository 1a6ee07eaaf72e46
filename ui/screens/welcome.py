"""Welcome: the lamp alone in the middle, a language an act, and what is kept and what is not."""

from __future__ import annotations

from kiosk.conversation.view import View
from ui.screens.base import Screen
from ui.widgets.dress import WELCOME_ACT
from ui.widgets.pieces import Notes


class Welcome(Screen):
    """The lamp is the picture; the notes stand under the acts."""

    lamp_mm = 92.0
    lamp_alone = True
    act_dress = WELCOME_ACT

    def build(self) -> None:
        """No sheet: nothing has been said yet."""
        self.notes = Notes(self.style_, self)
        self.below = self.notes

    def take_paper(self, view: View) -> bool:
        """The notes."""
        return self.notes.show_notes(view.notes)
