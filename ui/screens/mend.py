"""Mend: what should it say?"""

from __future__ import annotations

from ui.screens.base import Screen


class Mend(Screen):
    """The resident's words as they stand, other readings as large buttons; listens to free speech."""

    sheet_share = 0.42
    """The buttons hold whole sentences."""
