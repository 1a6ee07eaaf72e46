"""How the kiosk is used, in a few sentences that any key skips."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.overlays.base import OverlayScreen
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import S, Transition
from kiosk.conversation.view import Act, Note, View
from kiosk.conversation.wording import Wording

PARTS = {
    "touch": ("tell", "touch", "agree_touch"),
    "voice": ("tell", "agree", "anytime"),
    "keys": ("skip", "tell", "agree", "keys", "anytime"),
    "switch": ("skip", "tell", "agree", "switch"),
}
"""What is told, by what somebody uses."""


class HowToOverlay(OverlayScreen[S]):
    """Each sentence stands there as it is said, and speaks of what this person uses."""

    name = Overlay.HOW_TO
    hint = ""
    way_on = "go-on"
    looked_at = True

    def said(self, session: S) -> tuple[Line, ...]:
        return tuple(Line(f"how_to.{part}") for part in PARTS[session.by])

    def offered(self, session: S) -> tuple[str, ...]:
        return ("go-on", "skip")

    def pressed(self, transition: Transition[S], code: str, by: str) -> None:
        """Whoever has not begun yet begins with "Good, let me begin"."""
        if code == "go-on" and transition.screen.at_rest:
            transition.screen.pressed(transition, transition.screen.way_through(transition.session), by)
        else:
            transition.uncover()

    def shown(self, base: View, session: S, say: Wording) -> View:
        parts = (say.line(line) for line in self.said(session))
        return replace(
            base,
            question=(say("how_to.label"),),
            notes=tuple(Note("speaker-high", text) for text in parts if text),
            acts=(Act("go-on", say("how_to.go_on"), icon="arrow-right", main=True),),
        )
