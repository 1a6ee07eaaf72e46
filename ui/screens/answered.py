"""Answered: an answer was enough; good-bye, or something else."""

from __future__ import annotations

from ui.screens.base import Screen


class Answered(Screen):
    """Laid out plainly, with a picture."""

    picture = "check-circle"
