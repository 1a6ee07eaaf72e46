"""Help: a person has been called; one may go on meanwhile."""

from __future__ import annotations

from ui.screens.base import Screen


class Help(Screen):
    """Laid out plainly, with a picture."""

    picture = "hand-waving"
