"""``advance``: one event in, the next session and what to do out. Pure: no clock, no thread, no I/O."""

from __future__ import annotations

from kiosk.conversation.dispatch import advance_in
from kiosk.conversation.draft import Draft
from kiosk.conversation.effects import Effect
from kiosk.conversation.events import Event
from kiosk.conversation.overlays import OVERLAYS
from kiosk.conversation.screens import BESIDE, WAY
from kiosk.conversation.screens.way import Resident
from kiosk.conversation.session import Session
from kiosk.conversation.transition import Flow


class ResidentFlow(Flow[Session]):
    """A resident's way from the welcome to a ticket's number."""

    def fresh(self, session: Session) -> Session:
        station = session.station
        language = station.languages[0] if station.languages else session.language
        return Session(station=station, language=language, comfort=station.first_comfort)

    def is_blank(self, session: Session) -> bool:
        return session.draft == Draft()

    def went_back(self, transition: Resident) -> None:
        transition.set(editing=False)


RESIDENT = ResidentFlow((*WAY, *BESIDE), OVERLAYS, way=WAY, stages=("speak", "check", "agree", "number"))


def advance(session: Session, event: Event) -> tuple[Session, tuple[Effect, ...]]:
    """The session after ``event``, and the effects in order. Never raises; what does not fit is ignored."""
    return advance_in(RESIDENT, session, event)
