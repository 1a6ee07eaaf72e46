"""What the services say of a ticket that somebody came back for, and what they write down about it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.conversation.matter import FollowUp, Matter, Progress
from kiosk.conversation.questions import (
    CannotLook,
    Follow,
    Followed,
    HowIsIt,
    NoSuchTicket,
    NotFollowed,
    Stands,
)
from kiosk.services.follow import FollowService
from kiosk.services.guesses import FORGOTTEN_S, MOST_S, Guesses
from kiosk.services.opened import OpenTickets
from kiosk.services.standing import StandingService
from kiosk.tickets.destinations.base import Check, Destination, Receipt, Status, UnreachableError
from kiosk.tickets.destinations.base import Progress as There
from kiosk.tickets.errors import StoreError
from kiosk.tickets.message import FollowUp as Sent
from kiosk.tickets.message import Message
from kiosk.tickets.tickets import Tickets
from tests.pace import patience
from tests.tickets.conftest import Station, desk_of, everything_sent, request

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
CLOSED = Status(
    progress=There.CLOSED, department="Lamps", answer="It is mended.", updated_at=NOW - timedelta(days=2)
)


class City:
    """A destination that says what it is told to."""

    name = "city"

    def __init__(self) -> None:
        self.says: Callable[[], Status | None] = lambda: CLOSED
        self.took: list[Message] = []

    def send(self, message: Message) -> Receipt:
        self.took.append(message)
        return Receipt("C-7")

    def check(self) -> Check:
        return Check("a city")

    def status(self, reference: str) -> Status | None:
        assert reference == "C-7"
        return self.says()


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    station = Station(tmp_path)
    yield station
    for tickets in station.opened:
        tickets.close()


def opened(station: Station, *destinations: Destination) -> tuple[OpenTickets, Tickets]:
    door = OpenTickets(lambda: station.open(*destinations))
    return door, door.get()


def sent(tickets: Tickets) -> None:
    """Wait until the couriers have sent everything."""
    limit = patience(20)
    tick = threading.Event()
    for _ in range(round(limit / 0.02)):
        if everything_sent(tickets):
            return
        tick.wait(0.02)
    raise AssertionError("not everything was sent")


def matter(service: StandingService, number: str) -> Matter:
    answer = service(HowIsIt(number))
    assert isinstance(answer, Stands)
    return answer.matter


def test_a_ticket_that_the_desk_has_is_open(station: Station) -> None:
    door, tickets = opened(station)
    number = tickets.save(request(category="street_light")).number
    sent(tickets)
    found = matter(StandingService(door), number)
    assert (found.progress, found.category, found.number) == (Progress.OPEN, "street_light", number)


def test_what_was_not_sent_yet_is_said_to_wait_here(station: Station) -> None:
    class Off(City):
        def send(self, message: Message) -> Receipt:
            raise UnreachableError("no network")

    door, tickets = opened(station, Off())
    assert matter(StandingService(door), tickets.save(request()).number).progress is Progress.KEPT


def test_the_citys_word_counts_and_its_last_one_where_it_cannot_be_asked(station: Station) -> None:
    city, clock = City(), [NOW]
    door, tickets = opened(station, city)
    number = tickets.save(request()).number
    sent(tickets)
    service = StandingService(door, now=lambda: clock[0])
    found = matter(service, number)
    assert (found.progress, found.handled_by, found.answer) == (Progress.CLOSED, "Lamps", "It is mended.")
    assert (found.updated_at, found.as_of) == (CLOSED.updated_at, None)

    def down() -> Status | None:
        raise UnreachableError("no network")

    city.says, clock[0] = down, NOW + timedelta(days=1)
    found = matter(service, number)
    assert (found.progress, found.answer, found.as_of) == (Progress.CLOSED, "It is mended.", NOW)


def test_nobody_waits_for_a_city_that_hangs_and_what_it_says_later_is_there_the_next_time(
    station: Station,
) -> None:
    city, answers, answered = City(), threading.Event(), threading.Event()
    door, tickets = opened(station, city)
    number = tickets.save(request()).number
    sent(tickets)

    def hangs() -> Status | None:
        answers.wait(patience(20))
        answered.set()
        return CLOSED

    city.says = hangs
    service = StandingService(door, waits_s=0.01)
    assert matter(service, number).progress is Progress.OPEN
    answers.set()
    assert answered.wait(patience(20))
    city.says = lambda: CLOSED
    service = StandingService(door, waits_s=patience(20))
    assert matter(service, number).progress is Progress.CLOSED


def test_a_reminder_goes_out_behind_its_ticket_once_a_day(station: Station) -> None:
    city, clock = City(), [NOW]
    door, tickets = opened(station, city)
    number = tickets.save(request()).number
    service = FollowService(door, now=lambda: clock[0])
    again = Follow(number, FollowUp.REMINDER, "en")
    assert [service(again), service(again)] == [Followed(), Followed()]
    clock[0] += timedelta(days=1)
    assert service(again) == Followed()
    sent(tickets)
    assert [message.kind.value for message in city.took] == ["ticket", "reminder", "reminder"]


def test_what_was_taken_back_is_so_for_the_next_who_asks_and_the_desk_has_it(station: Station) -> None:
    door, tickets = opened(station)
    number = tickets.save(request()).number
    assert FollowService(door)(Follow(number, FollowUp.WITHDRAWAL, "zh-CN")) == Followed()
    assert matter(StandingService(door), number).progress is Progress.WITHDRAWN
    sent(tickets)
    kinds = [content.kind for content, _ in desk_of(tickets).received() if isinstance(content, Sent)]
    assert kinds == ["withdrawal"]


def test_what_cannot_be_written_is_said(station: Station) -> None:
    door, _ = opened(station)
    assert FollowService(door)(Follow("10000012", FollowUp.REMINDER, "en")) == NotFollowed()


def test_where_the_tickets_cannot_be_opened_nobody_can_look() -> None:
    def shut() -> Tickets:
        raise StoreError("the disk is gone")

    assert StandingService(OpenTickets(shut))(HowIsIt("10000012")) == CannotLook()


def test_a_number_that_nobody_has_is_not_found_nor_logged(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    door, _ = opened(station)
    assert StandingService(door)(HowIsIt("10000012")) == NoSuchTicket()
    assert "no ticket has" in caplog.text
    assert "10000012" not in caplog.text


def test_whoever_guesses_waits_longer_each_time_and_is_forgotten_in_the_end() -> None:
    clock = [1000.0]
    guesses = Guesses(lambda: clock[0])
    waits = [guesses.wrong() for _ in range(10)]
    assert waits[:4] == [0.0, 0.0, 2.0, 4.0]
    assert waits == sorted(waits)
    assert waits[-1] == MOST_S
    clock[0] += FORGOTTEN_S + 1
    assert guesses.wrong() == 0.0


def test_who_guesses_waits_for_the_answer_unless_the_kiosk_ends(station: Station) -> None:
    door, _ = opened(station)
    service = StandingService(door)
    answers: list[object] = []
    guessing = threading.Thread(target=lambda: answers.extend(service(HowIsIt("10000012")) for _ in range(6)))
    guessing.start()
    with suppress(RuntimeError):
        guessing.join(0.2)
    assert guessing.is_alive()
    service.hasten()
    guessing.join(patience(20))
    assert answers == [NoSuchTicket()] * 6
