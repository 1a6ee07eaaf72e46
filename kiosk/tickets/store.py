"""The kiosk's own tickets, each saved together with its outbox row: both are on the disk, or neither is."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.tickets import number, outbox
from kiosk.tickets.clock import local_now
from kiosk.tickets.database import Database, bind
from kiosk.tickets.errors import UnreadableError
from kiosk.tickets.files import write_whole
from kiosk.tickets.outbox import State
from kiosk.tickets.ticket import BadPayloadError, NewTicket, Ticket
from kiosk.tickets.vault import Vault

log = logging.getLogger(__name__)

BLOCK = 100
"""Sequence numbers that are reserved at once outside of the database, and lost if that is lost."""


@dataclass(frozen=True)
class StoredTicket:
    """A ticket as staff see it. ``ticket`` is None where what is stored no longer decrypts.

    ``reason`` says why it has not arrived, ``reference`` and ``received_at`` what the destination answered.
    """

    sequence: int
    number: str
    made_at: datetime
    state: State
    reason: str
    reference: str
    received_at: str
    ticket: Ticket | None


class Store:
    """The tickets of one database. Threads and processes may share it."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        *,
        station: str,
        kiosk: int,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        """Serve from an open database. Raises :class:`KeyUnusableError` if it has another key."""
        self._database = database
        self._vault = vault
        self._station = station
        self._kiosk = kiosk
        self._now = now
        self._mark = database.path.with_name("reserved-sequence")
        bind(database, vault)

    def add(self, new: NewTicket, destination: str) -> Ticket:
        """Give the request its number and save it, with its payload queued for ``destination``.

        It is on the disk when this returns. Adding the same ``new.id`` again returns the ticket it became.
        Raises :class:`StoreFullError` and its kin; nothing is written then, and no number is used up.
        """
        with self._database.transaction() as connection:
            held = connection.execute("SELECT sealed FROM tickets WHERE id = ?", (new.id,)).fetchone()
            if held is not None:
                return self._opened(new.id, held[0])
            sequence = self._next(connection)
            ticket = Ticket.of(
                new,
                number=number.make(self._kiosk, sequence),
                sequence=sequence,
                made_at=self._now(),
                station=self._station,
            )
            self._insert(connection, ticket, self._vault.seal(ticket.to_payload(), ticket.id))
            payload = self._vault.seal(ticket.to_payload(), ticket.id)
            outbox.put(connection, ticket.id, destination, payload)
        return ticket

    def adopt(self, ticket_id: str, sealed: bytes, destination: str, *, sent: bool) -> bool:
        """Take over a ticket of a damaged database, queued unless it was ``sent``; False if it is damaged."""
        try:
            ticket = self._opened(ticket_id, sealed)
        except (UnreadableError, BadPayloadError):
            return False
        with self._database.transaction() as connection:
            self._insert(connection, ticket, sealed)
            outbox.put(connection, ticket.id, destination, sealed)
            if sent:
                connection.execute(
                    "UPDATE outbox SET state = 'sent', payload = NULL WHERE key = ?", (ticket.id,)
                )
        return True

    def find(self, wanted: str) -> StoredTicket | None:
        """Return the ticket with a number (digits only); None if there is none."""
        return next(self._entries("WHERE tickets.number = ?", wanted), None)

    def entries(self) -> Iterator[StoredTicket]:
        """Give all tickets by their sequence, the oldest first."""
        return self._entries("")

    @property
    def reserved(self) -> int:
        """The highest sequence that may have been given to a ticket, known even without the database."""
        try:
            return max(0, int(self._mark.read_text(encoding="ascii")))
        except (OSError, ValueError):
            return 0

    def likely_number(self) -> str:
        """Return the number that the next ticket gets, if no other process saves one first. Takes nothing."""
        with self._database.reading() as connection:
            return number.make(self._kiosk, self._following(connection))

    def _next(self, connection: sqlite3.Connection) -> int:
        sequence = self._following(connection)
        if sequence > self.reserved:
            write_whole(self._mark, b"%d\n" % (sequence + BLOCK - 1))
        connection.execute(
            "INSERT OR REPLACE INTO meta (name, value) VALUES ('last-sequence', ?)", (sequence,)
        )
        return sequence

    def _following(self, connection: sqlite3.Connection) -> int:
        row = connection.execute("SELECT value FROM meta WHERE name = 'last-sequence'").fetchone()
        (highest,) = connection.execute("SELECT max(sequence) FROM tickets").fetchone()
        # A fresh database goes on after the lost one; a rescued one, after what was rescued.
        last = row[0] if row else self.reserved
        return int(max(last, highest or 0)) + 1

    @staticmethod
    def _insert(connection: sqlite3.Connection, ticket: Ticket, sealed: bytes) -> None:
        connection.execute(
            "INSERT INTO tickets (sequence, id, number, made_at, category, urgency, kind, sealed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                ticket.sequence,
                ticket.id,
                ticket.number,
                ticket.made_at.isoformat(),
                ticket.category,
                ticket.urgency,
                ticket.kind,
                sealed,
            ),
        )

    def _opened(self, ticket_id: str, sealed: bytes) -> Ticket:
        return Ticket.from_payload(self._vault.open(sealed, ticket_id))

    def _entries(self, where: str, *values: object) -> Iterator[StoredTicket]:
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT tickets.sequence, tickets.number, made_at, state, reason, reference, received_at, "
                "tickets.id, sealed FROM tickets JOIN outbox ON outbox.key = tickets.id "
                f"{where} ORDER BY tickets.sequence",
                values,
            ).fetchall()
        for sequence, its_number, made_at, state, reason, reference, received_at, ticket_id, sealed in rows:
            try:
                ticket = self._opened(ticket_id, sealed)
            except (UnreadableError, BadPayloadError) as error:
                log.warning("ticket %s: %s", its_number, error)
                ticket = None
            yield StoredTicket(
                sequence,
                its_number,
                ticket.made_at if ticket else _time(made_at),
                State(state),
                reason,
                reference,
                received_at,
                ticket,
            )


def _time(text: str) -> datetime:
    """Return a time stored beside a ticket that is damaged, so it may be damaged too."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (TypeError, ValueError):
        return datetime.fromtimestamp(0, UTC)
