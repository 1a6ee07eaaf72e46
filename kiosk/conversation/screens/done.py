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
        return (Line("done.title"), number_line(session.number), hint("done.hint"), hint("done.slowly"))

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("leave", "done", "read", "more")

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
            hint=say.join((say("done.hint"), say("done.slowly"))),
            label=say("done.label"),
            number=session.number,
            notes=_notes(session, say),
            acts=(leave, *read_act(self.offered(session), say("done.read")), more),
        )


def _notes(session: Session, say: Wording) -> tuple[Note, ...]:
    """Who has it, and when they answer: only what is so at this station."""
    draft, days = session.draft, session.station.answer_days
    category = say.pack.category(draft.category)
    department = category.department if category else ""
    who = say("done.goes_to", department) if department else say("done.kept")
    phoned = draft.phone and days
    when = Note("phone-call", say("done.phoned", str(days))) if phoned else Note("question", say("done.ask"))
    return Note("paper-plane-tilt", who), when
