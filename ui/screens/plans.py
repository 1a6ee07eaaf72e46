"""Where the parts of a screen stand: what is read above what is touched, or to the left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.theme import EDGE, GAP, LINE_GAP, MARGIN, SMALL_GAP
from ui.widgets.block import Block
from ui.widgets.control import Control

if TYPE_CHECKING:
    from ui.screens.base import Screen  # which places itself by this

Placed = list[tuple[QWidget, QRect]]


def _frame(screen: Screen) -> tuple[Placed, int, int, int, int, bool]:
    """Top line, question and foot placed; then left, top, width and bottom of what is between."""
    mm = screen.style_.mm
    left, width = mm(MARGIN), screen.width() - 2 * mm(MARGIN)
    y = mm(EDGE) if screen.top.controls else mm(GAP)
    placed: Placed = [(screen.top, QRect(left, y, width, screen.top.fit(width)))]
    y += screen.top.fit(width) + mm(LINE_GAP)
    placed.append((screen.question, QRect(left, y, width, screen.question.fit(width))))
    y += screen.question.fit(width) + mm(SMALL_GAP)
    foot = screen.foot.fit(width)
    bottom = screen.height() - mm(GAP) - foot
    placed.append((screen.foot, QRect(left, bottom, width, foot)))
    whole = screen.top.whole(width) and screen.question.whole(width) and screen.foot.whole(width)
    return placed, left, y, width, bottom - mm(GAP), whole


def upright(screen: Screen) -> tuple[Placed, int]:
    """What is read above, what is touched below; and the room that lacks, px."""
    mm = screen.style_.mm
    placed, left, top, width, bottom, good = _frame(screen)
    good = good and screen.acts.whole(width)
    if screen.below is not None:
        tall = screen.below.fit(width)
        placed.append((screen.below, QRect(left, bottom - tall, width, tall)))
        bottom -= tall + mm(SMALL_GAP)
    acts = screen.acts.fit(width)
    if acts:
        placed.append((screen.acts, QRect(left, bottom - acts, width, acts)))
        bottom -= acts + mm(GAP)
    if screen.view.error:
        tall = screen.error.fit(width)
        placed.append((screen.error, QRect(left, bottom - tall, width, tall)))
        bottom -= tall + mm(SMALL_GAP)
    if screen.middle is not None:
        good = good and screen.middle.whole(width)
        room, least = bottom - top, screen.middle.fit(width)
        paper = screen.paper.fit(width) + mm(GAP) if screen.paper else 0
        tall = max(least, min(room - paper, round(least * 1.25)))
        placed.append((screen.middle, QRect(left, bottom - tall, width, tall)))
        bottom -= tall + mm(GAP)
    if screen.paper is not None:
        placed.append((screen.paper, QRect(left, top, width, max(1, bottom - top))))
        return placed, lack(good, screen.paper_wants(width) - (bottom - top))
    lamp = least = screen.lamp.fit(width)
    if screen.lamp_alone:
        lamp = max(least, min(screen.lamp.most(), bottom - top))
    in_the_middle = screen.lamp_alone or not acts
    y = top + max(0, (bottom - top - lamp) // 2) if in_the_middle else max(top, bottom - lamp)
    placed.append((screen.lamp, QRect(left, y, width, lamp)))
    return placed, lack(good, least - (bottom - top))


def across(screen: Screen) -> tuple[Placed, int]:
    """Words left, lamp and acts right; and the room that lacks, px."""
    mm = screen.style_.mm
    placed, left, top, width, bottom, good = _frame(screen)
    right = left + width
    if screen.middle is not None and screen.middle_wide:
        tall = screen.middle.fit(width)
        placed.append((screen.middle, QRect(left, bottom - tall, width, tall)))
        good = good and screen.middle.whole(width)
        bottom -= tall + mm(SMALL_GAP)
    height, over = bottom - top, 0
    if screen.paper is not None:
        share = screen.sheet_share if screen.middle is None or screen.middle_wide else 0.36
        wide = round(width * share)
        placed.append((screen.paper, QRect(left, top, wide, max(1, height))))
        over = max(over, screen.paper.fit(wide) - height)
        left += wide + mm(GAP)
    elif screen.lamp_alone or len(screen.acts.controls) > 2:
        wide = round(width * (0.42 if screen.lamp_alone else 0.32)) if screen.acts.controls else width
        lamp = screen.lamp.fit(wide)
        if screen.lamp_alone:
            lamp = max(lamp, min(screen.lamp.most(), height))
        placed.append((screen.lamp, QRect(left, top + (height - lamp) // 2, wide, lamp)))
        good = good and screen.lamp.whole(wide)
        over = max(over, screen.lamp.fit(wide) - height)
        left += wide + mm(GAP)
    if screen.middle is not None and not screen.middle_wide:
        wide = round(width * 0.34)
        tall = min(height, round(screen.middle.fit(wide) * 1.2))
        placed.append((screen.middle, QRect(left, top + (height - tall) // 2, wide, tall)))
        good = good and screen.middle.whole(wide)
        over = max(over, screen.middle.fit(wide) - height)
        left += wide + mm(GAP)
    column: list[tuple[Block | Control, int]] = []
    wide = right - left
    on_sheet = screen.lamp.parent() is not screen
    if screen.lamp_stands and not on_sheet and not any(widget is screen.lamp for widget, _ in placed):
        column.append((screen.lamp, screen.lamp.fit(wide)))
        good = good and screen.lamp.whole(wide)
    if screen.view.error:
        column.append((screen.error, screen.error.fit(wide)))
    if screen.acts.controls:
        column.append((screen.acts, screen.acts.fit(wide)))
        good = good and screen.acts.whole(wide)
    if screen.below is not None:
        column.append((screen.below, screen.below.fit(wide)))
    total = sum(tall for _, tall in column) + max(0, len(column) - 1) * mm(SMALL_GAP)
    y = top + max(0, (height - total) // 2)
    for widget, tall in column:
        placed.append((widget, QRect(left, y, wide, tall)))
        y += tall + mm(SMALL_GAP)
    return placed, lack(good, max(over, total - height))


def lack(whole: bool, over: int) -> int:
    """Room that lacks, px; a broken word counts as much as all of it."""
    return max(0, over) + (0 if whole else 1000)
