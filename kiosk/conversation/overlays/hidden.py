"""The screen is covered: nobody else may see what is the resident's."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.overlays.base import OverlayScreen
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import S
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording


class HiddenOverlay(OverlayScreen[S]):
    """One act shows everything again."""

    name = Overlay.HIDDEN
    hint = "say.hidden"
    way_on = "show"
    stays_open = True

    def said(self, session: S) -> tuple[Line, ...]:
        return (Line("hidden.title"), Line("hidden.body"))

    def offered(self, session: S) -> tuple[str, ...]:
        return ("show",)

    def shown(self, base: View, session: S, say: Wording) -> View:
        return replace(
            base,
            question=(say("hidden.title"), say("hidden.body")),
            acts=(Act("show", say("hidden.show"), say("hidden.show_hint"), icon="eye", main=True),),
        )
