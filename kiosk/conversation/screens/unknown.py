"""No ticket has the number that was given, or nobody can look just now."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording


class UnknownScreen(Screen[Session]):
    """The number again, or a person."""

    name = Step.UNKNOWN
    stage = 0
    hint = "say.unknown"
    binding = ("leave", "done")
    way_on = "leave"

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("unknown.failed" if session.failed else "unknown.question"), Line("unknown.body"))

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("again", "leave", "done")

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code == "again":
            transition.go(Step.TICKET, remember=False)
        else:
            transition.end()

    def stepped_back(self, transition: Resident) -> bool:
        transition.go(Step.TICKET, remember=False)
        return True

    def shown(self, base: View, session: Session, say: Wording) -> View:
        return replace(
            base,
            question=tuple(say.line(line) for line in self.said(session)),
            acts=(
                Act("again", say("unknown.again"), icon="arrow-counter-clockwise", main=True),
                Act("leave", say("done.leave"), icon="check-circle"),
            ),
        )
