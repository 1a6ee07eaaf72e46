"""Saving: one moment, nothing to touch."""

from __future__ import annotations

from ui.screens.base import Screen


class Saving(Screen):
    """The lamp with its three dots, large in the middle, and its word below it."""

    lamp_mm = 92.0
    lamp_alone = True
