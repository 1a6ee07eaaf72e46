"""A screen on which nothing can be done: a question was put to a service, and its answer leads on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.session import Session
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Lamp, LampState, View
from kiosk.conversation.wording import Wording


class WaitingScreen(Screen[Session]):
    """It listens for nothing, offers nothing, and asks for a moment in the words "NAME.question"."""

    hint = ""
    listening = None
    way_on = ""
    busy = True

    def offered(self, session: Session) -> tuple[str, ...]:
        return ()

    def can_hide(self, session: Session) -> bool:
        return False

    def shown(self, base: View, session: Session, say: Wording) -> View:
        lamp = Lamp(LampState.MOMENT, say("lamp.moment"))
        return replace(base, question=(say(f"{self.name}.question"),), lamp=lamp)
