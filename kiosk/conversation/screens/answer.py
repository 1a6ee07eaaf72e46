"""A published answer fits the request: does it settle the matter?"""

from __future__ import annotations

import re
from dataclasses import replace

from kiosk.conversation.line import Line
from kiosk.conversation.screens.way import Resident, asked, onward
from kiosk.conversation.session import Session, Step, Word
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import View
from kiosk.conversation.wording import Wording


def answer_lines(answer: str) -> tuple[Line, ...]:
    """A published answer, sentence by sentence: nobody's own words, but not worth keeping on the disk."""
    sentences = re.findall(r"[^。！？.!?]+(?:[。！？.!?]+|$)\s*", answer)
    return tuple(Line(text=s.strip(), private=True) for s in sentences if s.strip())


class AnswerScreen(Screen[Session]):
    """Yes ends the matter without a ticket; a patient hand says no, and goes on to one."""

    name = Step.ANSWER
    binding = ("yes", "solved")
    way_on = "no"

    def due(self, session: Session) -> bool:
        return bool(session.draft.answer) and Step.ANSWER not in session.draft.asked

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("yes", "solved", "no")

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("answer.title"), *answer_lines(session.draft.answer), Line("answer.question"))

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code in ("yes", "solved"):
            transition.go(Step.ANSWERED)
        else:
            asked(transition, Step.ANSWER)
            onward(transition)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        return replace(
            super().shown(base, session, say),
            question=(say("answer.title"), say("answer.question")),
            label=say("answer.source", session.draft.answer_source),
            words=tuple(Word(line.text + say.space) for line in answer_lines(session.draft.answer)),
        )
