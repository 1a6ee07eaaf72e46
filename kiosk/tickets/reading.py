"""Reading tickets: always a few at a time, so that neither memory nor a save that waits grows with them."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

from kiosk.tickets import erased
from kiosk.tickets.database import Database
from kiosk.tickets.errors import UnreadableError
from kiosk.tickets.message import FollowUp, Kind
from kiosk.tickets.outbox import State
from kiosk.tickets.stored import StoredTicket, Way
from kiosk.tickets.ticket import BadPayloadError, Ticket
from kiosk.tickets.vault import Vault

log = logging.getLogger(__name__)

_AT_ONCE = 500
"""Tickets read within one transaction."""

_BEYOND = 1 << 62

Row = tuple[int, str, str, str, bytes]


class Reading:
    """The tickets of one database, to be read."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.database = database
        self._vault = vault

    def find(self, wanted: str) -> StoredTicket | None:
        """Return the ticket with a number (digits only); None if there is none."""
        with self.database.reading() as connection:
            rows = _tickets(connection, "number = ?", wanted)
            ways = _ways(connection, rows)
        return next(self._stored(rows, ways), None)

    def entries(self, after: int = 0) -> Iterator[StoredTicket]:
        """Give the tickets whose sequence is above ``after``, the oldest first."""
        return self._pages("sequence > ? ORDER BY sequence LIMIT ?", after)

    def backwards(self) -> Iterator[StoredTicket]:
        """Give all tickets, the newest first."""
        return self._pages("sequence < ? ORDER BY sequence DESC LIMIT ?", _BEYOND)

    def _pages(self, which: str, beside: int) -> Iterator[StoredTicket]:
        """Read so many at once, each time those that come next beside the sequence of the last."""
        while True:
            with self.database.reading() as connection:
                rows = _tickets(connection, which, beside, _AT_ONCE)
                ways = _ways(connection, rows)
            yield from self._stored(rows, ways)
            if len(rows) < _AT_ONCE:
                return
            beside = rows[-1][0]

    def count(self) -> int:
        """Return how many tickets there are."""
        with self.database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM tickets").fetchone()[0])

    def newest(self, category: str, most: int) -> list[Ticket]:
        """Return up to ``most`` tickets of a category that can be read, the newest first."""
        with self.database.reading() as connection:
            rows = _tickets(connection, "category = ? ORDER BY sequence DESC LIMIT ?", category, most)
        tickets = (self._readable(ticket_id, number, sealed) for _, ticket_id, number, _, sealed in rows)
        return [ticket for ticket in tickets if ticket is not None]

    def follow_ups(self, ticket_id: str) -> list[FollowUp]:
        """Return what followed a ticket, in order, as far as it can be read."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT key, sealed FROM messages WHERE ticket_id = ? AND kind <> 'ticket' ORDER BY id",
                (ticket_id,),
            ).fetchall()
        found: list[FollowUp] = []
        for key, sealed in rows:
            with contextlib.suppress(UnreadableError, BadPayloadError):
                found.append(FollowUp.from_payload(self._vault.open(sealed, key)))
        return found

    def is_erased(self, wanted: str) -> bool:
        """Whether the ticket with a number was erased."""
        with self.database.reading() as connection:
            return erased.is_erased(connection, wanted)

    def ids(self) -> set[str]:
        """Return the keys of all messages: the tickets' are their ids."""
        with self.database.reading() as connection:
            return {key for (key,) in connection.execute("SELECT key FROM messages")}

    def unreadable(self) -> Iterator[tuple[str, str]]:
        """Give id and number of each ticket that does not decrypt."""
        after = 0
        while True:
            with self.database.reading() as connection:
                rows = _tickets(connection, "sequence > ? ORDER BY sequence LIMIT ?", after, _AT_ONCE)
            for _, ticket_id, number, _, sealed in rows:
                if self._readable(ticket_id, number, sealed) is None:
                    yield ticket_id, number
            if len(rows) < _AT_ONCE:
                return
            after = rows[-1][0]

    def opened(self, ticket_id: str, sealed: bytes) -> Ticket:
        """Return a ticket from its row. Raises :class:`UnreadableError` or BadPayloadError."""
        return Ticket.from_payload(self._vault.open(sealed, ticket_id))

    def _readable(self, ticket_id: str, number: str, sealed: bytes) -> Ticket | None:
        try:
            return self.opened(ticket_id, sealed)
        except (UnreadableError, BadPayloadError) as error:
            log.warning("ticket %s: %s", number, error)
            return None

    def _stored(self, rows: list[Row], ways: dict[str, list[Way]]) -> Iterator[StoredTicket]:
        for sequence, ticket_id, number, made_at, sealed in rows:
            ticket = self._readable(ticket_id, number, sealed)
            time = ticket.made_at if ticket else _time(made_at)
            yield StoredTicket(sequence, number, time, ticket, tuple(ways[ticket_id]))


def _tickets(connection: sqlite3.Connection, where: str, *values: object) -> list[Row]:
    return connection.execute(
        f"SELECT sequence, id, number, made_at, sealed FROM tickets WHERE {where}", values
    ).fetchall()


def _ways(connection: sqlite3.Connection, rows: list[Row]) -> dict[str, list[Way]]:
    """Return by ticket id how far its messages are, in order."""
    ways: dict[str, list[Way]] = defaultdict(list)
    for _, ticket_id, *_ in rows:
        found = connection.execute(
            "SELECT kind, outbox.destination, state, "
            "iif(state = 'queued', coalesce(pauses.reason, outbox.reason), outbox.reason), "
            "reference, received_at FROM outbox JOIN messages USING (key) "
            "LEFT JOIN pauses ON pauses.destination = outbox.destination "
            "WHERE outbox.ticket_id = ? ORDER BY outbox.id",
            (ticket_id,),
        )
        ways[ticket_id] = [Way(Kind(kind), to, State(state), *rest) for kind, to, state, *rest in found]
    return ways


def _time(text: str) -> datetime:
    """Return a time stored beside a ticket that is damaged, so it may be damaged too."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (TypeError, ValueError):
        return datetime.fromtimestamp(0, UTC)
