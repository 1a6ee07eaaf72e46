"""The ticket has its number."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line, hint
from kiosk.conversation.questions import Answer, PrintSlip, Question, SlipPrinted
from kiosk.conversation.screens.acts import read_act, settled_acts
from kiosk.conversation.screens.way import Resident, press_settled
from kiosk.conversation.session import Session, SlipState, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, Note, View
from kiosk.conversation.wording import Wording

_OF_SLIP = {
    SlipState.PRINTING: "done.printing",
    SlipState.PRINTED: "done.take",
    SlipState.FAILED: "done.unprinted",
}
"""What is said and shown of the slip."""


def number_line(number: str) -> Line:
    """The ticket's number, figure by figure."""
    return Line("done.number", " ".join(number), private=True)


class DoneScreen(Screen[Session]):
    """The number stands large, is said, and printed where there is a printer; another matter may follow."""

    name = Step.DONE
    stage = 4
    hint = "say.done"
    binding = ("leave", "done")
    way_on = "leave"
    asks = (PrintSlip,)
    settled = True
    comes_by_itself = True
    reads_slowly = True

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("done.title"), number_line(session.number), *(hint(key) for key in _hints(session)))

    def spoken_hint(self, session: Session) -> str:
        return "say.done_paper" if session.station.printer else self.hint

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("leave", "done", "read", *(("print",) if session.station.printer else ()), "more")

    def readout(self, session: Session) -> tuple[Line, ...]:
        return (Line(text=", ".join(session.number), private=True),)

    def prerendered(self, session: Session) -> tuple[Line, ...]:
        return self.readout(session)

    def opened(self, transition: Resident) -> None:
        """The slip comes by itself, but where whoever hurts somebody may find it: there they ask for it."""
        transition.set(slip=SlipState.NONE)
        if transition.station.printer and not transition.session.confidential:
            _print(transition)

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code != "print":
            press_settled(transition, code)
        elif transition.session.slip is not SlipState.PRINTING:
            _print(transition)
            transition.stop_listening()
            transition.say_lines((Line("done.printing"),))

    def answered(self, transition: Resident, question: Question, answer: Answer) -> None:
        session = transition.session
        ours = isinstance(question, PrintSlip) and question.number == session.number
        if session.step is not Step.DONE or session.slip is not SlipState.PRINTING or not ours:
            return
        slip = SlipState.PRINTED if isinstance(answer, SlipPrinted) else SlipState.FAILED
        transition.set(slip=slip)
        if transition.front is self:
            transition.say_after(Line(_OF_SLIP[slip]))

    def shown(self, base: View, session: Session, say: Wording) -> View:
        leave, more = settled_acts(say)
        return replace(
            base,
            question=(say("done.title"),),
            hint=say.join([say(key) for key in _hints(session)]),
            label=say("done.label"),
            number=session.number,
            notes=_notes(session, say),
            acts=(
                leave,
                *read_act(self.offered(session), say("done.read")),
                *_print_act(session, say),
                more,
            ),
        )


def _print(transition: Resident) -> None:
    session = transition.session
    transition.set(slip=SlipState.PRINTING)
    transition.ask(PrintSlip(session.number, session.language))


def _hints(session: Session) -> tuple[str, ...]:
    """The number is to be written down, but where a slip comes: what is said of that says what to do."""
    return ("done.slowly",) if session.slip else ("done.hint", "done.slowly")


def _print_act(session: Session, say: Wording) -> tuple[Act, ...]:
    if not session.station.printer:
        return ()
    label = say("done.print_again" if session.slip else "done.print")
    return (Act("print", label, icon="receipt", enabled=session.slip is not SlipState.PRINTING),)


def _notes(session: Session, say: Wording) -> tuple[Note, ...]:
    """The slip, who has the request, and when they answer: only what is so at this station."""
    draft, days = session.draft, session.station.answer_days
    category = say.pack.category(draft.category)
    department = category.department if category else ""
    who = say("done.goes_to", department) if department else say("done.kept")
    phoned = draft.phone and days
    when = Note("phone-call", say("done.phoned", str(days))) if phoned else Note("question", say("done.ask"))
    slip = (Note("receipt", say(_OF_SLIP[session.slip])),) if session.slip else ()
    return (*slip, Note("paper-plane-tilt", who), when)
