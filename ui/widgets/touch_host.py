"""What a control asks before it takes a touch: the window, which knows slips of the finger from strikes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.accessible import Accessible, Role, register_accessible


class TouchHost(Accessible, QWidget):
    """A top-level widget that is told of every touch. This one lets all of them through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register_accessible(self)

    def accessible_role(self) -> Role | None:
        """A window."""
        return Role.Window

    def move_focus(self, control: QWidget) -> None:
        """A screen reader moves the keys' focus to ``control``."""
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_touch(self, code: str = "") -> bool:
        """A touch begins on the control ``code`` ("" is none); False: it was a slip, do nothing."""
        return True
