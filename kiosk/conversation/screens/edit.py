"""The resident types their words, or the place."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.events import Heard
from kiosk.conversation.line import Line
from kiosk.conversation.screens.acts import read_act
from kiosk.conversation.screens.speak import OwnWordsScreen
from kiosk.conversation.screens.way import Resident, onward, take_place
from kiosk.conversation.session import Session, Step
from kiosk.conversation.view import Act, View
from kiosk.conversation.wording import Wording


def is_place(session: Session) -> bool:
    """Whether the place is typed: the way came from where it is asked for."""
    return session.trail[-1:] == (Step.PLACE,)


class EditScreen(OwnWordsScreen):
    """A keyboard on the screen; nothing is listened for."""

    name = Step.EDIT
    hint = ""
    listening = None
    way_on = "typed"

    def said(self, session: Session) -> tuple[Line, ...]:
        return (Line("place.question" if is_place(session) else "edit.question"),)

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("read",) if session.spoken else ()

    def readout(self, session: Session) -> tuple[Line, ...]:
        return (Line(text=session.typed, private=True) if session.typed else Line("say.nothing_typed"),)

    def typing(self, transition: Resident, text: str) -> None:
        transition.set(typed=text)

    def heard(self, transition: Resident, event: Heard) -> None:
        if not is_place(transition.session):
            super().heard(transition, event)
            return
        take_place(transition, event)
        # "back" leads from there to where the place was asked for
        transition.set(step=Step.PLACE, trail=transition.session.trail[:-1])
        onward(transition)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        place = is_place(session)
        return replace(
            base,
            question=(say("place.question" if place else "edit.question"),),
            label=say("place.label" if place else "edit.label"),
            typed=session.draft.place if place else session.draft.text,
            acts=(
                Act("typed", say("edit.done"), icon="check-circle", main=True),
                *read_act(self.offered(session), say("check.read")),
            ),
        )
