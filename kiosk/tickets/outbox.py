"""The outbox: what still has to be sent, in the database, so that no end of the program loses it.

A row is queued, being sent, sent, or set aside (a dead letter: kept with its reason until a person sends it
back to the queue). One bad ticket never blocks another; only rows of the same ticket keep their order.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.tickets.database import Database
from kiosk.tickets.destinations.base import Receipt, RefusedError, SendError, UnreachableError
from kiosk.tickets.errors import UnreadableError
from kiosk.tickets.message import Kind, Message
from kiosk.tickets.vault import Vault


class State(StrEnum):
    """How far an outbox row is."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True)
class Backoff:
    """How long to wait after a failure: exponential with full jitter.

    Full jitter (any wait from 0 to the ceiling) spreads a district's kiosks out when their server comes
    back (M. Brooker, "Exponential Backoff and Jitter", AWS 2015).
    """

    base_s: float = 2.0
    """Seconds: the ceiling after the first failure."""
    cap_s: float = 15 * 60.0
    """Seconds: the ceiling stops growing here."""
    asked_cap_s: float = 24 * 3600.0
    """Seconds: a Retry-After beyond this is taken for nonsense and cut."""

    def ceiling_s(self, failures: int) -> float:
        """Return the longest wait after so many failures in a row (1 or more)."""
        return min(self.cap_s, self.base_s * 2.0 ** min(failures - 1, 62))

    def wait_s(self, failures: int, asked_s: float, chance: float) -> float:
        """Return the wait. ``chance`` is random, from 0 to 1; ``asked_s`` is the server's Retry-After."""
        return max(chance * self.ceiling_s(failures), min(asked_s, self.asked_cap_s))


@dataclass(frozen=True)
class Outgoing:
    """An outbox row that was claimed for sending."""

    id: int
    destination: str
    attempts: int
    message: Message


