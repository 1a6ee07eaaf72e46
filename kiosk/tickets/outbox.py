"""The outbox: what still has to be sent, in the database, so that no end of the program loses it.

A row is a message on its way to one destination: queued, being sent, sent, or set aside (a dead letter: kept
with its reason until a person sends it back to the queue). Each destination is a queue of its own. One bad
message never blocks another ticket's; only messages of the same ticket keep their order.
"""

from __future__ import annotations

import contextlib
import random
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.tickets.backoff import Backoff
from kiosk.tickets.database import Database
from kiosk.tickets.destinations.base import PendingError, Receipt, RefusedError, SendError, UnreachableError
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
class Outgoing:
    """An outbox row that was claimed for sending."""

    id: int
    destination: str
    failures: int
    message: Message
    number: str = ""
    """The ticket's, for staff."""


@dataclass(frozen=True)
class Delivery:
    """What is known of a message at one destination, to be taken over with its ticket.

    ``token`` is what the destination gave in place of a reference (``Message.token``).
    """

    sent: bool
    token: str = ""
    reference: str = ""
    received_at: str = ""


_FIRST = """
    SELECT id, due FROM outbox AS row
    WHERE destination = ? AND state = 'queued' AND NOT EXISTS (
        SELECT 1 FROM outbox AS before WHERE before.ticket_id = row.ticket_id
        AND before.destination = row.destination AND before.id < row.id AND before.state <> 'sent')
    ORDER BY due, id LIMIT 1
"""
"""The row that goes next, found by an index: it takes no longer with more rows."""

_AT_ONCE = "failures = 0, due = 0, wait_s = 0, failed_at = 0"


_BACKOFF = Backoff()


