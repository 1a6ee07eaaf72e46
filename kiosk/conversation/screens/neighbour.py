"""Neighbours have told of the same: does the resident want to be counted with them?"""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.questions import Answer, NextNumber, NumberLikely, Question, SameFound, SameMatter
from kiosk.conversation.screens.way import Resident, asked, change_draft, onward
from kiosk.conversation.session import Session, Step, Word
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import View
from kiosk.conversation.wording import Wording


class NeighbourScreen(Screen[Session]):
    """It is looked for once, when the way has come past this question; where somebody has, it is asked."""

    name = Step.NEIGHBOUR
    asks = (SameMatter, NextNumber)

    def due(self, session: Session) -> bool:
        return bool(session.draft.same) and Step.NEIGHBOUR not in session.draft.asked

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("neighbour.told", str(session.draft.same_people)), Line("neighbour.question"))

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        draft = transition.session.draft
        change_draft(transition, joins=draft.same if code == "yes" else "")
        asked(transition, Step.NEIGHBOUR)
        onward(transition)

    def foresee(self, transition: Resident) -> None:
        session = transition.session
        # Without words of their own there is nothing to compare but the category, which says too little.
        if session.draft.text and session.draft.same is None:
            transition.ask(NextNumber())
            if not session.confidential:
                transition.ask(SameMatter(session.draft, session.language))
            change_draft(transition, same="")

    def answered(self, transition: Resident, question: Question, answer: Answer) -> None:
        match answer:
            case NumberLikely(number):
                transition.set(likely=number)
            case SameFound(number, people) if number:
                self._found(transition, number, people)

    def _found(self, transition: Resident, number: str, people: int) -> None:
        session = transition.session
        asks_still = session.step in (Step.CONTACT, Step.READBACK)
        if not asks_still or Step.NEIGHBOUR in session.draft.asked:
            return
        change_draft(transition, same=number, same_people=people)
        if session.step is Step.READBACK and not session.overlay:
            transition.go(Step.NEIGHBOUR)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        draft = session.draft
        where = f" · {draft.place}" if draft.place else ""
        return replace(super().shown(base, session, say), words=(Word(say.category(draft.category) + where),))
