"""The desk built into the kiosk: a database of its own, so that a single station needs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kiosk.tickets.clock import local_now
from kiosk.tickets.database import Database, Migration, bind
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
from kiosk.tickets.errors import StoreError, UnreadableError
from kiosk.tickets.message import Kind, Message
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


class Desk:
    """Takes each message once, whatever is sent twice."""

    name = "desk"

    def __init__(self, database: Database, vault: Vault, now: Callable[[], datetime] = local_now) -> None:
        """Serve from an open database. Raises :class:`KeyUnusableError` if it has another key."""
        self._database = database
        self._vault = vault
        self._now = now
        bind(database, vault)

    def send(self, message: Message) -> Receipt:
        """Keep the payload. The same key and bytes again give the first receipt again."""
        try:
            if message.kind is Kind.TICKET:
                return self._keep(_ticket(message), message.payload)
            return self._follow(message)
        except StoreError as error:
            raise UnreachableError(str(error)) from error

    def check(self) -> Check:
        """Count what is there."""
        try:
            with self._database.reading() as connection:
                (count,) = connection.execute("SELECT count(*) FROM received").fetchone()
        except StoreError as error:
            return Check(str(self._database.path), (Problem(str(error), "see docs/tickets.md"),))
        return Check(f"the desk built in; tickets received: {count}")

    def status(self, reference: str) -> Status | None:
        """Say that a ticket is open until it is withdrawn: nobody answers at the built-in desk."""
        try:
            with self._database.reading() as connection:
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
        except StoreError as error:
            raise UnreachableError(str(error)) from error
        kind, changed_at = last or ("", row[1])
        progress = Progress.CLOSED if kind == Kind.WITHDRAWAL else Progress.OPEN
        return Status(progress=progress, updated_at=datetime.fromisoformat(changed_at))

    def tickets(self) -> list[Ticket]:
        """Return what has been received, oldest first; what does not decrypt is left out."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT ticket_id, sealed FROM received ORDER BY rowid").fetchall()
        found = []
        for ticket_id, sealed in rows:
            try:
                found.append(Ticket.from_payload(self._vault.open(sealed, ticket_id)))
            except (UnreadableError, BadPayloadError):
                continue
        return found

    def _keep(self, ticket: Ticket, payload: bytes) -> Receipt:
        now = self._now()
        with self._database.transaction() as connection:
            held = connection.execute(
                "SELECT received_at, sealed FROM received WHERE ticket_id = ?", (ticket.id,)
            ).fetchone()
            if held is None:
                connection.execute(
                    "INSERT INTO received (ticket_id, number, received_at, sealed) VALUES (?, ?, ?, ?)",
                    (ticket.id, ticket.number, now.isoformat(), self._vault.seal(payload, ticket.id)),
                )
                return Receipt(ticket.number, now)
        return self._again(ticket.number, ticket.id, payload, *held)

    def _follow(self, message: Message) -> Receipt:
        now = self._now()
        with self._database.transaction() as connection:
            ticket = connection.execute(
                "SELECT number FROM received WHERE ticket_id = ?", (message.ticket_id,)
            ).fetchone()
            if ticket is None:
                raise TryLaterError(f"404: ticket {message.ticket_id} is not here.")
            held = connection.execute(
                "SELECT received_at, sealed FROM follow_ups WHERE key = ?", (message.key,)
            ).fetchone()
            if held is None:
                sealed = self._vault.seal(message.payload, message.key)
                connection.execute(
                    "INSERT INTO follow_ups (key, ticket_id, kind, received_at, sealed) "
                    "VALUES (?, ?, ?, ?, ?)",
                    (message.key, message.ticket_id, message.kind, now.isoformat(), sealed),
                )
                return Receipt(ticket[0], now)
        return self._again(ticket[0], message.key, message.payload, *held)

    def _again(self, number: str, key: str, payload: bytes, received_at: str, sealed: bytes) -> Receipt:
        try:
            same = self._vault.open(sealed, key) == payload
        except UnreadableError:
            same = False
        if not same:
            raise RefusedError(f"422: message {key} is here already, with other content.")
        return Receipt(number, datetime.fromisoformat(received_at))


def _ticket(message: Message) -> Ticket:
    try:
        ticket = Ticket.from_payload(message.payload)
    except BadPayloadError as error:
        raise RefusedError(str(error)) from error
    if ticket.id != message.key:
        raise RefusedError(f"409: the key {message.key} was sent with ticket {ticket.id}.")
    return ticket
