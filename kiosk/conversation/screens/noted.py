"""What the resident did about their ticket is written down, and goes to whoever has the ticket."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.screens.acts import settled_acts
from kiosk.conversation.screens.way import Resident, press_settled
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import View
from kiosk.conversation.wording import Wording


class NotedScreen(Screen[Session]):
    """Another matter may follow."""

    name = Step.NOTED
    stage = 0
    hint = "say.answered"
    binding = ("leave", "done")
    way_on = "leave"
    settled = True
    comes_by_itself = True

    def said(self, session: Session) -> tuple[Line, ...]:
        if session.failed or session.did is None:
            return (Line("noted.failed"),)
        return (Line(f"noted.{session.did}"), Line("noted.body"))

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("leave", "done", "more")

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        press_settled(transition, code)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        told = tuple(say.line(line) for line in self.said(session))
        error = told[0] if session.failed else ""
        return replace(base, question=told, error=error, acts=settled_acts(say))
