"""Still there: asked before the screen is wiped; one large act answers."""

from __future__ import annotations

from ui.screens.base import Screen


class StillThere(Screen):
    """Laid out plainly, with a picture."""

    picture = "question"
