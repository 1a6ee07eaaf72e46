"""A published answer has settled the matter."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.screens.acts import settled_acts
from kiosk.conversation.screens.way import Resident, press_settled
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import View
from kiosk.conversation.wording import Wording


class AnsweredScreen(Screen[Session]):
    """Nothing is sent; another matter may follow."""

    name = Step.ANSWERED
    stage = 4
    hint = "say.answered"
    way_on = "more"
    settled = True

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("answered.title"), Line("answered.body"))

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("leave", "done", "more")

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        press_settled(transition, code)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        question = (say("answered.title"), say("answered.body"))
        return replace(base, question=question, acts=settled_acts(say))
