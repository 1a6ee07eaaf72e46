"""The tickets, opened when they are first needed, and again where that failed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.tickets.errors import TicketsError

if TYPE_CHECKING:
    from kiosk.tickets.ticket import NewTicket
    from kiosk.tickets.tickets import Tickets

log = logging.getLogger(__name__)


class OpenTickets:
    """Shared by the services. Any thread may call any method."""

    def __init__(self, open_tickets: Callable[[], Tickets]) -> None:
        """``open_tickets`` opens the databases; where that fails it is tried again the next time."""
        self._open = open_tickets
        self._tickets: Tickets | None = None
        self._lock = threading.Lock()

    def get(self) -> Tickets:
        """The tickets, their couriers running.

        :raises TicketsError: they cannot be opened.
        """
        with self._lock:
            if self._tickets is None:
                self._tickets = self._open()
                self._tickets.start()
                for problem in self._tickets.problems:
                    log.warning("%s", problem)
            return self._tickets

    def keep_aside(self, new: NewTicket) -> None:
        """Have a request that was not saved outlive the kiosk, wherever a file can be written."""
        if self._tickets is None or not self._tickets.aside.put(new):
            log.error("a request that was not saved is kept in memory only: do not switch the kiosk off")

    def drop_aside(self, new: NewTicket) -> None:
        """Forget it: it has been saved."""
        if self._tickets is not None:
            self._tickets.aside.drop(new)

    def open_ahead(self) -> None:
        """Open them if that can be done; staff read in the log where it cannot."""
        try:
            self.get()
        except TicketsError as error:
            log.error("no ticket can be saved: %s", error)

    def close(self) -> None:
        """Close what was opened."""
        if self._tickets is not None:
            self._tickets.close()
