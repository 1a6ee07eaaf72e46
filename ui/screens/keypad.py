"""Any screen with a keypad: digits, dialled or said, large on the sheet and in groups."""

from __future__ import annotations

from kiosk.conversation.view import View
from ui.screens.base import ScreenWidget
from ui.widgets.button_grid import KeypadGrid
from ui.widgets.sheet import Sheet


class KeypadScreen(ScreenWidget):
    """Sheet with the digits so far, keypad, acts."""

    def build(self) -> None:
        """Sheet and keypad; the sheet stands even while no digit does."""
        sheet = Sheet(self.style_, self)
        sheet.pressed.connect(self.pressed)
        self.content = sheet
        self.keypad = KeypadGrid(self.style_, self)
        self.keypad.pressed.connect(self.pressed)
        self.keys = self.keypad

    def show_content(self, view: View) -> bool:
        """Digits on the sheet, keys on the pad."""
        grew = self.keypad.show_acts(view.keypad)
        if grew:
            self.keypad.arrange()
        return super().show_content(view)
