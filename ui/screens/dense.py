"""A screen with a keyboard on a low glass: 187 mm hold all of it, the keys as low as a finger can do with.

From the top: home, hide and the question in one line; the text with the main act beside it; candidates, three
rows of keys and the bottom row; the footer. What is over goes to the text, then to the keys.
"""

from __future__ import annotations

from PySide6.QtCore import QRect

from ui.screens.layouts import Placement, frame, shortfall
from ui.screens.parts import ScreenParts
from ui.theme import MAIN_ACT, TARGET_GAP, TIGHT_ACT

_ACTS_SHARE = 0.42  # of the width, at most
_LINES = 3
"""So high the text may become, in lines, before the keys become higher."""


def dense(screen: ScreenParts) -> tuple[Placement, int]:
    """Everything placed, and the room that lacks, px."""
    assert screen.content is not None
    assert screen.keys is not None
    mm, gap, around = screen.style_.mm, screen.style_.mm(TARGET_GAP), frame(screen)
    placed, left, top, width, bottom = around.placed, around.left, around.top, around.width, around.bottom
    if screen.error.note.text:
        tall = screen.error.height_for_width(width)
        placed.append((screen.error, QRect(left, top, width, tall)))
        top += tall + gap
    screen.acts.columns = max(1, len(screen.acts.controls))
    acts = _acts_width(screen, width)
    wide = width - acts - gap
    text = max(screen.content.height_for_width(wide), screen.acts.height_for_width(acts), mm(TIGHT_ACT))
    keys = screen.keys.height_for_width(width)
    over = bottom - top - text - gap - keys
    most = max(_LINES * mm(TIGHT_ACT), screen.content.preferred_height(wide))
    text += max(0, min(over, most - text))
    placed.append((screen.content, QRect(left, top, wide, text)))
    act = min(text, max(screen.acts.height_for_width(acts), mm(MAIN_ACT)))
    placed.append((screen.acts, QRect(left + wide + gap, top + text - act, acts, act)))
    top += text + gap
    placed.append((screen.keys, QRect(left, top, width, min(max(keys, bottom - top), round(keys * 1.25)))))
    unbroken = around.unbroken and screen.keys.fits_width(width) and screen.acts.fits_width(acts)
    return placed, shortfall(unbroken, -over)


def _acts_width(screen: ScreenParts, width: int) -> int:
    """All acts side by side, each with its word in one line where that is possible."""
    gap, controls = screen.style_.mm(screen.acts.gap), screen.acts.controls
    widest = max((control.natural_width() for control in controls), default=0)
    return min(len(controls) * (widest + gap) - gap, round(width * _ACTS_SHARE)) if controls else 0
