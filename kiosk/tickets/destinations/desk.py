"""The desk built into the kiosk: a database of its own, so that a single station needs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kiosk.tickets.clock import local_now
from kiosk.tickets.database import Database, Migration, bind
from kiosk.tickets.destinations.base import Receipt, RefusedError, UnreachableError
from kiosk.tickets.errors import StoreError, UnreadableError
from kiosk.tickets.message import Message
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
)


class Desk:
    """Takes each ticket once, whatever is sent twice."""

    name = "desk"

    def __init__(self, database: Database, vault: Vault, now: Callable[[], datetime] = local_now) -> None:
        """Serve from an open database. Raises :class:`KeyUnusableError` if it has another key."""
        self._database = database
        self._vault = vault
        self._now = now
        bind(database, vault)

    def send(self, message: Message) -> Receipt:
        """Keep the message. The same key and bytes again give the first receipt again."""
        try:
            ticket = Ticket.from_payload(message.payload)
        except BadPayloadError as error:
            raise RefusedError(str(error)) from error
        if ticket.id != message.key:
            raise RefusedError(f"409: the key {message.key} was sent with ticket {ticket.id}.")
        try:
            return self._keep(ticket, message.payload)
        except StoreError as error:
            raise UnreachableError(str(error)) from error

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
        if self._differs(held[1], ticket.id, payload):
            raise RefusedError(f"422: ticket {ticket.id} is here already, with other content.")
        return Receipt(ticket.number, datetime.fromisoformat(held[0]))

    def _differs(self, sealed: bytes, ticket_id: str, payload: bytes) -> bool:
        try:
            return self._vault.open(sealed, ticket_id) != payload
        except UnreadableError:
            return True
