"""On a glass too small for a screen: its parts under each other in a column that scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from ui.theme import SMALL_GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_grid import ButtonGrid
from ui.widgets.control import Control
from ui.widgets.scroll_area import ScrollArea

_TWO_COLUMNS = 220.0  # mm: two columns, each as wide as a narrow glass
_LEFT_SHARE = 0.52


class ScrollColumn(ScrollArea):
    """Lays out ``items``, each as high as it likes to be, and shows as much of them as there is room for."""

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(style, "paper", parent)
        self.items: list[BaseWidget | Control] = []
        self.left_items: tuple[BaseWidget | None, ...] = ()
        """Those that are read: on a wide glass they stand on the left, what is touched on the right."""
        self.acts: ButtonGrid | None = None
        """Of the items, the one whose first act is never seen without its counterpart, the next one."""
        self.acts_below = False
        """Whether the acts begin below what shows at first."""

    def set_items(self, items: list[BaseWidget | Control]) -> None:
        """Hold these from now on; those held before are let go, into nobody's hands."""
        for item in self.items:
            if item not in items:
                item.setParent(self.parentWidget())
        self.items = items
        for item in items:
            if item.parent() is not self.content:
                item.setParent(self.content)
            item.show()

    def accessible_children(self) -> Sequence[QObject]:
        """The items, then the ways to see more of them."""
        return *self.items, self.up, self.down

    def fits_width(self, width: int) -> bool:
        """Whether every word stands unbroken beside the buttons."""
        columns = self._columns(self.viewport_width(width, self.height()) if self.scrolls else width)
        return all(item.fits_width(wide) for column, wide in columns for item in column)

    def arrange_items(self) -> None:
        """Place the items in one's own size."""
        width, height = self.width(), self.height()
        scrolled = self._total(width) > height
        inner = self.viewport_width(width, height) if scrolled else width
        for item, box in self._boxes(inner):
            item.setGeometry(box)
            if isinstance(item, BaseWidget):
                item.arrange()
        self.set_content_height(self._total(inner), scrolled=scrolled)

    def ensure_visible(self, widget: QWidget) -> None:
        """See ScrollArea; an act together with its counterpart."""
        super().ensure_visible(widget)
        self._scroll_to(-self.content.y())

    def _scroll_to(self, y: int) -> None:
        super()._scroll_to(self._stop(y))

    def _stop(self, y: int) -> int:
        """The place, px, at which to stop on the way to ``y``: none shows the first act alone."""
        if self.acts is None or not self.scrolls or not self.holds_pair:
            return y
        top, whole = self._pair(self.acts)
        hidden = top - self.viewport.height()
        if not hidden < y < whole:
            return y
        return whole if y > -self.content.y() >= hidden else max(0, hidden)

    def _pair(self, acts: ButtonGrid) -> tuple[int, int]:
        """Where the first act and its counterpart begin, and the first place that shows both, px."""
        top, bottom = (acts.y() + edge for edge in acts.pair(acts.width()))
        fade = self.fade_depth if bottom < self.content.height() else 0
        return top, bottom - self.viewport.height() + fade

    @property
    def holds_pair(self) -> bool:
        """Whether there is room for the first act and its counterpart at once."""
        if self.acts is None:
            return True
        top, whole = self._pair(self.acts)
        return whole <= top

    def _boxes(self, width: int) -> list[tuple[BaseWidget | Control, QRect]]:
        """Where each item stands. Acts begin below what shows at first where one of them would be cut off."""
        x, boxes = 0, []
        for column, wide in self._columns(width):
            y = 0
            for item in column:
                tall = _preferred_height(item, wide)
                if item is self.acts:
                    cut_off = self.height() < y + self.acts.pair(wide)[1]
                    y = max(y, self.height()) if self.acts_below or cut_off else y
                boxes.append((item, QRect(x, y, wide, tall)))
                y += tall + self.style_.mm(SMALL_GAP)
            x += wide + self.style_.mm(SMALL_GAP)
        return boxes

    def _columns(self, width: int) -> list[tuple[list[BaseWidget | Control], int]]:
        """The items in one column, or what is read beside what is touched; and the width of each, px."""
        left: list[BaseWidget | Control] = [item for item in self.items if item in self.left_items]
        right = [item for item in self.items if item not in self.left_items]
        if not left or not right or width < self.style_.mm(_TWO_COLUMNS):
            return [(self.items, width)]
        left_width = round((width - self.style_.mm(SMALL_GAP)) * _LEFT_SHARE)
        return [(left, left_width), (right, width - self.style_.mm(SMALL_GAP) - left_width)]

    def _total(self, width: int) -> int:
        return max((box.bottom() + 1 for _, box in self._boxes(width)), default=0)


def _preferred_height(item: BaseWidget | Control, width: int) -> int:
    if isinstance(item, ButtonGrid):
        item.choose_columns(width)
    return item.preferred_height(width) if isinstance(item, BaseWidget) else item.height_for_width(width)
