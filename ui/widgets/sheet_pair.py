"""Two sheets for two people: the one's words above and to the left, the other's below and to the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.theme import SMALL_GAP, Style
from ui.widgets.base import BaseWidget

_INDENT = 0.07  # of the width: whose words they are is told by the place too


class SheetPair(BaseWidget):
    """Holds two widgets. ``share`` is how much of the height the first may take."""

    def __init__(
        self,
        style: Style,
        first: BaseWidget,
        second: BaseWidget,
        *,
        share: float = 0.58,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(style, parent)
        self.first, self.second, self.share = first, second, share
        self.side_by_side = False
        """Side by side: where a keyboard leaves no height."""
        for sheet in (first, second):
            sheet.setParent(self)

    def accessible_children(self) -> Sequence[QObject]:
        """The one, then the other."""
        return self.first, self.second

    def take_style(self, style: Style) -> None:
        """Both take it."""
        self.style_ = style
        self.first.take_style(style)
        self.second.take_style(style)

    def keep_usual(self) -> None:
        """See BaseWidget; each in its own place."""
        self.first.keep_usual()
        self.second.keep_usual()

    def forget_usual(self) -> None:
        """See BaseWidget."""
        self.first.forget_usual()
        self.second.forget_usual()

    def restyled(self) -> None:
        """Both follow."""
        self.first.restyle(self.style_)
        self.second.restyle(self.style_)

    def highlight(self, sentence: str) -> bool:
        """Nothing of theirs is said."""
        return False

    @property
    def _gap(self) -> int:
        return self.style_.mm(SMALL_GAP)

    def height_for_width(self, width: int) -> int:
        """Room for both."""
        if self.side_by_side:
            wide = (width - self._gap) // 2
            return max(self.first.height_for_width(wide), self.second.height_for_width(wide))
        wide = round(width * (1 - _INDENT))
        return self.first.height_for_width(wide) + self._gap + self.second.height_for_width(wide)

    def preferred_height(self, width: int) -> int:
        """Room for both, unrolled."""
        if self.side_by_side:
            wide = (width - self._gap) // 2
            return max(self.first.preferred_height(wide), self.second.preferred_height(wide))
        wide = round(width * (1 - _INDENT))
        return self.first.preferred_height(wide) + self._gap + self.second.preferred_height(wide)

    def arrange(self) -> None:
        """Each in its place."""
        width, height, gap = self.width(), self.height(), self._gap
        if self.side_by_side:
            wide = (width - gap) // 2
            self.first.setGeometry(0, 0, wide, height)
            self.second.setGeometry(width - wide, 0, wide, height)
        else:
            wide = round(width * (1 - _INDENT))
            least = self.second.height_for_width(wide)
            tall = max(
                self.first.height_for_width(wide),
                min(round((height - gap) * self.share), height - gap - least),
            )
            if height >= self.preferred_height(width):
                tall = self.first.preferred_height(wide)
            self.first.setGeometry(0, 0, wide, tall)
            self.second.setGeometry(width - wide, tall + gap, wide, max(1, height - gap - tall))
        for sheet in (self.first, self.second):
            sheet.arrange()
