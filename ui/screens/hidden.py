"""Hidden: the sheet lies face down; one large act turns it over again."""

from __future__ import annotations

from ui.screens.base import ScreenWidget
from ui.widgets.illustration import Illustration


class HiddenScreen(ScreenWidget):
    """Laid out as a screen with a sheet is, so that nothing jumps when it is turned."""

    def build(self) -> None:
        """The back of the sheet."""
        self.content = Illustration(self.style_, "eye-slash", self, covered=True)
