"""Where the parts of a screen stand: what is read above what is touched, or to the left of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.screens.parts import ScreenParts
from ui.theme import EDGE, GAP, LINE_GAP, MARGIN, SMALL_GAP, TARGET_GAP
from ui.widgets.base import BaseWidget
from ui.widgets.control import Control

DENSE_EDGE, DENSE_MARGIN = 1.0, 6.0  # mm: to the upper and lower end of the glass, and to its sides
Placement = list[tuple[QWidget, QRect]]


@dataclass(frozen=True)
class Frame:
    """Top line, question and footer, and what is left between them, px."""

    placed: Placement
    left: int
    top: int
    width: int
    bottom: int
    unbroken: bool


def frame(screen: ScreenParts) -> Frame:
    """Place top bar, question and footer; as close as they may stand where the screen is ``dense``."""
    mm, dense = screen.style_.mm, screen.dense
    margin = mm(DENSE_MARGIN if dense else MARGIN)
    width = screen.width() - 2 * margin
    high = 0 if dense else mm(EDGE) if screen.top_bar.controls else mm(GAP)
    placed, top, unbroken = _heading(screen, QRect(margin, high, width, 0))
    foot = screen.footer.height_for_width(width)
    bottom = screen.height() - mm(DENSE_EDGE if dense else GAP) - foot
    placed.append((screen.footer, QRect(margin, bottom, width, foot)))
    # A dense footer begins with its own gap; the others stand clear of it.
    bottom -= 0 if dense else mm(GAP)
    return Frame(placed, margin, top, width, bottom, unbroken and screen.footer.fits_width(width))


def _heading(screen: ScreenParts, place: QRect) -> tuple[Placement, int, bool]:
    """Top bar and question under each other; side by side on a low glass. Then what comes below them."""
    mm, bar, question = screen.style_.mm, screen.top_bar, screen.question
    left, y, width = place.left(), place.top(), place.width()
    if bar.acts_only:
        acts = bar.acts_width()
        rest = width - acts - mm(SMALL_GAP)
        asked = question.height_for_width(rest)
        high = max(bar.height_for_width(acts), asked)
        placed: Placement = [
            (bar, QRect(left, y, acts, bar.height_for_width(acts))),
            (question, QRect(left + width - rest, y + (high - asked) // 2, rest, asked)),
        ]
        return placed, y + high + mm(DENSE_EDGE), question.fits_width(rest)
    tall, asked = bar.height_for_width(width), question.height_for_width(width)
    top = y + tall + mm(LINE_GAP)
    placed = [(bar, QRect(left, y, width, tall)), (question, QRect(left, top, width, asked))]
    below = top + asked + mm(TARGET_GAP if screen.dense else SMALL_GAP)
    return placed, below, bar.fits_width(width) and question.fits_width(width)


def portrait(screen: ScreenParts) -> tuple[Placement, int]:
    """What is read above, what is touched below; and the room that lacks, px."""
    mm = screen.style_.mm
    frame_ = frame(screen)
    placed, left, top, width, bottom = frame_.placed, frame_.left, frame_.top, frame_.width, frame_.bottom
    unbroken = frame_.unbroken and screen.acts.fits_width(width)
    if screen.below_acts is not None:
        tall = screen.below_acts.height_for_width(width)
        placed.append((screen.below_acts, QRect(left, bottom - tall, width, tall)))
        bottom -= tall + mm(SMALL_GAP)
    acts = screen.acts.height_for_width(width)
    if acts:
        placed.append((screen.acts, QRect(left, bottom - acts, width, acts)))
        bottom -= acts + mm(GAP)
    if screen.error.note.text:
        tall = screen.error.height_for_width(width)
        placed.append((screen.error, QRect(left, bottom - tall, width, tall)))
        bottom -= tall + mm(SMALL_GAP)
    if screen.keys is not None:
        unbroken = unbroken and screen.keys.fits_width(width)
        room, least = bottom - top, screen.keys.height_for_width(width)
        content = screen.content.height_for_width(width) + mm(GAP) if screen.content else 0
        tall = max(least, min(room - content, round(least * 1.25)))
        placed.append((screen.keys, QRect(left, bottom - tall, width, tall)))
        bottom -= tall + mm(GAP)
    if screen.content is not None:
        placed.append((screen.content, QRect(left, top, width, max(1, bottom - top))))
        return placed, shortfall(unbroken, screen.content_height(width) - (bottom - top))
    lamp = least = screen.lamp.height_for_width(width)
    if screen.options.lamp_only:
        lamp = max(least, min(screen.lamp.most(), bottom - top))
    in_the_middle = screen.options.lamp_only or not acts
    y = top + max(0, (bottom - top - lamp) // 2) if in_the_middle else max(top, bottom - lamp)
    placed.append((screen.lamp, QRect(left, y, width, lamp)))
    return placed, shortfall(unbroken, least - (bottom - top))


def landscape(screen: ScreenParts) -> tuple[Placement, int]:
    """Words left, lamp and acts right; and the room that lacks, px."""
    mm = screen.style_.mm
    frame_ = frame(screen)
    placed, left, top, width, bottom = frame_.placed, frame_.left, frame_.top, frame_.width, frame_.bottom
    unbroken = frame_.unbroken
    right = left + width
    if screen.keys is not None and screen.keys_full_width:
        tall = screen.keys.height_for_width(width)
        placed.append((screen.keys, QRect(left, bottom - tall, width, tall)))
        unbroken = unbroken and screen.keys.fits_width(width)
        bottom -= tall + mm(SMALL_GAP)
    height, overflow = bottom - top, 0
    if screen.content is not None:
        share = screen.options.content_share if screen.keys is None or screen.keys_full_width else 0.36
        wide = round(width * share)
        placed.append((screen.content, QRect(left, top, wide, max(1, height))))
        overflow = max(overflow, screen.content.height_for_width(wide) - height)
        left += wide + mm(GAP)
    elif screen.options.lamp_only or len(screen.acts.controls) > 2:
        wide = round(width * (0.42 if screen.options.lamp_only else 0.32)) if screen.acts.controls else width
        lamp = screen.lamp.height_for_width(wide)
        if screen.options.lamp_only:
            lamp = max(lamp, min(screen.lamp.most(), height))
        placed.append((screen.lamp, QRect(left, top + (height - lamp) // 2, wide, lamp)))
        unbroken = unbroken and screen.lamp.fits_width(wide)
        overflow = max(overflow, screen.lamp.height_for_width(wide) - height)
        left += wide + mm(GAP)
    if screen.keys is not None and not screen.keys_full_width:
        wide = round(width * 0.34)
        tall = min(height, round(screen.keys.height_for_width(wide) * 1.2))
        placed.append((screen.keys, QRect(left, top + (height - tall) // 2, wide, tall)))
        unbroken = unbroken and screen.keys.fits_width(wide)
        overflow = max(overflow, screen.keys.height_for_width(wide) - height)
        left += wide + mm(GAP)
    column: list[tuple[BaseWidget | Control, int]] = []
    wide = right - left
    on_sheet = screen.lamp.parent() is not screen
    if screen.options.lamp_shown and not on_sheet and not any(widget is screen.lamp for widget, _ in placed):
        column.append((screen.lamp, screen.lamp.height_for_width(wide)))
        unbroken = unbroken and screen.lamp.fits_width(wide)
    if screen.error.note.text:
        column.append((screen.error, screen.error.height_for_width(wide)))
    if screen.acts.controls:
        column.append((screen.acts, screen.acts.height_for_width(wide)))
        unbroken = unbroken and screen.acts.fits_width(wide)
    if screen.below_acts is not None:
        column.append((screen.below_acts, screen.below_acts.height_for_width(wide)))
    total = sum(tall for _, tall in column) + max(0, len(column) - 1) * mm(SMALL_GAP)
    y = top + round(max(0, height - total) * screen.acts.main_place.height)
    for widget, tall in column:
        placed.append((widget, QRect(left, y, wide, tall)))
        y += tall + mm(SMALL_GAP)
    return placed, shortfall(unbroken, max(overflow, total - height))


def shortfall(unbroken: bool, overflow: int) -> int:
    """Room that lacks, px; a broken word counts as much as all of it."""
    return max(0, overflow) + (0 if unbroken else 1000)
