"""The tickets, opened when they are first needed, and again where that failed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.tickets.errors import TicketsError

if TYPE_CHECKING:
    from kiosk.tickets.tickets import Tickets

log = logging.getLogger(__name__)


class OpenTickets:
    """Shared by the services. All of it is used in their one worker thread."""

    def __init__(self, open_tickets: Callable[[], Tickets]) -> None:
        """``open_tickets`` opens the databases; where that fails it is tried again the next time."""
        self._open = open_tickets
        self._tickets: Tickets | None = None

    def get(self) -> Tickets:
        """The tickets, their couriers running.

        :raises TicketsError: they cannot be opened.
        """
        if self._tickets is None:
            self._tickets = self._open()
            self._tickets.start()
            for problem in self._tickets.problems:
                log.warning("%s", problem)
        return self._tickets

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
