"""Welcome: the lamp alone in the middle, a language an act, and what is kept and what is not."""

from __future__ import annotations

from ui.screens.base import Screen
from ui.widgets.control import WELCOME_ACT


class Welcome(Screen):
    """The lamp is the picture; the notes stand over the acts."""

    lamp_mm = 92.0
    lamp_alone = True
    act_dress = WELCOME_ACT
