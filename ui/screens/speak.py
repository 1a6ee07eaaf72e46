"""Speak: the resident's words appear on the sheet as they are said; the lamp is large, for it listens."""

from __future__ import annotations

from ui.screens.base import Screen


class Speak(Screen):
    """A live caption shows its end when it grows too long."""

    lamp_mm = 45.0
    follow_end = True
