"""The ticket that somebody came back for is being looked up, or what they do about it written down."""

from __future__ import annotations

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
from kiosk.conversation.screens.waiting import WaitingScreen
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Step


class LookingScreen(WaitingScreen):
    """Nothing can be done here; the answer leads on."""

    name = Step.LOOKING
    stage = 0
    asks = (HowIsIt, Follow)

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
