"""The ticket that somebody came back for is being looked up, or what they do about it written down."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.questions import (
    Answer,
    CannotLook,
    Follow,
    Followed,
    HowIsIt,
    NoSuchTicket,
    NotFollowed,
    Question,
    Stands,
)
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Lamp, LampState, View
from kiosk.conversation.wording import Wording


class LookingScreen(Screen[Session]):
    """Nothing can be done here; the answer leads on."""

    name = Step.LOOKING
    stage = 0
    hint = ""
    listening = None
    way_on = ""
    asks = (HowIsIt, Follow)
    busy = True

    def offered(self, session: Session) -> tuple[str, ...]:
        return ()

    def can_hide(self, session: Session) -> bool:
        return False

    def answered(self, transition: Resident, question: Question, answer: Answer) -> None:
        if transition.session.step is not Step.LOOKING:
            return
        match answer:
            case Stands(matter):
                transition.set(matter=matter)
                transition.go(Step.STATUS, remember=False)
            case NoSuchTicket() | CannotLook():
                transition.set(failed=isinstance(answer, CannotLook))
                transition.go(Step.UNKNOWN, remember=False)
            case Followed() | NotFollowed():
                transition.set(failed=isinstance(answer, NotFollowed))
                if transition.session.failed:
                    transition.call("save-failed")
                transition.go(Step.NOTED, remember=False)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        lamp = Lamp(LampState.MOMENT, say("lamp.moment"))
        return replace(base, question=(say("looking.question"),), lamp=lamp)
