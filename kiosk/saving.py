"""Writes a confirmed draft as a ticket, in a worker thread: a slow disk must not hold up the screen."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.conversation.events import Event, NumberLikely, SameFound, Saved, SaveFailed
from kiosk.conversation.session import Draft
from kiosk.packs import Pack
from kiosk.tickets.errors import TicketsError
from kiosk.tickets.ticket import Contact, Correction, NewTicket, new_id
from kiosk.understanding.neighbours import OpenTicket, same_matter
from kiosk.understanding.understood import Understood

if TYPE_CHECKING:
    from kiosk.tickets.tickets import Tickets

OPEN_DAYS = 30  # until the desk tells what is closed, a matter counts as open for a month

log = logging.getLogger(__name__)


class Saving:
    """Saves drafts. ``handle`` is called from the worker thread with ``Saved`` or ``SaveFailed``."""

    def __init__(self, open_tickets: Callable[[], Tickets], handle: Callable[[Event], None]) -> None:
        """``open_tickets`` opens the databases; where that fails it is tried again at the next save."""
        self._open, self._handle = open_tickets, handle
        self._tickets: Tickets | None = None
        self._worker = ThreadPoolExecutor(1, "saving")
        self._attempt: tuple[Draft, str] | None = None

    def save(self, draft: Draft, language: str) -> None:
        """Begin to save. The same draft tried again keeps its id, so it never becomes two tickets."""
        if self._attempt is None or self._attempt[0] != draft:
            self._attempt = (draft, new_id())
        self._worker.submit(self._save, new_ticket(draft, language, self._attempt[1]))

    def compare(self, draft: Draft, pack: Pack) -> None:
        """Look whether an open ticket of this station says the same; ``SameFound`` comes either way."""
        self._worker.submit(self._compare, draft, pack)

    def open(self) -> None:
        """Open the databases ahead, so that the first resident need not wait."""
        self._worker.submit(self._open_ahead)

    def close(self) -> None:
        """Wait for a save under way, then end and close what was opened."""
        self._worker.shutdown(wait=True)
        if self._tickets is not None:
            self._tickets.close()

    def _open_ahead(self) -> None:
        try:
            self._opened()
        except TicketsError as error:
            log.error("no ticket can be saved: %s", error)

    def _opened(self) -> Tickets:
        if self._tickets is None:
            self._tickets = self._open()
            self._tickets.start()
            for problem in self._tickets.problems:
                log.warning("%s", problem)
        return self._tickets

    def _compare(self, draft: Draft, pack: Pack) -> None:
        found = SameFound()
        try:
            tickets = self._opened()
            self._handle(NumberLikely(tickets.store.likely_number()))
            found = same_as(draft, tickets, pack)
        except TicketsError as error:
            log.warning("no ticket was compared: %s", error)
        finally:
            self._handle(found)

    def _save(self, ticket: NewTicket) -> None:
        try:
            number = self._opened().save(ticket).number
        except TicketsError as error:
            log.error("a ticket was not saved: %s", error)
            self._handle(SaveFailed(str(error)))
        except Exception as error:
            # Whatever it was, the resident must not be left before a screen that waits for ever.
            log.exception("a ticket was not saved")
            self._handle(SaveFailed(repr(error)))
        else:
            self._attempt = None
            self._handle(Saved(number))


def same_as(draft: Draft, tickets: Tickets, pack: Pack) -> SameFound:
    """The ticket of the last month that says the same as the draft, and how many people told of it."""
    recent = datetime.now(UTC) - timedelta(days=OPEN_DAYS)
    known = [e.ticket for e in tickets.store.entries() if e.ticket is not None and e.made_at >= recent]
    joined = Counter(ticket.joins for ticket in known if ticket.joins)
    first = [
        OpenTicket(t.number, t.category, t.place, t.text, 1 + joined[t.number])
        for t in known
        if not t.joins and t.language == pack.tag
    ]
    request = Understood(draft.text, category=draft.category, place=draft.place)
    best = next(iter(same_matter(request, first, pack)), None)
    return SameFound(best.ticket.number, best.ticket.people) if best else SameFound()


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
    )
