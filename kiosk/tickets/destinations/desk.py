"""The desk built into the kiosk: a database of its own, so that a single station needs nothing else."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from kiosk.tickets.anonymous import without_contact
from kiosk.tickets.clock import local_now
from kiosk.tickets.database import Damaged, Database, bind
from kiosk.tickets.destinations.base import (
    Check,
    Problem,
    Progress,
    Receipt,
    RefusedError,
    Status,
    TryLaterError,
    UnreachableError,
)
from kiosk.tickets.errors import TicketsError, UnreadableError
from kiosk.tickets.message import Content, Kind, Message, content_of
from kiosk.tickets.migrating import Migration
from kiosk.tickets.ticket import BadPayloadError, Ticket
from kiosk.tickets.vault import Vault

MIGRATIONS: tuple[Migration, ...] = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL)",
        """CREATE TABLE received (
            ticket_id   TEXT PRIMARY KEY,
            number      TEXT NOT NULL,
            received_at TEXT NOT NULL,
            sealed      BLOB NOT NULL
        )""",
    ),
    (
        "CREATE INDEX received_by_number ON received (number)",
        """CREATE TABLE follow_ups (
            key         TEXT PRIMARY KEY,
            ticket_id   TEXT NOT NULL REFERENCES received (ticket_id),
            kind        TEXT NOT NULL,
            received_at TEXT NOT NULL,
            sealed      BLOB NOT NULL
        )""",
        "CREATE INDEX follow_ups_by_ticket ON follow_ups (ticket_id, kind)",
    ),
)

_AT_ONCE = 500
"""Tickets read within one transaction, so that nobody waits for all of them."""


class Desk:
    """Takes each message once, whatever is sent twice.

    Its database is opened when it is first needed: where that fails messages wait in the outbox, and saving
    goes on.
    """

    def __init__(
        self,
        path: Path,
        vault: Vault,
        now: Callable[[], datetime] = local_now,
        *,
        name: str = "desk",
        damaged: Damaged | None = None,
    ) -> None:
        """``damaged`` is told where a damaged database lies when a fresh one begins."""
        self.path = path
        self.name = name
        self._vault = vault
        self._now = now
        self._damaged = damaged
        self._lock = threading.Lock()
        self._opened: Database | None = None

    def send(self, message: Message) -> Receipt:
        """Keep the payload. The same key and bytes again give the first receipt again."""
        take = self._keep if message.kind is Kind.TICKET else self._follow
        try:
            database = self._database()
            return database.mending(lambda: take(database, message))
        except TicketsError as error:
            raise UnreachableError(str(error)) from error

    def check(self) -> Check:
        """Count what is there."""
        try:
            with self._database().reading() as connection:
                (count,) = connection.execute("SELECT count(*) FROM received").fetchone()
        except TicketsError as error:
            return Check(str(self.path), (Problem(str(error), "see docs/tickets.md"),))
        return Check(f"the desk built in; tickets received: {count}")

    def status(self, reference: str) -> Status | None:
        """Say that a ticket is open until it is withdrawn: nobody answers at the built-in desk."""
        try:
            with self._database().reading() as connection:
                row = connection.execute(
                    "SELECT ticket_id, received_at FROM received WHERE number = ?", (reference,)
                ).fetchone()
                if row is None:
                    return None
                last = connection.execute(
                    "SELECT kind, received_at FROM follow_ups WHERE ticket_id = ? AND kind IN (?, ?) "
                    "ORDER BY rowid DESC",
                    (row[0], Kind.WITHDRAWAL, Kind.REOPENING),
                ).fetchone()
        except TicketsError as error:
            raise UnreachableError(str(error)) from error
        kind, changed_at = last or ("", row[1])
        progress = Progress.CLOSED if kind == Kind.WITHDRAWAL else Progress.OPEN
        return Status(progress=progress, updated_at=_time(changed_at))

    def received(self) -> Iterator[tuple[Content, str]]:
        """Give what can be read of the tickets received and then of what followed, with the time of receipt.

        Raises :class:`TicketsError` where the database cannot be used.
        """
        for table, key in (("received", "ticket_id"), ("follow_ups", "key")):
            yield from self._received(table, key)

    def _received(self, table: str, key: str) -> Iterator[tuple[Content, str]]:
        database, last = self._database(), 0
        while True:
            with database.reading() as connection:
                rows = connection.execute(
                    f"SELECT rowid, {key}, received_at, sealed FROM {table} WHERE rowid > ? "
                    "ORDER BY rowid LIMIT ?",
                    (last, _AT_ONCE),
                ).fetchall()
            for _, about, received_at, sealed in rows:
                with contextlib.suppress(UnreadableError, BadPayloadError):
                    yield content_of(self._vault.open(sealed, about)), received_at
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1][0]

    def numbers(self) -> list[str]:
        """Return the numbers of all tickets received. Raises :class:`TicketsError`."""
        with self._database().reading() as connection:
            return [number for (number,) in connection.execute("SELECT number FROM received")]

    def erase(self, numbers: Iterable[str]) -> None:
        """Delete tickets and what followed them. Raises :class:`TicketsError`."""
        with self._database().transaction() as connection:
            for number in numbers:
                connection.execute(
                    "DELETE FROM follow_ups WHERE ticket_id IN "
                    "(SELECT ticket_id FROM received WHERE number = ?)",
                    (number,),
                )
                connection.execute("DELETE FROM received WHERE number = ?", (number,))

    def erase_contact(self, number: str) -> None:
        """Write a ticket and what followed it anew, without name and phone number.

        Raises :class:`TicketsError`. What cannot be read is left as it is.
        """
        with self._database().transaction() as connection:
            rows = connection.execute(
                "SELECT 'received', 'ticket_id', ticket_id, sealed FROM received WHERE number = ?1 UNION ALL "
                "SELECT 'follow_ups', 'key', key, sealed FROM follow_ups WHERE ticket_id IN "
                "(SELECT ticket_id FROM received WHERE number = ?1)",
                (number,),
            ).fetchall()
            name = ""
            for table, key, about, sealed in rows:
                with contextlib.suppress(UnreadableError, BadPayloadError):
                    content = content_of(self._vault.open(sealed, about))
                    name = content.contact.name if isinstance(content, Ticket) else name
                    left = self._vault.seal(without_contact(content, name).to_payload(), about)
                    connection.execute(f"UPDATE {table} SET sealed = ? WHERE {key} = ?", (left, about))

    def check_database(self, stop: Callable[[], bool]) -> None:
        """Read all of the database, and begin anew where it is damaged. Raises :class:`TicketsError`."""
        database = self._database()
        database.mending(lambda: database.check(stop))

    def tidy(self) -> None:
        """Leave nothing in the database's log alone."""
        if self._opened is not None:
            self._opened.tidy()

    def scrub(self) -> None:
        """Leave nothing of what was erased in the database's files. Raises :class:`TicketsError`."""
        self._database().scrub()

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()

    def _database(self) -> Database:
        with self._lock:
            if self._opened is None:
                self._opened = Database(
                    self.path,
                    MIGRATIONS,
                    begin=lambda connection: bind(connection, self.path, self._vault),
                    damaged=self._damaged,
                )
            return self._opened

    def _keep(self, database: Database, message: Message) -> Receipt:
        ticket, now = _ticket(message), self._now()
        with database.transaction() as connection:
            held = self._held(connection, "received", "ticket_id", message)
            if held is not None:
                return Receipt(ticket.number, _time(held))
            connection.execute(
                "INSERT INTO received (ticket_id, number, received_at, sealed) VALUES (?1, ?2, ?3, ?4) "
                "ON CONFLICT (ticket_id) DO UPDATE SET number = ?2, received_at = ?3, sealed = ?4",
                (ticket.id, ticket.number, now.isoformat(), self._vault.seal(message.payload, ticket.id)),
            )
        return Receipt(ticket.number, now)

    def _follow(self, database: Database, message: Message) -> Receipt:
        now = self._now()
        with database.transaction() as connection:
            ticket = connection.execute(
                "SELECT number FROM received WHERE ticket_id = ?", (message.ticket_id,)
            ).fetchone()
            if ticket is None:
                raise TryLaterError(f"404: ticket {message.ticket_id} is not here.")
            held = self._held(connection, "follow_ups", "key", message)
            if held is not None:
                return Receipt(ticket[0], _time(held))
            sealed = self._vault.seal(message.payload, message.key)
            connection.execute(
                "INSERT OR REPLACE INTO follow_ups (key, ticket_id, kind, received_at, sealed) "
                "VALUES (?, ?, ?, ?, ?)",
                (message.key, message.ticket_id, message.kind, now.isoformat(), sealed),
            )
        return Receipt(ticket[0], now)

    def _held(self, connection: sqlite3.Connection, table: str, key: str, message: Message) -> str | None:
        """Return when a message was received; None if it was not, or is damaged, so that it is kept anew."""
        row = connection.execute(
            f"SELECT received_at, sealed FROM {table} WHERE {key} = ?", (message.key,)
        ).fetchone()
        try:
            if row is None or self._vault.open(row[1], message.key) == message.payload:
                return str(row[0]) if row else None
        except UnreadableError:
            return None
        raise RefusedError(f"422: message {message.key} is here already, with other content.")


def _ticket(message: Message) -> Ticket:
    try:
        ticket = Ticket.from_payload(message.payload)
    except BadPayloadError as error:
        raise RefusedError(str(error)) from error
    if ticket.id != message.key:
        raise RefusedError(f"409: the key {message.key} was sent with ticket {ticket.id}.")
    return ticket


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None  # damaged; the ticket is not
