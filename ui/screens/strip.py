"""The strip: on a glass too small for a screen, its blocks stand under each other and are rolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.theme import SMALL_GAP, Style
from ui.widgets.acts import Grid
from ui.widgets.block import Block
from ui.widgets.control import Control
from ui.widgets.roll import Roll

_BESIDE = 220.0  # mm: two columns, each as wide as a narrow glass
_READ_SHARE = 0.52


class Strip(Roll):
    """Lays out ``blocks``, each as high as it likes to be, and shows as much of them as there is room for."""

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(style, "paper", parent)
        self.blocks: list[Block | Control] = []
        self.read: tuple[Block | None, ...] = ()
        """Those that are read: on a wide glass they stand on the left, what is touched on the right."""

    def take(self, blocks: list[Block | Control]) -> None:
        """Hold these from now on; those held before are let go, into nobody's hands."""
        for block in self.blocks:
            if block not in blocks:
                block.setParent(self.parentWidget())
        self.blocks = blocks
        for block in blocks:
            if block.parent() is not self.content:
                block.setParent(self.content)
            block.show()

    def told_parts(self) -> Sequence[QObject]:
        """The blocks, then the ways to see more of them."""
        return *self.blocks, self.up, self.down

    def whole(self, width: int) -> bool:
        """Whether every word stands unbroken beside the buttons."""
        columns = self._columns(self.inner(width, self.height()) if self.scrolls else width)
        return all(block.whole(wide) for column, wide in columns for block in column)

    def stack(self) -> None:
        """Place the blocks in one's own size."""
        width, height = self.width(), self.height()
        scrolled = self._total(width) > height
        inner = self.inner(width, height) if scrolled else width
        self.settle(self._total(inner), scrolled=scrolled)
        x = 0
        for column, wide in self._columns(inner):
            y = 0
            for block in column:
                tall = _wants(block, wide)
                block.setGeometry(x, y, wide, tall)
                if isinstance(block, Block):
                    block.arrange()
                y += tall + self.style_.mm(SMALL_GAP)
            x += wide + self.style_.mm(SMALL_GAP)

    def _columns(self, width: int) -> list[tuple[list[Block | Control], int]]:
        """The blocks in one column, or what is read beside what is touched; and the width of each, px."""
        read: list[Block | Control] = [block for block in self.blocks if block in self.read]
        touched = [block for block in self.blocks if block not in self.read]
        if not read or not touched or width < self.style_.mm(_BESIDE):
            return [(self.blocks, width)]
        left = round((width - self.style_.mm(SMALL_GAP)) * _READ_SHARE)
        return [(read, left), (touched, width - self.style_.mm(SMALL_GAP) - left)]

    def _total(self, width: int) -> int:
        gap = self.style_.mm(SMALL_GAP)
        return max(
            sum(_wants(block, wide) + gap for block in column) - gap for column, wide in self._columns(width)
        )


def _wants(block: Block | Control, width: int) -> int:
    if isinstance(block, Grid):
        block.fold(width)
    return block.comfortable(width) if isinstance(block, Block) else block.fit(width)
