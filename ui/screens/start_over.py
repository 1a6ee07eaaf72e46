"""Start over: is that meant? What was said would be wiped."""

from __future__ import annotations

from ui.screens.base import Screen


class StartOver(Screen):
    """Laid out plainly, with a picture."""

    picture = "arrow-counter-clockwise"
