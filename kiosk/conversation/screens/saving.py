"""The ticket is being written."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.draft import Draft
from kiosk.conversation.questions import Answer, Question, Save, Saved, SaveFailed
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Lamp, LampState, View
from kiosk.conversation.wording import Wording


class SavingScreen(Screen[Session]):
    """Nothing can be done here; the answer leads on."""

    name = Step.SAVING
    stage = 3
    hint = ""
    listening = None
    way_on = ""
    asks = (Save,)
    busy = True

    def offered(self, session: Session) -> tuple[str, ...]:
        return ()

    def can_hide(self, session: Session) -> bool:
        return False

    def answered(self, transition: Resident, question: Question, answer: Answer) -> None:
        if transition.session.step is not Step.SAVING:
            return
        match answer:
            case Saved(number):
                transition.set(number=number)
                transition.go(Step.DONE)
            case SaveFailed():
                transition.set(draft=Draft())
                transition.call("save-failed")
                transition.go(Step.KEPT)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        lamp = Lamp(LampState.MOMENT, say("lamp.moment"))
        return replace(base, question=(say("saving.question"),), lamp=lamp)
