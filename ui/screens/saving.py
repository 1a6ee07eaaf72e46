"""Saving: one moment, nothing to touch."""

from __future__ import annotations

from ui.screens.base import Screen


class Saving(Screen):
    """The lamp with its three dots is all there is to see."""

    lamp_mm = 45.0
