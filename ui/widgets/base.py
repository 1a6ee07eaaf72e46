"""The least a part of a screen can do: say how high it is at a width, and take another style."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.accessible import Accessible, register_accessible
from ui.theme import Style
from ui.widgets.paragraph import PlacedText


class BaseWidget(Accessible, QWidget):
    """A part of a screen, placed by the screen. Measures are px."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.style_ = style
        register_accessible(self)

    def height_for_width(self, width: int) -> int:
        """The height it needs at ``width``."""
        raise NotImplementedError

    def preferred_height(self, width: int) -> int:
        """The height at ``width`` with which nothing in it needs to scroll."""
        return self.height_for_width(width)

    def fits_width(self, width: int) -> bool:
        """Whether it stands at ``width`` without a word being broken."""
        return True

    def restyle(self, style: Style) -> None:
        """Take other colours or sizes."""
        if style != self.style_:
            self.style_ = style
            self.restyled()
            self.update()

    def restyled(self) -> None:
        """What must be forgotten when the style has changed."""

    def take_style(self, style: Style) -> None:
        """Take the style that the resident has chosen."""
        self.restyle(style)

    def keep_usual(self) -> None:
        """Stand at the default size now; from now on nothing it holds is smaller than that."""

    def forget_usual(self) -> None:
        """Take no heed of how it stood."""

    def arrange(self) -> None:
        """Place what it holds within its own size."""

    def resizeEvent(self, event: object) -> None:
        """A new size: place everything anew."""
        self.arrange()

    def placed_texts(self) -> list[PlacedText]:
        """The texts it paints itself, where they stand in it."""
        return []

    def highlight(self, sentence: str) -> bool:
        """Highlight a sentence being said; True if it stands here."""
        return False
