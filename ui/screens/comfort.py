"""Comfort: type, contrast, pace, loudness, language and more, each a row of choices."""

from __future__ import annotations

from ui.screens.base import ScreenWidget
from ui.widgets.sheet import Sheet


class ComfortScreen(ScreenWidget):
    """Rows need room: in landscape the sheet takes more of the width and they stand in two columns."""

    def content_height(self, width: int) -> int:
        """All rows, where that is possible: choices one cannot see are not found."""
        return self.content.preferred_height(width) if isinstance(self.content, Sheet) else 0

    def arrange(self) -> None:
        """As every screen with a sheet."""
        if isinstance(self.content, Sheet):
            self.content.rows.columns = 1 if self.height() >= self.width() else 2
        super().arrange()
