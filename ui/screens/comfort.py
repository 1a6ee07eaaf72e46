"""Comfort: type, contrast, pace, loudness and language, each a row of choices."""

from __future__ import annotations

from ui.screens.base import Screen


class Comfort(Screen):
    """Rows need width: the sheet takes more of it across."""

    sheet_share = 0.7
