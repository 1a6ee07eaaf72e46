"""What the overlays have in common: they are taken away again, and the step is as it was."""

from __future__ import annotations

from kiosk.conversation.session import Session
from kiosk.conversation.transition import Screen, Transition


class OverlayScreen(Screen[Session]):
    """Any of its acts takes it away, unless it says something else."""

    def can_hide(self, session: Session) -> bool:
        return False

    def pressed(self, transition: Transition[Session], code: str, by: str) -> None:
        transition.uncover()
