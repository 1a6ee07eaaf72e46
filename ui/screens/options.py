"""How each screen differs from a plain one, where that can be said in a few figures."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.button_style import ACT, FACE, WELCOME_ACT, ButtonStyle


@dataclass(frozen=True)
class ScreenOptions:
    """The defaults are those of a plain screen: question, sheet, lamp, acts."""

    lamp_mm: float = 28.0
    lamp_only: bool = False
    """The lamp stands by itself in the middle, large, its word below it."""
    lamp_shown: bool = True
    """False where one types: there the lamp would only be in the way."""
    act_style: ButtonStyle = ACT
    content_share: float = 0.53
    """How much of the width the sheet takes in landscape."""
    illustration: str = ""
    """The icon that stands in the place of a sheet, where there is nothing to put on one."""
    follow_end: bool = False
    """A text too long for the sheet shows its end (a live caption)."""


OPTIONS = {
    "welcome": ScreenOptions(lamp_mm=92.0, lamp_only=True, act_style=WELCOME_ACT),
    "speak": ScreenOptions(lamp_mm=45.0, follow_end=True),
    "mend": ScreenOptions(content_share=0.42),  # its buttons hold whole sentences
    "edit": ScreenOptions(content_share=0.66, lamp_shown=False),
    "answered": ScreenOptions(illustration="check-circle"),
    "place": ScreenOptions(follow_end=True),
    "readback": ScreenOptions(content_share=0.6),  # rows need width
    "kept": ScreenOptions(illustration="hand-waving"),
    "saving": ScreenOptions(lamp_mm=92.0, lamp_only=True),
    "looking": ScreenOptions(lamp_mm=92.0, lamp_only=True),
    "unknown": ScreenOptions(illustration="question"),
    "withdraw": ScreenOptions(illustration="eraser"),
    "rating": ScreenOptions(act_style=FACE),
    "noted": ScreenOptions(illustration="check-circle"),
    "comfort": ScreenOptions(content_share=0.72),
    "help": ScreenOptions(illustration="hand-waving"),
    "start-over": ScreenOptions(illustration="arrow-counter-clockwise"),
    "still-there": ScreenOptions(illustration="question"),
    "relay": ScreenOptions(lamp_mm=18.0, lamp_shown=False, content_share=0.5),
    "relay-write": ScreenOptions(lamp_shown=False, content_share=0.75),
}
PLAIN = ScreenOptions()
