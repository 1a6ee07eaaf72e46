"""The kiosk's own tickets, each saved together with its outbox row: both are on the disk, or neither is."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kiosk.tickets import number, outbox
from kiosk.tickets.clock import local_now
from kiosk.tickets.database import Damaged, Database
from kiosk.tickets.errors import StoreError, UnreadableError
from kiosk.tickets.marks import Marks
from kiosk.tickets.numbering import Gap, Numbering, gaps
from kiosk.tickets.outbox import State
from kiosk.tickets.schema import MIGRATIONS
from kiosk.tickets.ticket import BadPayloadError, NewTicket, Ticket
from kiosk.tickets.vault import Vault

log = logging.getLogger(__name__)

_AT_ONCE = 500
"""Tickets read within one transaction, so that a save waits for no more."""


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


@dataclass(frozen=True)
class Found:
    """A ticket found elsewhere: in a damaged database, or at the desk.

    ``sent`` names the destinations that have it, each with its reference and when it received it.
    """

    ticket: Ticket
    sealed: bytes
    sent: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Store:
    """The tickets of one database. Threads and processes may share it."""

    def __init__(
        self,
        path: Path,
        vault: Vault,
        *,
        station: str,
        kiosk: int,
        now: Callable[[], datetime] = local_now,
        damaged: Damaged | None = None,
    ) -> None:
        """Open the database, or make it. ``kiosk`` is 10 to 99, the first digits of numbers.

        ``damaged`` is told where a damaged one lies when a fresh one begins; without it, none does.

        Raises :class:`KeyUnusableError` if it was written with another key, or a :class:`StoreError`.
        """
        self._vault = vault
        self._station = station
        self._now = now
        self._numbering = Numbering(Marks(path.parent), kiosk)
        self.database = Database(
            path,
            MIGRATIONS,
            known=self._numbering.must_be_known,
            begin=lambda connection: self._numbering.begin(connection, path, vault),
            damaged=damaged,
        )

    def add(self, new: NewTicket, destination: str) -> Ticket:
        """Give the request its number and save it, with its payload queued for ``destination``.

        It is on the disk when this returns. Adding the same ``new.id`` again returns the ticket it became.
        Raises :class:`StoreFullError` and its kin; nothing is written then, and no number is used up.
        """
        with self.database.transaction() as connection:
            held = connection.execute("SELECT sealed FROM tickets WHERE id = ?", (new.id,)).fetchone()
            if held is not None:
                return self._opened(new.id, held[0])
            sequence = self._numbering.take(connection)
            ticket = Ticket.of(
                new,
                number=number.make(self._numbering.kiosk, sequence),
                sequence=sequence,
                made_at=self._now(),
                station=self._station,
            )
            if not _insert(connection, ticket, self._vault.seal(ticket.to_payload(), ticket.id)):
                raise sqlite3.DatabaseError(f"its next number, {ticket.number}, is there already")
            outbox.put(connection, ticket.id, destination, self._vault.seal(ticket.to_payload(), ticket.id))
        self._confirm()
        return ticket

    def adopt(self, found: Iterable[Found], destination: str) -> tuple[int, list[str]]:
        """Take over the tickets that are not here or cannot be read here, queued where they were not sent.

        Return how many there were, and the numbers that another ticket has already: those were not taken.
        """
        count, clashes = 0, []
        with self.database.transaction() as connection:
            for each in found:
                ticket = each.ticket
                if _insert(connection, ticket, each.sealed):
                    outbox.put(connection, ticket.id, destination, each.sealed)
                    for name, (reference, received_at) in each.sent.items():
                        outbox.note_sent(connection, ticket.id, name, reference, received_at)
                elif (held := self._held(connection, ticket.id)) is None:
                    clashes.append(ticket.number)
                    continue
                elif held:
                    continue
                else:
                    connection.execute("UPDATE tickets SET sealed = ? WHERE id = ?", (each.sealed, ticket.id))
                count += 1
        return count, clashes

    def find(self, wanted: str) -> StoredTicket | None:
        """Return the ticket with a number (digits only); None if there is none."""
        return next(self._entries("WHERE tickets.number = ?", wanted), None)

    def entries(self) -> Iterator[StoredTicket]:
        """Give all tickets by their sequence, the oldest first."""
        return self._entries("")

    def ids(self) -> set[str]:
        """Return the ids of all tickets."""
        with self.database.reading() as connection:
            return {ticket_id for (ticket_id,) in connection.execute("SELECT id FROM tickets")}

    def unreadable(self) -> Iterator[tuple[str, str]]:
        """Give id and number of each ticket that does not decrypt."""
        last = 0
        while True:
            with self.database.reading() as connection:
                rows = connection.execute(
                    "SELECT sequence, id, number, sealed FROM tickets WHERE sequence > ? "
                    "ORDER BY sequence LIMIT ?",
                    (last, _AT_ONCE),
                ).fetchall()
            for _, ticket_id, its_number, sealed in rows:
                if not self._readable(ticket_id, sealed):
                    yield ticket_id, its_number
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1][0]

    def is_rescued(self, file: str) -> bool:
        """Whether all that could be read of a database that was moved aside was taken over."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT 1 FROM meta WHERE name = ?", (f"rescued:{file}",)).fetchone()
        return row is not None

    def note_rescued(self, file: str, count: int) -> None:
        """Note that it was, with how many tickets were taken over."""
        with self.database.transaction() as connection:
            connection.execute("INSERT INTO meta (name, value) VALUES (?, ?)", (f"rescued:{file}", count))

    @property
    def kiosk(self) -> int:
        """The first two digits of its tickets' numbers."""
        return self._numbering.kiosk

    def gaps(self) -> list[Gap]:
        """Return the sequences whose tickets were confirmed and are not here."""
        with self.database.reading() as connection:
            return gaps(connection)

    def likely_number(self) -> str:
        """Return the number that the next ticket gets, if no other process saves one first. Takes nothing."""
        with self.database.reading() as connection:
            return number.make(self._numbering.kiosk, self._numbering.next(connection))

    def _confirm(self) -> None:
        try:
            with self.database.transaction() as connection:
                self._numbering.confirm(connection)
        except StoreError as error:  # the ticket is saved all the same
            log.error("%s", error)

    def _held(self, connection: sqlite3.Connection, ticket_id: str) -> bool | None:
        """Whether a ticket that is here can be read; None if it is not here."""
        row = connection.execute("SELECT sealed FROM tickets WHERE id = ?", (ticket_id,)).fetchone()
        if row is None:
            return None
        return self._readable(ticket_id, row[0])

    def _readable(self, ticket_id: str, sealed: bytes) -> bool:
        try:
            self._opened(ticket_id, sealed)
        except (UnreadableError, BadPayloadError):
            return False
        return True

    def _opened(self, ticket_id: str, sealed: bytes) -> Ticket:
        return Ticket.from_payload(self._vault.open(sealed, ticket_id))

    def _entries(self, where: str, *values: object) -> Iterator[StoredTicket]:
        with self.database.reading() as connection:
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


def _insert(connection: sqlite3.Connection, ticket: Ticket, sealed: bytes) -> bool:
    """Write a ticket's row; return False if its id, sequence or number is there already."""
    return bool(
        connection.execute(
            "INSERT OR IGNORE INTO tickets (sequence, id, number, made_at, category, urgency, kind, sealed) "
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
        ).rowcount
    )


def _time(text: str) -> datetime:
    """Return a time stored beside a ticket that is damaged, so it may be damaged too."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (TypeError, ValueError):
        return datetime.fromtimestamp(0, UTC)
