"""Did I hear it right? The resident's own words, before anything is made of them."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.highlights import shown_words
from kiosk.conversation.line import Line, hint
from kiosk.conversation.screens.acts import help_lines
from kiosk.conversation.screens.answer import answer_lines
from kiosk.conversation.screens.mend import mend
from kiosk.conversation.screens.way import Resident, onward
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, Note, View
from kiosk.conversation.wording import Wording


class CheckScreen(Screen[Session]):
    """The words are read aloud only where that was asked for, or nobody else can hear it."""

    name = Step.CHECK
    hint = "say.check"
    binding = ("yes", "send")

    def said(self, session: Session) -> tuple[Line, ...]:
        if session.may_read_aloud:
            return (*self.readout(session), Line("check.question"))
        return (Line("check.question"), hint("check.offer"))

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("yes", "send", "no", "again", "change", "read")

    def readout(self, session: Session) -> tuple[Line, ...]:
        return (Line(text=session.draft.text, private=True),)

    def prerendered(self, session: Session) -> tuple[Line, ...]:
        return (*self.readout(session), *answer_lines(session.draft.answer))

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        match code:
            case "yes" | "send":
                onward(transition)
            case "again":
                transition.go(Step.SPEAK)
            case "change" if by != "voice":
                transition.go(Step.EDIT)
            case _:
                mend(transition)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        return replace(
            base,
            question=(say("check.question"),),
            hint=say("check.offer"),
            label=say("check.label"),
            words=shown_words(session.draft),
            notes=tuple(Note("phone-call", text) for text in help_lines(session, say.pack)),
            acts=(
                Act("yes", say("check.yes"), say("check.yes_hint"), icon="check-circle", main=True),
                Act("no", say("check.no"), say("check.no_hint"), icon="pencil-simple"),
                Act("read", say("check.read"), icon="speaker-high"),
            ),
        )
