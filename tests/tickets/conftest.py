"""A kiosk's folders, requests to save, and a destination that does as it is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.tickets.destinations.base import Check, Destination, Receipt, Status
from kiosk.tickets.destinations.desk import Desk
from kiosk.tickets.message import Kind, Message
from kiosk.tickets.outbox import State
from kiosk.tickets.ticket import Contact, NewTicket, Ticket
from kiosk.tickets.tickets import Tickets
from kiosk.tickets.vault import Vault


@dataclass
class Station:
    """A kiosk's folders, and the ways to open what is in them."""

    root: Path
    opened: list[Tickets] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def key(self) -> Path:
        return self.root / "config" / "tickets.key"

    @property
    def vault(self) -> Vault:
        return Vault(bytes.fromhex(self.key.read_text()))

    def after_a_power_cut(self) -> Station:
        """Return a station with what is on the disk now, while the tickets here are still open."""
        cut = Station(self.root / f"cut-{len(list(self.root.iterdir()))}", self.opened)
        for folder, copied in ((self.data, cut.data), (self.key.parent, cut.key.parent)):
            shutil.copytree(folder, copied)
        return cut

    def open(
        self, *destinations: Destination, repair: bool = True, care: bool = True, desk: str | None = "desk"
    ) -> Tickets:
        """Open, with the built-in desk unless destinations are given.

        With ``repair`` and ``care``, wait until all that was damaged has been looked after.
        """
        tickets = Tickets(
            self.data,
            self.key,
            repair=repair,
            destinations=destinations,
            desk=None if destinations else desk,
        )
        self.opened.append(tickets)
        if repair and care:
            tickets.care.everything()
        return tickets


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    station = Station(tmp_path)
    yield station
    for tickets in station.opened:
        tickets.close()


class FakeDestination:
    """Records each attempt; each answers with the next of ``answers``, and with a receipt after those."""

    name = "desk"

    def __init__(self, *answers: Exception) -> None:
        self.answers = list(answers)
        self.attempts: list[tuple[str, bytes]] = []

    def send(self, message: Message) -> Receipt:
        self.attempts.append((message.key, message.payload))
        if self.answers:
            raise self.answers.pop(0)
        return Receipt(f"REF-{len(self.attempts)}")

    def check(self) -> Check:
        return Check("a fake")

    def status(self, reference: str) -> Status | None:
        return None


def ticket(text: str = "我们楼下的路灯坏了三天了", **more: object) -> Ticket:
    """Return a ticket as it was saved."""
    made_at = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    return Ticket.of(request(text, **more), number="10000012", sequence=1, made_at=made_at, station="s-1")


def request(text: str = "我们楼下的路灯坏了三天了", **more: object) -> NewTicket:
    """Return a request as a resident confirms it."""
    contact = Contact(name="王秀英", phone="13812345678")
    given = {"text": text, "language": "zh-CN", "place": "幸福小区北门", "contact": contact} | more
    return NewTicket(**given)  # type: ignore[arg-type]  # the caller names fields of NewTicket


def sent(ticket: Ticket, key: str = "") -> Message:
    """Return a ticket as it is sent, under its own key unless another is given."""
    return Message(kind=Kind.TICKET, key=key or ticket.id, ticket_id=ticket.id, payload=ticket.to_payload())


def desk_of(tickets: Tickets) -> Desk:
    """Return the built-in desk."""
    assert tickets.desk is not None
    return tickets.desk


def at_desk(tickets: Tickets) -> list[Ticket]:
    """Return what the built-in desk has received."""
    return [content for content, _ in desk_of(tickets).received() if isinstance(content, Ticket)]


def everything_sent(tickets: Tickets) -> bool:
    """Whether nothing is left in the outbox."""
    counts = tickets.outbox.counts()
    return counts[State.SENT] == sum(counts.values())
