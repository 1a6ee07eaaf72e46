"""The ticket has its number."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line, hint
from kiosk.conversation.screens.acts import read_act, settled_acts
from kiosk.conversation.screens.way import Resident, press_settled
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Note, View
from kiosk.conversation.wording import Wording


def number_line(number: str) -> Line:
    """The ticket's number, figure by figure."""
    return Line("done.number", " ".join(number), private=True)


class DoneScreen(Screen[Session]):
    """The number stands large and is said; another matter may follow."""

    name = Step.DONE
    stage = 4
    hint = "say.done"
    binding = ("leave", "done")
    way_on = "leave"
    settled = True
    comes_by_itself = True
    reads_slowly = True

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("done.title"), number_line(session.number), hint("done.hint"))

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("leave", "done", "more", *(("read",) if session.spoken else ()))

    def readout(self, session: Session) -> tuple[Line, ...]:
        return (Line(text=", ".join(session.number), private=True),)

    def prerendered(self, session: Session) -> tuple[Line, ...]:
        return self.readout(session)

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        press_settled(transition, code)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        leave, more = settled_acts(say)
        return replace(
            base,
            question=(say("done.title"),),
            hint=say("done.hint"),
            label=say("done.label"),
            number=session.number,
            notes=(Note("calendar-check", say("done.kept")),),
            acts=(leave, *read_act(self.offered(session), say("done.read")), more),
        )
