"""How does a ticket stand? The kiosk's own record, and what those who handle it say."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.conversation.matter import Matter, Progress
from kiosk.conversation.questions import CannotLook, HowIsIt, NoSuchTicket, Stands
from kiosk.services.guesses import Guesses
from kiosk.services.opened import OpenTickets
from kiosk.tickets.clock import local_now
from kiosk.tickets.destinations.base import Destination, Status
from kiosk.tickets.destinations.base import Progress as There
from kiosk.tickets.errors import BadNumberError, TicketsError
from kiosk.tickets.message import Kind
from kiosk.tickets.number import read

if TYPE_CHECKING:  # 75 ms of cryptography, not before the first screen
    from kiosk.tickets.stored import StoredTicket, Way
    from kiosk.tickets.tickets import Tickets

WAITS_S = 5.0
"""How long a resident waits for those who handle it; what they say later is there the next time."""

log = logging.getLogger(__name__)

Asked = tuple[Status, datetime]
"""What a destination said, and when."""


class StandingService:
    """Asks the destinations of a ticket, those outside before the built-in desk. Where none can be asked,
    what one said last counts, or what the kiosk knows by itself."""

    def __init__(
        self,
        tickets: OpenTickets,
        *,
        waits_s: float = WAITS_S,
        now: Callable[[], datetime] = local_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tickets = tickets
        self._waits_s = waits_s
        self._now = now
        self._guesses = Guesses(monotonic)
        self._closing = threading.Event()
        self._said: dict[tuple[str, str], Asked] = {}
        self._lock = threading.Lock()

    def __call__(self, question: HowIsIt) -> Stands | NoSuchTicket | CannotLook:
        """The answer, whatever happens."""
        try:
            tickets = self._tickets.get()
            number = read(question.number)
            found = tickets.store.find(number)
            if found is not None:
                return Stands(self._matter(found, tickets))
        except BadNumberError:
            pass
        except TicketsError as error:
            log.warning("no ticket could be looked up: %s", error)
            return CannotLook()
        except Exception:
            log.exception("no ticket could be looked up")
            return CannotLook()
        self._closing.wait(self._guesses.wrong())
        return NoSuchTicket()

    def hasten(self) -> None:
        """The kiosk ends: let nobody wait any longer."""
        self._closing.set()

    def _matter(self, found: StoredTicket, tickets: Tickets) -> Matter:
        now = self._now()
        status, as_of = self._status(found, tickets)
        progress = _progress(found, status)
        told = status if progress in (Progress.OPEN, Progress.CLOSED) else None
        return Matter(
            number=found.number,
            progress=progress,
            made_at=found.made_at,
            now=now,
            category=found.ticket.category if found.ticket else "",
            handled_by=told.department if told else "",
            answer=told.answer if told else "",
            updated_at=told.updated_at if told else None,
            due_at=told.due_at if told else None,
            as_of=as_of if told else None,
        )

    def _status(self, found: StoredTicket, tickets: Tickets) -> tuple[Status | None, datetime | None]:
        """What the first destination says that says anything; and when, where that is not now."""
        at = {way.destination: way.reference for way in _arrived(found)}
        for destination in sorted(tickets.destinations, key=lambda each: each is tickets.desk):
            if reference := at.get(destination.name):
                known, fresh = self._ask(destination, reference)
                if known is not None:
                    return known[0], None if fresh else known[1]
        return None, None

    def _ask(self, destination: Destination, reference: str) -> tuple[Asked | None, bool]:
        """What a destination says, or said last; and whether that is what it says now."""
        answered = threading.Event()
        fresh = False

        def ask() -> None:
            nonlocal fresh
            try:
                status = destination.status(reference)
            except Exception as error:
                log.warning("%s did not say how a ticket stands: %s", destination.name, error)
            else:
                with self._lock:
                    if status is not None:
                        self._said[destination.name, reference] = status, self._now()
                    fresh = True
            answered.set()

        threading.Thread(target=ask, name=f"status of {destination.name}", daemon=True).start()
        answered.wait(self._waits_s)
        with self._lock:
            return self._said.get((destination.name, reference)), fresh


def _arrived(found: StoredTicket) -> list[Way]:
    return [way for way in found.ways if way.kind is Kind.TICKET and way.arrived]


def _progress(found: StoredTicket, status: Status | None) -> Progress:
    """What the resident did last counts until those who handle it have heard of it."""
    last = [way for way in found.ways if way.kind in (Kind.WITHDRAWAL, Kind.REOPENING)]
    if last and last[-1].kind is Kind.WITHDRAWAL:
        return Progress.WITHDRAWN
    if not _arrived(found):
        return Progress.KEPT
    reopens = last and any(not way.arrived for way in last if way.kind is last[-1].kind)
    if status is None or status.progress is There.OPEN or reopens:
        return Progress.OPEN
    return Progress.CLOSED
