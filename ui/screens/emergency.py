"""Emergency: what to do first, the number to dial as large as the sheet allows, a way on."""

from __future__ import annotations

from ui.screens.base import Screen


class Emergency(Screen):
    """Nothing special but its place in the house: warn acts carry the colour."""
