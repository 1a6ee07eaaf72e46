"""Done: the number, as large as the sheet allows, and what happens next."""

from __future__ import annotations

from ui.screens.base import Screen


class Done(Screen):
    """The number stands in the middle of the sheet."""
