"""How long is kept what: erased in time, never before it has arrived everywhere, never by a wrong clock."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from kiosk.settings import PrivacySettings
from kiosk.tickets.care import Care
from kiosk.tickets.caretaker import Caretaker
from kiosk.tickets.message import Kind
from kiosk.tickets.retention import Retention
from kiosk.tickets.ticket import Contact, Correction
from kiosk.tickets.tickets import Tickets
from tests.pace import eventually
from tests.tickets.conftest import FakeDestination, Station, at_desk, everything_sent, request

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
WORDS = "路灯坏了，我的电话是幺三八一二三四五六七八，我是王秀英"


class Days:
    """A kiosk whose days are told, with a time limit for tickets and one for contacts."""

    def __init__(self, tickets: Tickets, *, contact: int = 0, ticket: int = 0) -> None:
        self.tickets = tickets
        self.now = START
        tickets.store._now = lambda: self.now
        limits = PrivacySettings(contact_days=contact, ticket_days=ticket)
        self._keep = Retention(tickets.store, tickets.eraser, limits, threading.Event(), lambda: self.now)
        self._keep.keep()

    def pass_by(self, days: int) -> None:
        """So many days with the kiosk on."""
        for _ in range(days):
            self.now += timedelta(days=1)
            self._keep.keep()

    def leap(self, to: datetime) -> None:
        """The clock is set to another time."""
        self.now = to
        self._keep.keep()

    @property
    def sequences(self) -> list[int]:
        return [entry.sequence for entry in self.tickets.store.entries()]


def all_sent(tickets: Tickets) -> None:
    """Without the caretaker, who goes by the real clock."""
    for courier in tickets._couriers:
        if not courier.running:
            courier.start()
        courier.wake()
    eventually(lambda: everything_sent(tickets))


def test_a_ticket_is_erased_after_its_days_here_and_at_the_built_in_desk(station: Station) -> None:
    tickets = station.open()
    days = Days(tickets, ticket=3)
    tickets.save(request())
    days.pass_by(1)
    younger = tickets.save(request())
    all_sent(tickets)
    days.pass_by(1)
    assert days.sequences == [1, 2]
    days.pass_by(1)
    assert days.sequences == [2]
    assert at_desk(tickets) == [younger]
    assert [(e.what, e.ticket, e.who, e.more) for e in tickets.audit.entries()] == [
        ("erased", "10000012", "kiosk", "after 3 days")
    ]


def test_nothing_is_erased_before_every_destination_has_it(station: Station) -> None:
    tickets = station.open(FakeDestination())
    days = Days(tickets, ticket=3, contact=2)
    waiting = tickets.save(request())
    days.pass_by(20)
    [entry] = tickets.store.entries()
    assert entry.ticket == waiting
    all_sent(tickets)
    days.pass_by(1)
    assert days.sequences == []


def test_name_and_phone_are_erased_wherever_they_were_said_and_the_words_stay(station: Station) -> None:
    tickets = station.open()
    days = Days(tickets, contact=3)
    correction = Correction(field="text", before="call 138 1234 5678", after="", by="voice")
    contact = Contact(name="王秀英", phone="13812345678")
    saved = tickets.save(request(WORDS, recognized=WORDS, contact=contact, corrections=(correction,)))
    tickets.follow_up(saved.number, Kind.ADDITION, language="zh-CN", text="再打13812345678")
    bare = tickets.save(request("路灯坏了", contact=Contact()))
    all_sent(tickets)
    days.pass_by(3)
    entries = list(tickets.store.entries())
    left = entries[0].ticket
    assert left is not None
    assert left.text == left.recognized == "路灯坏了，我的电话是····，我是····"
    assert (left.contact, left.corrections[0].before) == (Contact(), "call ····")
    assert [each.text for each in tickets.store.follow_ups(saved.id)] == ["再打····"]
    assert (left.place, entries[1].ticket) == (saved.place, bare)
    assert at_desk(tickets) == [left, bare]
    assert [(e.what, e.ticket) for e in tickets.audit.entries()] == [("contact erased", saved.number)]
    tickets.care.everything()
    assert tickets.problems == [], "kiosk and desk agree about what is left"


def test_a_ticket_that_was_used_lately_is_kept(station: Station) -> None:
    tickets = station.open()
    days = Days(tickets, ticket=3)
    saved = tickets.save(request())
    days.pass_by(2)
    tickets.follow_up(saved.number, Kind.REMINDER, language="en")
    all_sent(tickets)
    days.pass_by(2)
    assert days.sequences == [1]
    days.pass_by(1)
    assert days.sequences == []


@pytest.mark.parametrize("wrong", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)])
def test_a_ticket_made_under_a_wrong_clock_is_as_old_as_its_neighbours(
    station: Station, wrong: datetime
) -> None:
    tickets = station.open()
    days = Days(tickets, ticket=3)
    days.leap(wrong)
    tickets.save(request())
    days.leap(START)
    tickets.save(request())
    all_sent(tickets)
    days.pass_by(2)
    assert days.sequences == [1, 2]
    days.pass_by(1)
    assert days.sequences == []


def test_a_leap_of_the_clock_erases_nothing_on_its_day(station: Station) -> None:
    tickets = station.open()
    days = Days(tickets, ticket=30)
    tickets.save(request())
    all_sent(tickets)
    days.leap(datetime(2099, 1, 1, tzinfo=UTC))
    days.leap(datetime(2099, 1, 1, 20, tzinfo=UTC))
    days.leap(START + timedelta(days=1))
    assert days.sequences == [1]


def test_without_limits_all_is_kept(station: Station) -> None:
    tickets = station.open()
    days = Days(tickets)
    tickets.save(request())
    all_sent(tickets)
    days.pass_by(25)
    days.leap(START + timedelta(days=4000))
    days.pass_by(1)
    assert [entry.ticket.contact.name for entry in tickets.store.entries() if entry.ticket] == ["王秀英"]


def test_a_database_that_was_moved_aside_is_deleted_in_time_once_it_is_rescued(station: Station) -> None:
    with station.open() as tickets:
        tickets.save(request())
    (station.data / "tickets.db").rename(station.data / "tickets.damaged-1.db")
    tickets = station.open()
    aside = station.data / "tickets.damaged-1.db"
    assert tickets.store.is_rescued(aside.name)
    days = Days(tickets, contact=5)
    days.leap(datetime.now(UTC))
    days.pass_by(4)
    assert aside.exists()
    days.pass_by(2)
    assert not aside.exists()


class FakeCare:
    """Counts how often it is asked to look whether something is due."""

    days = 0

    def everything(self) -> None:
        """At the start."""

    def daily(self) -> None:
        self.days += 1

    def tidy(self) -> None:
        """When it is quiet."""


def test_a_kiosk_that_is_never_switched_off_finds_the_next_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kiosk.tickets.caretaker.LOOK_S", 0.01)
    caretaker, care = Caretaker(), FakeCare()
    caretaker.start(cast(Care, care))
    eventually(lambda: care.days >= 2)
    assert caretaker.stop()
