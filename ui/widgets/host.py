"""What a control asks before it takes a touch: the window, which knows slips of the finger from strikes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.accessible import Part, Role, tell


class TouchHost(Part, QWidget):
    """A top-level widget that is told of every touch. This one lets all of them through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tell(self)

    def told_role(self) -> Role | None:
        """A window."""
        return Role.Window

    def focus_moves(self, control: QWidget) -> None:
        """A screen reader moves the keys' focus to ``control``."""
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def touch_begins(self, code: str = "") -> bool:
        """A touch begins on the control ``code`` ("" is none); False: it was a slip, do nothing."""
        return True
