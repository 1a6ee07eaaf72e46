"""Check: are these your words?"""

from __future__ import annotations

from ui.screens.base import Screen


class Check(Screen):
    """The resident's words, the unsure ones dotted; yes, no, read them out."""
