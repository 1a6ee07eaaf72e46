"""A person was asked for: what one can do meanwhile."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.overlays.base import OverlayScreen
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import S, Transition
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording


class HelpOverlay(OverlayScreen[S]):
    """Go on, hear how it is used, or write to each other."""

    name = Overlay.HELP
    hint = "say.help"
    way_on = "go-on"
    has_home = False

    def said(self, session: S) -> tuple[Line, ...]:
        return (Line("help.title"), Line("help.body"))

    def offered(self, session: S) -> tuple[str, ...]:
        return ("go-on", "how-to", "relay")

    def pressed(self, transition: Transition[S], code: str, by: str) -> None:
        match code:
            case "how-to":
                transition.cover(Overlay.HOW_TO)
            case "relay":
                transition.cover(Overlay.RELAY)
            case _:
                transition.uncover()

    def shown(self, base: View, session: S, say: Wording) -> View:
        return replace(
            base,
            question=(say("help.title"), say("help.body")),
            acts=(
                Act("go-on", say("help.go_on"), icon="arrow-right", main=True),
                Act("how-to", say("how_to.label"), icon="question"),
                Act("relay", say("relay.open"), say("relay.open_hint"), icon="chats-circle"),
                Act("start-over", say("help.start_over"), icon="arrow-counter-clockwise"),
            ),
        )
