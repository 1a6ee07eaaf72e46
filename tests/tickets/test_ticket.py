"""A ticket and its payload are the same thing, written in two ways."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tickets.ticket import SCHEMA, BadPayloadError, Contact, Correction, NewTicket, Ticket

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
requests = st.builds(
    NewTicket,
    text=texts,
    language=texts,
    recognized=texts,
    corrections=st.lists(st.builds(Correction, field=texts, before=texts, after=texts, by=texts)).map(tuple),
    place=texts,
    contact=st.builds(Contact, name=texts, phone=texts, may_call=st.booleans()),
)
tickets = st.builds(
    Ticket.of,
    requests,
    number=texts,
    sequence=st.integers(1, 2**53),
    made_at=st.datetimes(timezones=offsets, min_value=datetime(1970, 1, 3), max_value=datetime(2100, 1, 1)),
    station=texts,
)


def a_ticket() -> Ticket:
    new = NewTicket(text="路灯坏了", language="zh-CN")
    return Ticket.of(
        new, number="10000012", sequence=1, made_at=datetime(2026, 11, 24, tzinfo=UTC), station="s"
    )


@given(tickets)
def test_a_ticket_comes_back_from_its_payload_as_it_was(ticket: Ticket) -> None:
    assert Ticket.from_payload(ticket.to_payload()) == ticket


@given(tickets)
def test_a_ticket_always_gives_the_same_bytes(ticket: Ticket) -> None:
    assert Ticket.from_payload(ticket.to_payload()).to_payload() == ticket.to_payload()


def test_a_payload_names_its_schema_and_keeps_hanzi_readable() -> None:
    payload = a_ticket().to_payload()
    assert json.loads(payload)["schema"] == SCHEMA
    assert "路灯坏了".encode() in payload


def test_a_field_of_a_later_program_is_passed_over() -> None:
    ticket = a_ticket()
    later = json.loads(ticket.to_payload()) | {"colour": "green"}
    assert Ticket.from_payload(json.dumps(later).encode()) == ticket


def test_a_ticket_of_a_later_schema_is_refused_with_what_to_do() -> None:
    later = json.loads(a_ticket().to_payload()) | {"schema": SCHEMA + 1}
    with pytest.raises(BadPayloadError, match="update it"):
        Ticket.from_payload(json.dumps(later).encode())


@pytest.mark.parametrize(
    "payload",
    [b"", b"[]", b"{}", b'{"schema": true}', b'{"schema": 1}', b"\xff", b'{"schema": 1, "text": 3}'],
)
def test_bytes_that_are_no_ticket_are_told_in_a_sentence(payload: bytes) -> None:
    with pytest.raises(BadPayloadError, match="no ticket"):
        Ticket.from_payload(payload)


def test_a_time_without_its_offset_is_refused() -> None:
    naive = json.loads(a_ticket().to_payload()) | {"made_at": "2026-11-24T08:00:00"}
    with pytest.raises(BadPayloadError, match="offset"):
        Ticket.from_payload(json.dumps(naive).encode())


def test_a_ticket_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        a_ticket().text = "other"  # type: ignore[misc]  # that it is frozen is what is tested


def test_two_requests_in_the_same_words_are_two_tickets() -> None:
    assert NewTicket(text="a", language="en").id != NewTicket(text="a", language="en").id
