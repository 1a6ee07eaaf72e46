"""Is anybody still there? Without an answer the screen is wiped."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.overlays.base import OverlayScreen
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import S
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording


class StillThereOverlay(OverlayScreen[S]):
    """One large act: I am here."""

    name = Overlay.STILL_THERE
    hint = "say.still"
    binding = ()
    warns = True

    def said(self, session: S) -> tuple[Line, ...]:
        return (Line("still.question"), Line("still.body"))

    def offered(self, session: S) -> tuple[str, ...]:
        return ("yes", "here")

    def shown(self, base: View, session: S, say: Wording) -> View:
        return replace(
            base,
            question=(say("still.question"), say("still.body")),
            acts=(Act("yes", say("still.here"), icon="hand-waving", main=True),),
        )
