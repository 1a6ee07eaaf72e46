"""Contact: a phone number, said or dialled on large digits, shown in groups; leaving none is as good."""

from __future__ import annotations

from kiosk.conversation.view import View
from ui.screens.base import Screen
from ui.widgets.acts import Keypad
from ui.widgets.sheet import Sheet


class Contact(Screen):
    """Sheet with the digits so far, keypad, acts."""

    def build(self) -> None:
        """Sheet and keypad; the sheet stands even while no digit does."""
        sheet = Sheet(self.style_, self)
        sheet.pressed.connect(self.pressed)
        self.paper = sheet
        self.keypad = Keypad(self.style_, self)
        self.keypad.pressed.connect(self.pressed)
        self.middle = self.keypad

    def take_paper(self, view: View) -> bool:
        """Digits on the sheet, keys on the pad."""
        grew = self.keypad.show_acts(view.keypad)
        if grew:
            self.keypad.arrange()
        return super().take_paper(view)
