"""A screen on a glass too small for it: what is read scrolls; top bar, acts and footer stay where they are.

So an act is never seen while its counterpart is cut off. Acts that would leave no room to read scroll too.
"""

from __future__ import annotations

from PySide6.QtCore import QRect

from ui.screens.layouts import frame, shortfall
from ui.screens.parts import ScreenParts
from ui.theme import GAP, LINE_GAP, LOWEST, SIZE_FACTORS, SMALL_GAP, TARGET_GAP
from ui.widgets.base import BaseWidget
from ui.widgets.button_grid import ButtonGrid
from ui.widgets.button_style import compacted
from ui.widgets.control import Control

_COLUMN_LEAST = 70.0  # mm: less is no place to read in
_ABOVE_ACTS_LEAST = 40.0  # the same, where the question scrolls too
_ACTS_SHARES = (0.42, 0.52, 0.62)  # of the width of a glass that lies across


def scrolled(screen: ScreenParts) -> int:
    """Place everything; the room that lacks, px."""
    mm, column = screen.style_.mm, screen.scroll_column
    across = screen.width() > screen.height()
    around = frame(screen)
    left, y, width, bottom = around.left, around.top, around.width, around.bottom
    for widget, box in around.placed:
        widget.setGeometry(box)
    bottom -= mm(LINE_GAP)
    items: list[BaseWidget | Control | None] = [screen.error if screen.error.note.text else None]
    if bottom - y < mm(_COLUMN_LEAST) or screen.options.lamp_only:
        screen.top_bar.acts_only = False
        screen.top_bar.setGeometry(left, 0, width, screen.top_bar.height_for_width(width))
        y = screen.top_bar.height() + mm(TARGET_GAP)
        items.insert(0, screen.question)
    wide = width
    room = QRect(left, y, width, bottom - y)
    pinned = None if column.acts_below else _pinned(screen, room, across=across)
    if pinned is not None and across:
        wide = pinned.left() - left - mm(GAP)
    elif pinned is not None:
        bottom = pinned.top() - mm(SMALL_GAP)
    lamp, content = screen.lamp, screen.content
    items += [lamp if screen.options.lamp_shown and not lamp.alone and lamp.lamp.word else None]
    items += [content, screen.keys]
    acts = screen.acts if pinned is None and screen.acts.controls else None
    if screen.options.lamp_only:  # nothing is read here that somebody must know before they begin
        items = [acts, *items, screen.below_acts]
    else:
        items += [acts, screen.below_acts]
    two_columns = across and pinned is None and content is not None and not screen.keys_full_width
    column.left_items = (screen.question, screen.error, content) if two_columns else ()
    column.acts = acts
    column.set_items([item for item in items if item is not None])
    for widget in (lamp, screen.error):
        if widget not in column.items:
            widget.hide()
    column.setGeometry(left, y, wide, bottom - y)
    column.show()
    _arrange_items(screen, wide)
    for part in (screen.top_bar, screen.footer, screen.acts, screen.question):
        part.arrange()
    return shortfall(around.unbroken and column.fits_width(wide) and column.holds_pair, 0)


def _arrange_items(screen: ScreenParts, wide: int) -> None:
    """Place what scrolls. Type upon the sheet is smaller than was asked for where a word would be broken."""
    chosen = screen.style_.factor
    too_small = min(screen.width(), screen.height()) < screen.style_.mm(LOWEST)
    least = 1.0 if too_small else min(chosen, SIZE_FACTORS[1])
    for factor in (f for f in reversed(SIZE_FACTORS) if least <= f <= chosen):
        if screen.content is not None:
            screen.content.restyle(screen.style_.scaled(factor))
        screen.scroll_column.arrange_items()
        if screen.scroll_column.fits_width(wide):
            break


def _pinned(screen: ScreenParts, room: QRect, *, across: bool) -> QRect | None:
    """Where the acts stand, px: below or beside what is read. None where that would leave too little."""
    mm, acts = screen.style_.mm, screen.acts
    if not acts.controls or (across and screen.keys is not None):
        return None
    acts.set_button_style(compacted(acts.button_style))
    most = room.height() if across else room.height() - mm(_ABOVE_ACTS_LEAST) - mm(SMALL_GAP)
    for share in _ACTS_SHARES if across else (1.0,):
        width = round(room.width() * share)
        tall = _lowest(acts, width)
        if tall <= most and acts.fits_width(width):
            box = QRect(room.right() + 1 - width, room.bottom() + 1 - tall, width, tall)
            acts.setGeometry(box)
            acts.show()
            return box
    return None


def _lowest(acts: ButtonGrid, width: int) -> int:
    """Choose the columns that make them lowest without a broken word; their height, px."""
    tries = []
    for main_alone in (True, False):
        acts.main_alone = main_alone
        acts.choose_columns(width)
        tries.append((not acts.fits_width(width), acts.height_for_width(width), main_alone, acts.columns))
    _, tall, acts.main_alone, acts.columns = min(tries)
    return tall
