"""Writes a confirmed draft as a ticket with its outbox row."""

from __future__ import annotations

import logging

from kiosk.conversation.questions import Save, Saved, SaveFailed
from kiosk.conversation.session import Draft
from kiosk.services.opened import OpenTickets
from kiosk.tickets.errors import TicketsError
from kiosk.tickets.ticket import Contact, Correction, NewTicket, new_id

log = logging.getLogger(__name__)


class SaveService:
    """Saves drafts. The same draft tried again keeps its id, so it never becomes two tickets."""

    def __init__(self, tickets: OpenTickets) -> None:
        self._tickets = tickets
        self._attempt: tuple[Draft, str] | None = None

    def __call__(self, question: Save) -> Saved | SaveFailed:
        """The answer, whatever happens: the resident is never left before a screen that waits for ever."""
        if self._attempt is None or self._attempt[0] != question.draft:
            self._attempt = (question.draft, new_id())
        try:
            ticket = new_ticket(question.draft, question.language, self._attempt[1])
            number = self._tickets.get().save(ticket).number
        except TicketsError as error:
            log.error("a ticket was not saved: %s", error)
            return SaveFailed(str(error))
        except Exception as error:
            log.exception("a ticket was not saved")
            return SaveFailed(repr(error))
        self._attempt = None
        return Saved(number)


def new_ticket(draft: Draft, language: str, ticket_id: str) -> NewTicket:
    """The ticket of a confirmed draft."""
    return NewTicket(
        id=ticket_id,
        text=draft.text,
        language=language,
        recognized=draft.recognized,
        engine=draft.engine,
        corrections=tuple(
            Correction(field=c.field, before=c.before, after=c.after, by=c.by) for c in draft.corrections
        ),
        category=draft.category,
        urgency=draft.urgency.value,
        kind=draft.kind.value,
        place=draft.place,
        when=draft.when,
        joins=draft.joins,
        contact=Contact(phone=draft.phone),
        confidential=draft.confidential,
    )
