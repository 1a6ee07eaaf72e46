"""What the overlays have in common: they are taken away again, and the step is as it was."""

from __future__ import annotations

from kiosk.conversation.transition import S, Screen, Transition


class OverlayScreen(Screen[S]):
    """Any of its acts takes it away, unless it says something else."""

    def can_hide(self, session: S) -> bool:
        return False

    def pressed(self, transition: Transition[S], code: str, by: str) -> None:
        transition.uncover()
