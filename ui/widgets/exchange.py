"""Two sheets for two people: the one's words above and to the left, the other's below and to the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.theme import SMALL_GAP, Style
from ui.widgets.block import Block

_INDENT = 0.07  # of the width: whose words they are is told by the place too


class Exchange(Block):
    """Holds two blocks. ``share`` is how much of the height the first may take."""

    def __init__(
        self, style: Style, first: Block, second: Block, *, share: float = 0.58, parent: QWidget | None = None
    ) -> None:
        super().__init__(style, parent)
        self.first, self.second, self.share = first, second, share
        self.beside = False
        """Side by side: where a keyboard leaves no height."""
        for block in (first, second):
            block.setParent(self)

    def told_parts(self) -> Sequence[QObject]:
        """The one, then the other."""
        return self.first, self.second

    def restyled(self) -> None:
        """Both follow."""
        self.first.restyle(self.style_)
        self.second.restyle(self.style_)

    def mark(self, sentence: str) -> bool:
        """Nothing of theirs is said."""
        return False

    @property
    def _gap(self) -> int:
        return self.style_.mm(SMALL_GAP)

    def fit(self, width: int) -> int:
        """Room for both."""
        if self.beside:
            wide = (width - self._gap) // 2
            return max(self.first.fit(wide), self.second.fit(wide))
        wide = round(width * (1 - _INDENT))
        return self.first.fit(wide) + self._gap + self.second.fit(wide)

    def comfortable(self, width: int) -> int:
        """Room for both, unrolled."""
        if self.beside:
            wide = (width - self._gap) // 2
            return max(self.first.comfortable(wide), self.second.comfortable(wide))
        wide = round(width * (1 - _INDENT))
        return self.first.comfortable(wide) + self._gap + self.second.comfortable(wide)

    def arrange(self) -> None:
        """Each in its place."""
        width, height, gap = self.width(), self.height(), self._gap
        if self.beside:
            wide = (width - gap) // 2
            self.first.setGeometry(0, 0, wide, height)
            self.second.setGeometry(width - wide, 0, wide, height)
        else:
            wide = round(width * (1 - _INDENT))
            least = self.second.fit(wide)
            tall = max(self.first.fit(wide), min(round((height - gap) * self.share), height - gap - least))
            if height >= self.comfortable(width):
                tall = self.first.comfortable(wide)
            self.first.setGeometry(0, 0, wide, tall)
            self.second.setGeometry(width - wide, tall + gap, wide, max(1, height - gap - tall))
        for block in (self.first, self.second):
            block.arrange()
