"""The kiosk's own tickets, each saved together with its outbox rows: all are on the disk, or none is."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from kiosk.tickets import erased, number, numbering, outbox
from kiosk.tickets.anonymous import without_contact
from kiosk.tickets.clock import local_now
from kiosk.tickets.database import Damaged, Database
from kiosk.tickets.errors import StoreError, UnknownTicketError, UnreadableError
from kiosk.tickets.marks import Marks
from kiosk.tickets.message import Content, FollowUp, Kind
from kiosk.tickets.numbering import Gap, Numbering
from kiosk.tickets.reading import Reading
from kiosk.tickets.rescue import Found
from kiosk.tickets.schema import MIGRATIONS
from kiosk.tickets.ticket import BadPayloadError, NewTicket, Ticket, new_id
from kiosk.tickets.vault import Vault

log = logging.getLogger(__name__)


class Store(Reading):
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
        self._station = station
        self._now = now
        self._numbering = Numbering(Marks(path.parent), kiosk)
        super().__init__(
            Database(
                path,
                MIGRATIONS,
                known=self._numbering.must_be_known,
                begin=lambda connection: self._numbering.begin(connection, path, vault),
                damaged=damaged,
            ),
            vault,
        )

    @property
    def kiosk(self) -> int:
        """The first two digits of its tickets' numbers."""
        return self._numbering.kiosk

    def add(self, new: NewTicket, destinations: Iterable[str]) -> Ticket:
        """Give the request its number and save it, queued for each of ``destinations``.

        It is on the disk when this returns. Adding the same ``new.id`` again returns the ticket it became.
        Raises :class:`StoreFullError` and its kin; nothing is written then, and no number is used up.
        """
        with self.database.transaction() as connection:
            held = connection.execute("SELECT sealed FROM tickets WHERE id = ?", (new.id,)).fetchone()
            if held is not None:
                return self.opened(new.id, held[0])
            sequence = self._numbering.take(connection)
            ticket = Ticket.of(
                new,
                number=number.make(self.kiosk, sequence),
                sequence=sequence,
                made_at=self._now(),
                station=self._station,
            )
            if not _insert(connection, ticket, self._vault.seal(ticket.to_payload(), ticket.id)):
                raise sqlite3.DatabaseError(f"its next number, {ticket.number}, is there already")
            sealed = self._vault.seal(ticket.to_payload(), ticket.id)
            outbox.put(connection, (ticket.id, Kind.TICKET, ticket.id, sealed), destinations)
        self._confirm()
        return ticket

    def add_follow_up(
        self, wanted: str, kind: Kind, *, language: str, text: str = "", rating: int = 0, key: str = ""
    ) -> FollowUp:
        """Save what a resident does about a ticket, queued behind it wherever it went.

        ``wanted`` is the ticket's number (digits only). Adding the same ``key`` again adds nothing.
        Raises :class:`UnknownTicketError` where there is no such ticket, and as :meth:`add` does.
        """
        with self.database.transaction() as connection:
            row = connection.execute("SELECT id FROM tickets WHERE number = ?", (wanted,)).fetchone()
            if row is None:
                raise UnknownTicketError(f"there is no ticket {number.show(wanted)} on this kiosk.")
            follow_up = FollowUp(
                id=key or new_id(),
                kind=kind,
                ticket_id=row[0],
                number=wanted,
                made_at=self._now(),
                station=self._station,
                language=language,
                text=text,
                rating=rating,
            )
            held = connection.execute("SELECT sealed FROM messages WHERE key = ?", (follow_up.id,)).fetchone()
            if held is not None:
                return FollowUp.from_payload(self._vault.open(held[0], follow_up.id))
            sealed = self._vault.seal(follow_up.to_payload(), follow_up.id)
            outbox.put(connection, (row[0], kind, follow_up.id, sealed), _asked(connection, row[0]))
            self._numbering.count_follow_up(connection)
        self._confirm()
        return follow_up

    def adopt(self, found: Iterable[Found], destinations: Iterable[str]) -> tuple[int, list[str]]:
        """Take over what is not here or cannot be read here, queued where it was not sent.

        Return how many tickets there were, and which could not be taken: a ticket whose number another has,
        or what followed a ticket that is not here.
        """
        count, refused = 0, []
        with self.database.transaction() as connection:
            for each in found:
                taken = (
                    self._adopt_ticket(connection, each, each.content, tuple(destinations))
                    if isinstance(each.content, Ticket)
                    else _adopt_follow_up(connection, each, each.content)
                )
                if taken is None:
                    refused.append(each.content.number)
                elif taken and isinstance(each.content, Ticket):
                    count += 1
        return count, refused

    def erase(self, numbers: Sequence[str]) -> None:
        """Delete tickets and all that followed them; their numbers stay used, and no copy is taken over."""
        with self.database.transaction() as connection:
            erased.erase(connection, self._numbering.marks, numbers)

    def erased_still_here(self) -> list[str]:
        """Return the numbers of tickets that were noted as erased and are here all the same."""
        with self.database.reading() as connection:
            return erased.still_here(connection)

    def erased_among(self, numbers: Iterable[str]) -> list[str]:
        """Return those of the numbers whose tickets were erased."""
        with self.database.reading() as connection:
            return erased.among(connection, numbers)

    def holds_contact(self, wanted: str) -> bool:
        """Whether a ticket or what followed it has a name or phone number in it."""
        ticket, followed = self._all_of(wanted)
        contents: list[Content] = [*followed, *([ticket] if ticket else [])]
        return any(without_contact(each, _name_in(ticket)) != each for each in contents)

    def erase_contact(self, wanted: str) -> None:
        """Write a ticket and what followed it anew, without name and phone number."""
        ticket, followed = self._all_of(wanted)
        name = _name_in(ticket)
        with self.database.transaction() as connection:
            connection.execute("UPDATE tickets SET contact = 0 WHERE number = ?", (wanted,))
            if ticket:
                sealed = self._vault.seal(without_contact(ticket, name).to_payload(), ticket.id)
                connection.execute("UPDATE tickets SET sealed = ? WHERE id = ?", (sealed, ticket.id))
            for each in followed:
                sealed = self._vault.seal(without_contact(each, name).to_payload(), each.id)
                connection.execute("UPDATE messages SET sealed = ? WHERE key = ?", (sealed, each.id))

    def _all_of(self, wanted: str) -> tuple[Ticket | None, list[FollowUp]]:
        entry = self.find(wanted)
        ticket = entry.ticket if entry else None
        return ticket, self.follow_ups(ticket.id) if ticket else []

    def note_rescued(self, file: str, count: int) -> None:
        """Note that all that could be read of a database that was moved aside has been taken over."""
        with self.database.transaction() as connection:
            connection.execute("INSERT INTO meta (name, value) VALUES (?, ?)", (f"rescued:{file}", count))

    def is_rescued(self, file: str) -> bool:
        """Whether that has been noted."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT 1 FROM meta WHERE name = ?", (f"rescued:{file}",)).fetchone()
        return row is not None

    def gaps(self) -> list[Gap]:
        """Return the sequences whose tickets were confirmed and are not here."""
        with self.database.reading() as connection:
            return numbering.gaps(connection)

    @property
    def unknown(self) -> Gap | None:
        """Sequences of which nobody knows whether tickets were confirmed."""
        return self._numbering.unknown

    def lost_follow_ups(self) -> int:
        """Return how many messages that followed a ticket were confirmed and are not here."""
        with self.database.reading() as connection:
            return numbering.lost_follow_ups(connection)

    def likely_number(self) -> str:
        """Return the number that the next ticket gets, if no other process saves one first. Takes nothing."""
        with self.database.reading() as connection:
            return number.make(self.kiosk, self._numbering.next(connection))

    def _adopt_ticket(
        self, connection: sqlite3.Connection, found: Found, ticket: Ticket, destinations: tuple[str, ...]
    ) -> bool | None:
        """Whether a ticket was taken over, or was here; None if it cannot be."""
        if erased.is_erased(connection, ticket.number):
            return False
        if _insert(connection, ticket, found.sealed):
            outbox.put(connection, (ticket.id, Kind.TICKET, ticket.id, None), destinations, found.known)
            return True
        row = connection.execute("SELECT sealed FROM tickets WHERE id = ?", (ticket.id,)).fetchone()
        if row is None:
            return None
        try:
            self.opened(ticket.id, row[0])
        except (UnreadableError, BadPayloadError):
            connection.execute(
                "UPDATE tickets SET sealed = ?, contact = 1 WHERE id = ?", (found.sealed, ticket.id)
            )
            return True
        return False

    def _confirm(self) -> None:
        try:
            with self.database.transaction() as connection:
                self._numbering.confirm(connection)
        except StoreError as error:  # the ticket is saved all the same
            log.error("%s", error)


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


def _adopt_follow_up(connection: sqlite3.Connection, found: Found, follow_up: FollowUp) -> bool | None:
    if erased.is_erased(connection, follow_up.number):
        return False
    if connection.execute("SELECT 1 FROM messages WHERE key = ?", (follow_up.id,)).fetchone():
        return False
    if not connection.execute("SELECT 1 FROM tickets WHERE id = ?", (follow_up.ticket_id,)).fetchone():
        return None
    message = follow_up.ticket_id, follow_up.kind, follow_up.id, found.sealed
    outbox.put(connection, message, _asked(connection, follow_up.ticket_id), found.known)
    return True


def _name_in(ticket: Ticket | None) -> str:
    return ticket.contact.name if ticket else ""


def _asked(connection: sqlite3.Connection, ticket_id: str) -> list[str]:
    """Return the destinations that a ticket goes to."""
    rows = connection.execute("SELECT destination FROM outbox WHERE key = ? ORDER BY id", (ticket_id,))
    return [destination for (destination,) in rows]
