"""Read-back: everything that will be sent, a row each, and a way to change each."""

from __future__ import annotations

from ui.screens.base import Screen


class Readback(Screen):
    """Rows need width: the sheet takes more of it across."""

    sheet_share = 0.6
