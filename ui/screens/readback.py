"""Read-back: all that is sent, a row each; where it would not stand so, short rows in pairs."""

from __future__ import annotations

from ui.screens.base import ScreenWidget
from ui.widgets.sheet import Sheet


class ReadbackScreen(ScreenWidget):
    """As every screen with a sheet, but for the pairs."""

    def arrange(self) -> None:
        """Rows under each other upright, in pairs across, and where the sheet would have to scroll."""
        if not isinstance(self.content, Sheet):
            super().arrange()
            return
        rows = self.content.rows
        rows.paired = self.width() > self.height()
        super().arrange()
        if not rows.paired and self.content.scrolls:
            rows.paired = True
            super().arrange()
