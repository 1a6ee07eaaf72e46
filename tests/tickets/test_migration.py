"""A database of an earlier version is brought up to date, and what waited in it is sent."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.tickets.schema import MIGRATIONS
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.vault import Vault, load_key
from tests.pace import eventually
from tests.tickets.conftest import FakeDestination, Station, everything_sent, request


@pytest.fixture
def before(station: Station) -> tuple[Station, list[Ticket]]:
    """A station as the first schema left it: a ticket queued, one being sent, one set aside, one sent."""
    station.data.mkdir()
    key, _ = load_key(station.key, may_create=True)
    vault = Vault(key)
    connection = sqlite3.connect(station.data / "tickets.db", isolation_level=None)
    for statement in MIGRATIONS[0]:
        connection.execute(statement)
    connection.execute("PRAGMA user_version = 1")
    connection.execute("INSERT INTO meta VALUES ('key', ?), ('last-sequence', 4)", (vault.fingerprint,))
    made = []
    for sequence, state in enumerate(("queued", "sending", "set-aside", "sent"), 1):
        number = f"1000{sequence:03}0"
        ticket = Ticket.of(
            request(state),
            number=number,
            sequence=sequence,
            made_at=_noon(),
            station="s",
        )
        sealed = vault.seal(ticket.to_payload(), ticket.id)
        connection.execute(
            "INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (sequence, ticket.id, number, ticket.made_at.isoformat(), "other", "normal", "help", sealed),
        )
        connection.execute(
            "INSERT INTO outbox (ticket_id, destination, key, payload, state, attempts, reason, reference) "
            "VALUES (?, 'desk', ?, ?, ?, 2, 'why', 'REF')",
            (ticket.id, ticket.id, None if state == "sent" else sealed, state),
        )
        made.append(ticket)
    connection.execute("INSERT INTO pauses VALUES ('desk', 3, 900, 0, 'no route to host')")
    connection.close()
    (station.data / "reserved-sequence").write_bytes(b"100\n")
    for path in (station.data, *station.data.iterdir()):
        path.chmod(0o700)
    return station, made


def _noon() -> datetime:
    return datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_what_waited_is_sent_once_with_its_bytes_and_what_was_set_aside_when_a_person_says_so(
    before: tuple[Station, list[Ticket]],
) -> None:
    station, made = before
    desk = FakeDestination()
    tickets = station.open(desk)
    assert tickets.problems == []
    assert tickets.outbox.paused("desk") == "no route to host"
    tickets.outbox.back_to_queue()
    tickets.start()
    eventually(lambda: everything_sent(tickets))
    assert desk.attempts == [(ticket.id, ticket.to_payload()) for ticket in made[:3]]
    assert [entry.ticket for entry in tickets.store.entries()] == made
    assert tickets.save(request()).sequence == 5, "no number is left out"


def test_a_damaged_database_of_the_first_schema_is_rescued_too(before: tuple[Station, list[Ticket]]) -> None:
    station, made = before
    path: Path = station.data / "tickets.db"
    with path.open("r+b") as file:
        file.write(b"\xaa" * 100)
    tickets = station.open(FakeDestination())
    assert [entry.ticket for entry in tickets.store.entries()] == made
    assert [entry.state.value for entry in tickets.store.entries()] == ["queued", "queued", "queued", "sent"]
