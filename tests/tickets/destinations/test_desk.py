"""What a destination promises: once for each key, and a failure that says what to do with the ticket."""

from __future__ import annotations

import dataclasses
import logging
import sqlite3
from pathlib import Path

import pytest

from kiosk.tickets.destinations.base import (
    Check,
    Destination,
    Progress,
    RefusedError,
    Status,
    TryLaterError,
    UnreachableError,
    failure,
    retry_after_s,
)
from kiosk.tickets.message import Kind, Message
from kiosk.tickets.ticket import Ticket
from tests.tickets.conftest import Station, at_desk, desk_of, request, sent


def test_the_desk_keeps_a_ticket_once_and_answers_the_same_again(station: Station) -> None:
    tickets = station.open()
    ticket = tickets.save(request())
    first = desk_of(tickets).send(sent(ticket))
    assert desk_of(tickets).send(sent(ticket)) == first
    assert first.reference == ticket.number
    assert at_desk(tickets) == [ticket]


def test_the_desk_refuses_other_content_under_a_known_key(station: Station) -> None:
    tickets = station.open()
    ticket = tickets.save(request())
    desk_of(tickets).send(sent(ticket))
    other = dataclasses.replace(ticket, text="something else")
    with pytest.raises(RefusedError, match="other content"):
        desk_of(tickets).send(sent(other))
    assert at_desk(tickets) == [ticket]


def test_the_desk_refuses_what_is_no_ticket_or_not_the_keys(station: Station) -> None:
    tickets = station.open()
    ticket = tickets.save(request())
    with pytest.raises(RefusedError, match="no ticket"):
        desk_of(tickets).send(dataclasses.replace(sent(ticket), payload=b"{}"))
    with pytest.raises(RefusedError, match="was sent with ticket"):
        desk_of(tickets).send(sent(ticket, "another key"))


def test_the_desk_says_that_what_it_has_is_open_and_knows_no_other(station: Station) -> None:
    tickets = station.open()
    ticket = tickets.save(request())
    receipt = desk_of(tickets).send(sent(ticket))
    status = desk_of(tickets).status(receipt.reference)
    assert status == Status(progress=Progress.OPEN, updated_at=receipt.received_at)
    assert desk_of(tickets).status("10009999") is None
    assert desk_of(tickets).check() == Check("the desk built in; tickets received: 1")


def test_what_follows_a_ticket_is_kept_once_at_the_desk_and_a_withdrawn_ticket_is_closed(
    station: Station,
) -> None:
    tickets = station.open()
    desk, ticket = desk_of(tickets), tickets.save(request())
    withdrawal = Message(
        kind=Kind.WITHDRAWAL, key="w-1", ticket_id=ticket.id, payload=b'{"text":"never mind"}'
    )
    with pytest.raises(TryLaterError, match="is not here"):
        desk.send(withdrawal)
    desk.send(sent(ticket))
    assert desk.send(withdrawal) == desk.send(withdrawal)
    with pytest.raises(RefusedError, match="other content"):
        desk.send(dataclasses.replace(withdrawal, payload=b"{}"))
    assert progress(desk, ticket) is Progress.CLOSED
    desk.send(Message(kind=Kind.REOPENING, key="r-1", ticket_id=ticket.id, payload=b"{}"))
    assert progress(desk, ticket) is Progress.OPEN


def progress(desk: Destination, ticket: Ticket) -> Progress | None:
    status = desk.status(ticket.number)
    return status.progress if status else None


def test_a_desk_that_cannot_write_makes_all_tickets_wait(
    station: Station, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr("kiosk.tickets.sentences.BUSY_S", 0.1)
    tickets = station.open()
    ticket = tickets.save(request())
    holder = sqlite3.connect(station.data / "desk.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(UnreachableError, match="held by another program"):
        desk_of(tickets).send(sent(ticket))
    holder.close()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, RefusedError), (401, UnreachableError), (403, UnreachableError), (404, RefusedError),
        (408, TryLaterError), (409, TryLaterError), (422, RefusedError), (429, UnreachableError),
        (500, TryLaterError), (503, TryLaterError),
    ],
)  # fmt: skip
def test_each_http_status_means_one_of_three_things(status: int, kind: type) -> None:
    told = failure(status, "said the server", after_s=7)
    assert type(told) is kind
    assert told.reason == f"{status}: said the server"
    assert told.after_s == (0 if kind is RefusedError else 7)


@pytest.mark.parametrize(
    ("header", "date", "seconds"),
    [
        (None, None, 0),
        ("120", None, 120),
        (" 5 ", None, 5),
        ("Tue, 24 Nov 2026 08:02:00 GMT", "Tue, 24 Nov 2026 08:00:00 GMT", 120),
        ("Tue, 24 Nov 2026 08:00:00 GMT", "Tue, 24 Nov 2026 08:02:00 GMT", 0),
        ("Tue, 24 Nov 2026 08:00:00", "Tue, 24 Nov 2026 08:00:00 GMT", 0),
        ("Tue, 24 Nov 2020 08:00:00 GMT", None, 0),
        ("soon", None, 0),
        ("-5", None, 0),
        ("", None, 0),
    ],
)
def test_retry_after_is_seconds_or_a_date_by_the_servers_own_clock(
    header: str | None, date: str | None, seconds: float
) -> None:
    assert retry_after_s(header, date) == seconds


def test_a_desk_whose_copy_is_damaged_takes_it_anew(station: Station) -> None:
    tickets = station.open()
    ticket = tickets.save(request())
    desk_of(tickets).send(sent(ticket))
    _spoil(station.data / "desk.db")
    assert at_desk(tickets) == []
    desk_of(tickets).send(sent(ticket))
    assert at_desk(tickets) == [ticket]


def _spoil(desk: Path) -> None:
    connection = sqlite3.connect(desk, isolation_level=None)
    connection.execute("UPDATE received SET sealed = x'0102'")
    connection.close()