class Outbox:
    """The rows of one database. Threads may share it.

    Waits run on the monotonic clock. Across a restart only the wait itself is kept, shortened by what the
    wall clock says has passed, never by more than the wait and never lengthened: a wrong clock can cost
    one early attempt or one whole wait (15 min), no more.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        backoff: Backoff = Backoff(),
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._vault = vault
        self._backoff = backoff
        self._monotonic = monotonic
        self._wall = wall
        self._chance = chance
        self._due: dict[int | str, tuple[int, float]] = {}  # row or destination: attempts, monotonic time

    def recover(self) -> int:
        """Queue again what a killed program was sending; return how many. If it arrived, the key tells."""
        with self._database.transaction() as connection:
            return connection.execute("UPDATE outbox SET state = 'queued' WHERE state = 'sending'").rowcount

    def claim(self, destination: str) -> Outgoing | None:
        """Take the first row that is due and mark it as being sent; None if none is due."""
        for row_id, remaining in self._waiting(destination):
            if remaining <= 0:
                outgoing = self._take(row_id)
                if outgoing is not None:
                    return outgoing
        return None

    def wait_s(self, destination: str) -> float | None:
        """Return the seconds until a row is due (0 or more); None if nothing is queued."""
        return min((max(0.0, remaining) for _, remaining in self._waiting(destination)), default=None)

    def arrived(self, outgoing: Outgoing, receipt: Receipt) -> None:
        """Mark the row as sent, erase its bytes, and let the others go if the destination had been paused."""
        received_at = receipt.received_at.isoformat() if receipt.received_at else ""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE outbox SET state = 'sent', payload = NULL, reason = '', "
                "reference = ?, received_at = ? WHERE id = ?",
                (receipt.reference, received_at, outgoing.id),
            )
            self._resume(connection, outgoing.destination)
        self._due.pop(outgoing.id, None)

    def failed(self, outgoing: Outgoing, failure: SendError) -> None:
        """Let the row wait, or all of its destination if that is unreachable, or set the row aside.

        If another process has sent the row meanwhile, it stays sent.
        """
        with self._database.transaction() as connection:
            if isinstance(failure, UnreachableError):
                self._pause(connection, outgoing, failure)
                return
            self._resume(connection, outgoing.destination)
            failures = outgoing.attempts + 1
            wait = self._backoff.wait_s(failures, failure.after_s, self._chance())
            connection.execute(
                "UPDATE outbox SET state = ?, attempts = ?, wait_s = ?, failed_at = ?, reason = ? "
                "WHERE id = ? AND state = 'sending'",
                (
                    State.SET_ASIDE if isinstance(failure, RefusedError) else State.QUEUED,
                    failures,
                    wait,
                    self._wall(),
                    failure.reason,
                    outgoing.id,
                ),
            )
        self._due[outgoing.id] = (failures, self._monotonic() + wait)

    def back_to_queue(self, ticket_id: str | None = None) -> int:
        """Send what was set aside or waits once more, now: one ticket's rows, or all. Return how many."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM pauses")
            return connection.execute(
                "UPDATE outbox SET state = 'queued', attempts = 0, wait_s = 0, failed_at = 0 "
                "WHERE (state = 'set-aside' OR state = 'queued') AND (?1 IS NULL OR ticket_id = ?1)",
                (ticket_id,),
            ).rowcount

    def sent_to(self, destination: str) -> set[str]:
        """Return the ids of the tickets that a destination has confirmed."""
        with self._database.reading() as connection:
            return {
                ticket_id
                for (ticket_id,) in connection.execute(
                    "SELECT ticket_id FROM outbox WHERE destination = ? AND state = 'sent'", (destination,)
                )
            }

    def send_again(self, destination: str, ticket_ids: Iterable[str]) -> int:
        """Queue tickets for a destination that has lost them; return how many."""
        with self._database.transaction() as connection:
            return connection.executemany(
                "UPDATE outbox SET state = 'queued', attempts = 0, wait_s = 0, failed_at = 0, "
                "payload = (SELECT sealed FROM tickets WHERE tickets.id = outbox.ticket_id) "
                "WHERE ticket_id = ? AND destination = ? AND state = 'sent'",
                [(ticket_id, destination) for ticket_id in ticket_ids],
            ).rowcount

    def counts(self) -> dict[State, int]:
        """Return how many rows are in each state."""
        with self._database.reading() as connection:
            found = dict(connection.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())
        return {state: found.get(state, 0) for state in State}

    def paused(self, destination: str) -> str:
        """Return why nothing is sent to a destination now; empty while it is reachable."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT reason FROM pauses WHERE destination = ?", (destination,)
            ).fetchone()
        return str(row[0]) if row else ""

    def _waiting(self, destination: str) -> list[tuple[int, float]]:
        """List the rows that may go next, in order, each with the seconds it still has to wait."""
        with self._database.reading() as connection:
            pause = connection.execute(
                "SELECT attempts, wait_s, failed_at FROM pauses WHERE destination = ?", (destination,)
            ).fetchone()
            rows = connection.execute(
                "SELECT id, attempts, wait_s, failed_at FROM outbox AS row "
                "WHERE destination = ? AND state = 'queued' AND NOT EXISTS ("
                "  SELECT 1 FROM outbox AS before WHERE before.ticket_id = row.ticket_id "
                "  AND before.destination = row.destination AND before.id < row.id "
                "  AND before.state <> 'sent') ORDER BY id",
                (destination,),
            ).fetchall()
        held = self._remaining(destination, *pause) if pause else 0.0
        return [(row_id, max(held, self._remaining(row_id, *rest))) for row_id, *rest in rows]

    def _remaining(self, what: int | str, attempts: int, wait_s: float, failed_at: float) -> float:
        known = self._due.get(what)
        if known is None or known[0] != attempts:  # a failure before this start, or a person's "retry"
            passed = min(max(self._wall() - failed_at, 0.0), wait_s)
            known = self._due[what] = (attempts, self._monotonic() + wait_s - passed)
        return known[1] - self._monotonic()

    def _take(self, row_id: int) -> Outgoing | None:
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT ticket_id, destination, key, attempts, payload, sealed FROM outbox "
                "JOIN tickets ON tickets.id = ticket_id WHERE outbox.id = ? AND state = 'queued'",
                (row_id,),
            ).fetchone()
            if row is None:
                return None  # another process took it
            ticket_id, destination, key, attempts, *copies = row
            for sealed in copies:
                try:
                    payload = self._vault.open(sealed, ticket_id)
                except UnreadableError:
                    continue
                connection.execute("UPDATE outbox SET state = 'sending' WHERE id = ?", (row_id,))
                message = Message(kind=Kind.TICKET, key=key, ticket_id=ticket_id, payload=payload)
                return Outgoing(row_id, destination, attempts, message)
            connection.execute(
                "UPDATE outbox SET state = 'set-aside', reason = ? WHERE id = ?",
                ("what is stored about it is damaged and does not decrypt", row_id),
            )
            return None

    def _pause(self, connection: sqlite3.Connection, outgoing: Outgoing, failure: UnreachableError) -> None:
        destination = outgoing.destination
        row = connection.execute(
            "SELECT attempts FROM pauses WHERE destination = ?", (destination,)
        ).fetchone()
        failures = (row[0] if row else 0) + 1
        wait = self._backoff.wait_s(failures, failure.after_s, self._chance())
        connection.execute(
            "INSERT OR REPLACE INTO pauses (destination, attempts, wait_s, failed_at, reason) "
            "VALUES (?, ?, ?, ?, ?)",
            (destination, failures, wait, self._wall(), failure.reason),
        )
        connection.execute(
            "UPDATE outbox SET state = 'queued' WHERE id = ? AND state = 'sending'", (outgoing.id,)
        )
        self._due[destination] = (failures, self._monotonic() + wait)

    def _resume(self, connection: sqlite3.Connection, destination: str) -> None:
        connection.execute("DELETE FROM pauses WHERE destination = ?", (destination,))
        self._due.pop(destination, None)


def put(connection: sqlite3.Connection, ticket_id: str, destination: str, payload: bytes) -> None:
    """Queue a ticket's sealed payload, within the transaction that saves the ticket."""
    connection.execute(
        "INSERT INTO outbox (ticket_id, destination, key, payload) VALUES (?, ?, ?, ?)",
        (ticket_id, destination, ticket_id, payload),
    )


def note_sent(
    connection: sqlite3.Connection, ticket_id: str, destination: str, reference: str, received_at: str
) -> None:
    """Note that a destination has a ticket that was taken over from elsewhere."""
    connection.execute(
        "INSERT INTO outbox (ticket_id, destination, key, state, reference, received_at) "
        "VALUES (?1, ?2, ?1, 'sent', ?3, ?4) ON CONFLICT (destination, key) DO UPDATE "
        "SET state = 'sent', payload = NULL, reference = ?3, received_at = ?4",
        (ticket_id, destination, reference, received_at),
    )
