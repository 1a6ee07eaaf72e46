"""Comfort: type, contrast, pace, loudness, language and more, each a row of choices."""

from __future__ import annotations

from ui.screens.base import Screen
from ui.widgets.sheet import Sheet


class Comfort(Screen):
    """Rows need room: across, the sheet takes more of the width and they stand in two columns."""

    sheet_share = 0.72

    def paper_wants(self, width: int) -> int:
        """All rows, where that is possible: choices one cannot see are not found."""
        return self.paper.comfortable(width) if isinstance(self.paper, Sheet) else 0

    def arrange(self) -> None:
        """As every screen with a sheet."""
        if isinstance(self.paper, Sheet):
            self.paper.rows.columns = 1 if self.height() >= self.width() else 2
        super().arrange()
