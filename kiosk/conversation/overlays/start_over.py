"""Start over? All that was said would be gone."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.overlays.base import OverlayScreen
from kiosk.conversation.session import Overlay
from kiosk.conversation.transition import S, Transition
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording


class StartOverOverlay(OverlayScreen[S]):
    """The main act is to stay."""

    name = Overlay.START_OVER
    way_on = "no"
    has_home = False

    def said(self, session: S) -> tuple[Line, ...]:
        return (Line("start_over.question"), Line("start_over.body"))

    def offered(self, session: S) -> tuple[str, ...]:
        return ("no", "yes")

    def pressed(self, transition: Transition[S], code: str, by: str) -> None:
        if code == "yes":
            transition.end()
        else:
            transition.uncover()

    def shown(self, base: View, session: S, say: Wording) -> View:
        return replace(
            base,
            question=(say("start_over.question"), say("start_over.body")),
            acts=(
                Act("no", say("start_over.no"), icon="arrow-right", main=True),
                Act("yes", say("start_over.yes"), icon="arrow-counter-clockwise", warn=True),
            ),
        )
