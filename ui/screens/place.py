"""Place: where is it? Said, or chosen from the places of this station."""

from __future__ import annotations

from ui.screens.base import Screen


class Place(Screen):
    """Listens to free speech, so its lamp and caption are those of Speak."""

    follow_end = True
