"""How to use this kiosk: a few sentences on the sheet, and one act that skips them."""

from __future__ import annotations

from ui.screens.base import Screen


class HowTo(Screen):
    """Laid out plainly."""
