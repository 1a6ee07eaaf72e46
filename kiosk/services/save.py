"""Writes a confirmed draft as a ticket with its outbox rows; what cannot be written is tried again."""

from __future__ import annotations

import logging
import threading

from kiosk.conversation.draft import Draft
from kiosk.conversation.questions import Save, Saved, SaveFailed
from kiosk.services.opened import OpenTickets
from kiosk.tickets.errors import TicketsError
from kiosk.tickets.ticket import Contact, Correction, NewTicket, new_id

log = logging.getLogger(__name__)

AGAIN_S = 30.0
"""Seconds after which what could not be written is tried again."""


class SaveService:
    """Saves drafts. No word of one that failed stays with the conversation: it is here until it is saved."""

    def __init__(self, tickets: OpenTickets, again_s: float = AGAIN_S) -> None:
        self._tickets = tickets
        self._again_s = again_s
        self._kept: list[NewTicket] = []
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def __call__(self, question: Save) -> Saved | SaveFailed:
        """The answer, whatever happens: the resident is never left before a screen that waits for ever."""
        try:
            ticket = new_ticket(question.draft, question.language, new_id())
        except Exception as error:
            log.exception("a draft is no ticket")
            return SaveFailed(type(error).__name__)
        try:
            return Saved(self._tickets.get().save(ticket).number)
        except TicketsError as error:
            log.error("a ticket was not saved, and is kept to be tried again: %s", error)
            reason = str(error)
        except Exception as error:
            log.exception("a ticket was not saved, and is kept to be tried again")
            reason = type(error).__name__
        self._keep(ticket)
        return SaveFailed(reason)

    def close(self) -> None:
        """Try once more, and end."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join()

    def _keep(self, ticket: NewTicket) -> None:
        self._kept.append(ticket)
        self._tickets.keep_aside(ticket)
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._try_again, name="save again", daemon=True)
            self._thread.start()

    def _try_again(self) -> None:
        while self._kept:
            last = self._closing.wait(self._again_s)
            for ticket in tuple(self._kept):
                try:
                    number = self._tickets.get().save(ticket).number
                except Exception as error:
                    log.error("a request is still not saved: %s", error)
                    break
                self._kept.remove(ticket)
                self._tickets.drop_aside(ticket)
                log.warning("the request that could not be saved has become ticket %s", number)
            if last:
                return


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
