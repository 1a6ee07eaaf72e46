"""The ticket is being written."""

from __future__ import annotations

from kiosk.conversation.draft import Draft
from kiosk.conversation.questions import Answer, Question, Save, Saved, SaveFailed
from kiosk.conversation.screens.waiting import WaitingScreen
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Step


class SavingScreen(WaitingScreen):
    """Nothing can be done here; the answer leads on."""

    name = Step.SAVING
    stage = 3
    asks = (Save,)

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
