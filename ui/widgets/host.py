"""What a control asks before it takes a touch: the window, which knows slips of the finger from strikes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class TouchHost(QWidget):
    """A top-level widget that is told of every touch. This one lets all of them through."""

    def touch_begins(self, code: str = "") -> bool:
        """A touch begins on the control ``code`` ("" is none); False: it was a slip, do nothing."""
        return True
