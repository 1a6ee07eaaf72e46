"""How the kiosk is used, in a few sentences that any key skips."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.overlays.base import OverlayScreen
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import S
from kiosk.conversation.view import Act, Note, View
from kiosk.conversation.wording import Wording

PARTS = ("skip", "tell", "agree", "keys", "anytime")


class HowToOverlay(OverlayScreen[S]):
    """Each sentence stands there as it is said."""

    name = Overlay.HOW_TO
    hint = ""
    way_on = "go-on"
    looked_at = True

    def said(self, session: S) -> tuple[Line, ...]:
        return tuple(Line(f"how_to.{part}") for part in PARTS)

    def offered(self, session: S) -> tuple[str, ...]:
        return ("go-on", "skip")

    def shown(self, base: View, session: S, say: Wording) -> View:
        return replace(
            base,
            question=(say("how_to.label"),),
            notes=tuple(Note("speaker-high", text) for part in PARTS if (text := say(f"how_to.{part}"))),
            acts=(Act("go-on", say("how_to.go_on"), icon="arrow-right", main=True),),
        )