class Outbox:
    """The rows of one database. Threads may share it.

    What a courier notes need not outlive a power cut: what arrived is sent again then, under the same key.

    Waits run on the monotonic clock, which all processes of a machine share until it boots again. Then only
    the wait itself counts, shortened by what the wall clock says has passed, never by more than the wait and
    never lengthened: a wrong clock can cost one early attempt or one whole wait (15 min), no more.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        backoff: Backoff = _BACKOFF,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._vault = vault
        self.backoff = backoff
        self._monotonic = monotonic
        self._wall = wall
        self._chance = chance

    def recover(self, destination: str) -> int:
        """Queue again what a killed program was sending; return how many. If it arrived, the key tells.

        What waits goes on waiting for what is left of it. Any of it may have been tried before a power cut.
        """
        with self._database.transaction() as connection:
            for table, which in (("outbox", "destination = ? AND wait_s > 0"), ("pauses", "destination = ?")):
                connection.execute(
                    f"UPDATE {table} SET due = ? + wait_s - min(max(? - failed_at, 0), wait_s) WHERE {which}",
                    (self._monotonic(), self._wall(), destination),
                )
            connection.execute(
                "UPDATE outbox SET tries = 1 WHERE destination = ? AND state = 'queued' AND tries = 0",
                (destination,),
            )
            return connection.execute(
                "UPDATE outbox SET state = 'queued' WHERE destination = ? AND state = 'sending'",
                (destination,),
            ).rowcount

    def claim(self, destination: str) -> Outgoing | None:
        """Take the first row that is due and mark it as being sent; None if none is due."""
        with self._database.transaction(hasty=True) as connection:
            while (first := self._first(connection, destination)) and first[1] <= 0:
                outgoing = self._take(connection, first[0])
                if outgoing is not None:
                    return outgoing
        return None

    def wait_s(self, destination: str) -> float | None:
        """Return the seconds until a row is due (0 or more); None if nothing is queued."""
        with self._database.reading() as connection:
            first = self._first(connection, destination)
        return max(0.0, first[1]) if first else None

    def arrived(self, outgoing: Outgoing, receipt: Receipt) -> None:
        """Mark the row as sent, and let the others go if the destination had been paused.

        A ticket's bytes are erased once it has arrived everywhere: its own copy is left.
        """
        received_at = receipt.received_at.isoformat() if receipt.received_at else ""
        with self._database.transaction(hasty=True) as connection:
            connection.execute(
                "UPDATE outbox SET state = 'sent', reason = '', reference = ?, received_at = ? WHERE id = ?",
                (receipt.reference, received_at, outgoing.id),
            )
            connection.execute(
                "UPDATE messages SET sealed = NULL WHERE key = ?1 AND kind = 'ticket' AND NOT EXISTS ("
                "SELECT 1 FROM outbox WHERE ticket_id = ?1 AND key = ?1 AND state <> 'sent')",
                (outgoing.message.key,),
            )
            connection.execute("DELETE FROM pauses WHERE destination = ?", (outgoing.destination,))

    def failed(self, outgoing: Outgoing, failure: SendError) -> None:
        """Let the row wait, or all of its destination if that is unreachable, or set the row aside.

        If another process has sent the row meanwhile, it stays sent.
        """
        with self._database.transaction(hasty=True) as connection:
            if isinstance(failure, UnreachableError):
                self._pause(connection, outgoing, failure)
                return
            connection.execute("DELETE FROM pauses WHERE destination = ?", (outgoing.destination,))
            failures = outgoing.failures + 1
            wait = self.backoff.wait_s(failures, failure.after_s, self._chance())
            connection.execute(
                "UPDATE outbox SET state = ?, failures = ?, due = ?, wait_s = ?, failed_at = ?, reason = ?, "
                "token = ? WHERE id = ? AND state = 'sending'",
                (
                    State.SET_ASIDE if isinstance(failure, RefusedError) else State.QUEUED,
                    failures,
                    self._monotonic() + wait,
                    wait,
                    self._wall(),
                    failure.reason,
                    failure.token if isinstance(failure, PendingError) else outgoing.message.token,
                    outgoing.id,
                ),
            )

    def back_to_queue(self, ticket_id: str | None = None) -> int:
        """Send what was set aside or waits once more, now: one ticket's rows, or all. Return how many."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM pauses")
            return connection.execute(
                f"UPDATE outbox SET state = 'queued', {_AT_ONCE} "
                "WHERE (state = 'set-aside' OR state = 'queued') AND (?1 IS NULL OR ticket_id = ?1)",
                (ticket_id,),
            ).rowcount

    def sent_to(self, destination: str) -> set[str]:
        """Return the keys of the messages that a destination has confirmed."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT key FROM outbox WHERE destination = ? AND state = 'sent'", (destination,)
            )
            return {key for (key,) in rows}

    def send_again(self, destination: str, keys: Iterable[str]) -> int:
        """Queue messages for a destination that has lost them; return how many."""
        with self._database.transaction() as connection:
            return connection.executemany(
                f"UPDATE outbox SET state = 'queued', {_AT_ONCE} "
                "WHERE destination = ? AND key = ? AND state = 'sent'",
                [(destination, key) for key in keys],
            ).rowcount

    def counts(self) -> dict[State, int]:
        """Return how many rows are in each state."""
        with self._database.reading() as connection:
            found = dict(connection.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())
        return {state: found.get(state, 0) for state in State}

    def waiting(self) -> dict[str, int]:
        """Return how many rows wait for each destination."""
        with self._database.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT destination, count(*) FROM outbox WHERE state <> 'sent' GROUP BY destination"
                ).fetchall()
            )

    def paused(self, destination: str) -> str:
        """Return why nothing is sent to a destination now; empty while it is reachable."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT reason FROM pauses WHERE destination = ?", (destination,)
            ).fetchone()
        return str(row[0]) if row else ""

    def _first(self, connection: sqlite3.Connection, destination: str) -> tuple[int, float] | None:
        """Return the row that may go next, and the seconds that it still has to wait."""
        row = connection.execute(_FIRST, (destination,)).fetchone()
        pause = connection.execute("SELECT due FROM pauses WHERE destination = ?", (destination,)).fetchone()
        return row and (row[0], max(row[1], pause[0] if pause else 0.0) - self._monotonic())

    def _take(self, connection: sqlite3.Connection, row_id: int) -> Outgoing | None:
        row = connection.execute(
            "SELECT row.ticket_id, row.destination, row.key, row.failures, row.tries, row.token, "
            "messages.kind, coalesce(first.reference, ''), messages.sealed, "
            "tickets.number, iif(messages.kind = 'ticket', tickets.sealed, NULL) "
            "FROM outbox AS row JOIN messages ON messages.key = row.key "
            "JOIN tickets ON tickets.id = row.ticket_id LEFT JOIN outbox AS first "
            "ON first.destination = row.destination AND first.key = row.ticket_id AND first.id <> row.id "
            "WHERE row.id = ?",
            (row_id,),
        ).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a row of the outbox has no message")
        ticket_id, destination, key, failures, tries, token, kind, reference, frozen, number, own = row
        payload = self._opened((frozen, own), key)
        if payload is None:
            connection.execute(
                "UPDATE outbox SET state = 'set-aside', reason = ? WHERE id = ?",
                ("what is stored about it is damaged and does not decrypt", row_id),
            )
            return None
        connection.execute("UPDATE outbox SET state = 'sending', tries = tries + 1 WHERE id = ?", (row_id,))
        message = Message(
            kind=Kind(kind),
            key=key,
            ticket_id=ticket_id,
            payload=payload,
            reference=reference,
            again=tries > 0,
            token=token,
        )
        return Outgoing(row_id, destination, failures, message, number)

    def _opened(self, copies: Iterable[bytes | None], key: str) -> bytes | None:
        for sealed in copies:
            with contextlib.suppress(UnreadableError):
                if sealed is not None:
                    return self._vault.open(sealed, key)
        return None

    def _pause(self, connection: sqlite3.Connection, outgoing: Outgoing, failure: UnreachableError) -> None:
        destination = outgoing.destination
        row = connection.execute(
            "SELECT attempts FROM pauses WHERE destination = ?", (destination,)
        ).fetchone()
        failures = (row[0] if row else 0) + 1
        wait = self.backoff.wait_s(failures, failure.after_s, self._chance())
        connection.execute(
            "INSERT OR REPLACE INTO pauses (destination, attempts, wait_s, failed_at, reason, due) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (destination, failures, wait, self._wall(), failure.reason, self._monotonic() + wait),
        )
        connection.execute(
            "UPDATE outbox SET state = 'queued' WHERE id = ? AND state = 'sending'", (outgoing.id,)
        )


def put(
    connection: sqlite3.Connection,
    message: tuple[str, Kind, str, bytes | None],
    destinations: Iterable[str],
    known: dict[str, Delivery] | None = None,
) -> None:
    """Queue a message within the transaction that saves it: ticket id, kind, key and sealed bytes.

    Where it was taken over from elsewhere, ``known`` tells by destination what had become of it.
    """
    ticket_id, _, key, _ = message
    connection.execute("INSERT INTO messages (ticket_id, kind, key, sealed) VALUES (?, ?, ?, ?)", message)
    for destination in dict.fromkeys((*destinations, *(known or ()))):
        delivery = (known or {}).get(destination, Delivery(sent=False))
        connection.execute(
            "INSERT INTO outbox (ticket_id, destination, key, state, tries, token, reference, received_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                ticket_id,
                destination,
                key,
                State.SENT if delivery.sent else State.QUEUED,
                known is not None,
                delivery.token,
                delivery.reference,
                delivery.received_at,
            ),
        )
