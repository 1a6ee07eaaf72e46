"""What is sent when: the retry policy, pauses, dead letters, and what a restart keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tickets.backoff import Backoff
from kiosk.tickets.destinations.base import (
    PendingError,
    Receipt,
    RefusedError,
    SendError,
    TryLaterError,
    UnreachableError,
)
from kiosk.tickets.errors import UnknownTicketError
from kiosk.tickets.message import Kind
from kiosk.tickets.outbox import Outbox, Outgoing, State
from kiosk.tickets.store import Store
from kiosk.tickets.vault import Vault
from tests.tickets.conftest import request

failures = st.integers(1, 10_000)
chances = st.floats(0, 1)


@given(failures, chances)
def test_a_wait_is_anything_up_to_a_ceiling_of_15_minutes(count: int, chance: float) -> None:
    assert 0 <= Backoff().wait_s(count, 0, chance) <= Backoff().ceiling_s(count) <= 15 * 60


@given(failures)
def test_the_ceiling_doubles_until_it_is_reached(count: int) -> None:
    backoff = Backoff()
    assert backoff.ceiling_s(count + 1) == min(backoff.cap_s, 2 * backoff.ceiling_s(count))


@given(failures, chances, st.floats(0, 24 * 3600))
def test_a_retry_after_is_honoured_beyond_the_ceiling(count: int, chance: float, asked: float) -> None:
    assert Backoff().wait_s(count, asked, chance) >= asked


@given(failures, chances, st.floats(24 * 3600, allow_infinity=True))
def test_a_retry_after_of_over_a_day_is_cut_to_a_day(count: int, chance: float, asked: float) -> None:
    assert Backoff().wait_s(count, asked, chance) == 24 * 3600


@dataclass
class FakeClocks:
    """Time that passes only when told: ``monotonic`` and ``wall`` in seconds."""

    monotonic: float = 1000.0
    wall: float = 1_800_000_000.0

    def pass_s(self, seconds: float) -> None:
        self.monotonic += seconds
        self.wall += seconds


class Post:
    """A store and its outbox on a real file, with clocks in the test's hand and no luck in the jitter."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.vault = Vault(bytes(32))
        self.clocks = FakeClocks()
        self.start()

    def restart(self) -> None:
        """Start again as a kiosk does, after it was killed or the machine booted."""
        self.database.close()
        self.start()
        self.outbox.recover("desk")

    def start(self) -> None:
        self.store = Store(self.path, self.vault, station="s", kiosk=10)
        self.database = self.store.database
        self.outbox = Outbox(
            self.database,
            self.vault,
            monotonic=lambda: self.clocks.monotonic,
            wall=lambda: self.clocks.wall,
            chance=lambda: 1.0,
        )

    def save(self, text: str = "路灯坏了") -> str:
        return self.store.add(request(text), ["desk"]).id

    def claim(self) -> Outgoing:
        outgoing = self.outbox.claim("desk")
        assert outgoing is not None
        return outgoing

    def states(self) -> list[State]:
        return [entry.state for entry in self.store.entries()]


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    post = Post(tmp_path / "tickets.db")
    yield post
    post.database.close()


def test_a_ticket_is_claimed_once_and_sent_with_the_bytes_it_was_saved_with(post: Post) -> None:
    ticket = post.store.add(request(), ["desk"])
    outgoing = post.claim()
    assert (outgoing.message.key, outgoing.message.payload) == (ticket.id, ticket.to_payload())
    assert post.outbox.claim("desk") is None
    assert post.states() == [State.SENDING]


def test_what_arrived_is_kept_with_its_reference_and_its_bytes_are_erased(post: Post) -> None:
    post.save()
    post.outbox.arrived(post.claim(), Receipt("REF-1"))
    [entry] = post.store.entries()
    assert (entry.state, entry.reference) == (State.SENT, "REF-1")
    with post.database.reading() as connection:
        assert connection.execute("SELECT sealed FROM messages").fetchall() == [(None,)]


def test_a_ticket_that_fails_waits_twice_as_long_each_time_and_blocks_no_other(post: Post) -> None:
    first, second = post.save("one"), post.save("two")
    for ceiling in (2, 4, 8):
        outgoing = post.claim()
        assert outgoing.message.ticket_id == first
        post.outbox.failed(outgoing, TryLaterError("503: busy"))
        if ceiling == 2:
            other = post.claim()
            assert other.message.ticket_id == second
            post.outbox.arrived(other, Receipt("2"))
        post.clocks.pass_s(ceiling - 0.1)
        assert post.outbox.claim("desk") is None
        assert post.outbox.wait_s("desk") == pytest.approx(0.1)
        post.clocks.pass_s(0.1)


def test_a_retry_after_is_waited_for(post: Post) -> None:
    post.save()
    post.outbox.failed(post.claim(), TryLaterError("429: slow down", after_s=120))
    assert post.outbox.wait_s("desk") == pytest.approx(120)


def test_no_connection_stops_the_whole_queue_and_one_probe_finds_it_back(post: Post) -> None:
    first, second = post.save("one"), post.save("two")
    post.outbox.failed(post.claim(), UnreachableError("no route to host"))
    assert post.outbox.claim("desk") is None
    assert post.outbox.paused("desk") == "no route to host"
    post.clocks.pass_s(2)
    probe = post.claim()
    post.outbox.failed(probe, UnreachableError("no route to host"))
    assert post.outbox.claim("desk") is None, "one probe, then a longer wait for all"
    assert post.outbox.wait_s("desk") == pytest.approx(4)
    post.clocks.pass_s(4)
    probe = post.claim()
    assert (probe.message.ticket_id, probe.failures) == (first, 0)
    post.outbox.arrived(probe, Receipt("1"))
    assert post.outbox.paused("desk") == ""
    assert post.claim().message.ticket_id == second


def test_a_refused_ticket_is_set_aside_with_its_reason_and_goes_back_when_a_person_says_so(
    post: Post,
) -> None:
    refused, other = post.save("one"), post.save("two")
    post.outbox.failed(post.claim(), RefusedError("400: unknown category"))
    sent = post.claim()
    assert sent.message.ticket_id == other
    post.outbox.arrived(sent, Receipt("REF-2"))
    post.clocks.pass_s(10 * 24 * 3600)
    post.restart()
    [entry, _] = post.store.entries()
    assert (entry.state, entry.reason) == (State.SET_ASIDE, "400: unknown category")
    assert post.outbox.claim("desk") is None
    assert post.outbox.back_to_queue(refused) == 1
    assert post.claim().message.ticket_id == refused


def test_a_person_can_send_at_once_what_waits(post: Post) -> None:
    post.save()
    post.outbox.failed(post.claim(), TryLaterError("503: busy", after_s=3600))
    assert post.outbox.claim("desk") is None
    assert post.outbox.back_to_queue() == 1
    assert post.claim().failures == 0


def test_what_a_killed_program_was_sending_is_queued_again(post: Post) -> None:
    ticket = post.save()
    post.claim()
    assert post.outbox.claim("desk") is None
    assert post.outbox.recover("desk") == 1
    message = post.claim().message
    assert message.ticket_id == ticket
    assert message.again


def test_what_waited_when_the_power_was_cut_may_have_been_tried(post: Post) -> None:
    post.save("one")
    post.restart()
    post.save("two")
    assert [post.claim().message.again for _ in range(2)] == [True, False]


@pytest.mark.parametrize(
    ("wall_passes", "waits"),
    [(0, 64), (24, 40), (1e6, 0), (-1e6, 64)],
    ids=["at once", "after a while", "clock set forward", "clock set back"],
)
def test_a_restart_keeps_the_wait_and_a_wrong_clock_never_makes_it_longer(
    post: Post, wall_passes: float, waits: float
) -> None:
    post.save()
    for _ in range(6):
        post.outbox.failed(post.claim(), TryLaterError("503: busy"))
        post.clocks.pass_s(0 if _ == 5 else 100)
    post.clocks.monotonic = 5.0  # another boot
    post.clocks.wall += wall_passes
    post.restart()
    assert post.outbox.wait_s("desk") == pytest.approx(waits)
    post.clocks.pass_s(waits)
    outgoing = post.claim()
    post.outbox.failed(outgoing, TryLaterError("503: busy"))
    assert post.outbox.wait_s("desk") == pytest.approx(128), "the count of failures was kept too"


def test_a_pause_outlives_a_restart(post: Post) -> None:
    post.save()
    post.outbox.failed(post.claim(), UnreachableError("401: key not accepted", after_s=600))
    post.restart()
    assert post.outbox.claim("desk") is None
    assert post.outbox.wait_s("desk") == pytest.approx(600)
    assert post.outbox.back_to_queue() == 1, "staff who put the key right need not wait"
    assert post.claim()


@pytest.mark.parametrize("late", [TryLaterError("503"), RefusedError("400"), UnreachableError("gone")])
def test_what_another_process_sent_meanwhile_stays_sent(post: Post, late: SendError) -> None:
    post.save()
    one = post.claim()
    post.outbox.recover("desk")  # another process starts and takes the row for a killed program's
    other = post.claim()
    post.outbox.arrived(other, Receipt("1"))
    post.outbox.failed(one, late)
    assert post.states() == [State.SENT]


def test_the_order_within_a_ticket_is_kept(post: Post) -> None:
    ticket = post.store.add(request(), ["desk"])
    rating = post.store.add_follow_up(ticket.number, Kind.RATING, language="en", rating=4)
    first = post.claim()
    assert first.message.key == ticket.id
    assert post.outbox.claim("desk") is None
    post.outbox.failed(first, RefusedError("400: no"))
    assert post.outbox.claim("desk") is None, "nor does a rating go without its ticket"
    post.outbox.back_to_queue(ticket.id)
    post.outbox.arrived(post.claim(), Receipt("REF-1"))
    message = post.claim().message
    assert (message.key, message.kind, message.reference) == (rating.id, Kind.RATING, "REF-1")
    assert message.payload == rating.to_payload()


def test_what_is_sent_again_has_its_own_bytes(post: Post) -> None:
    ticket = post.store.add(request(), ["desk"])
    rating = post.store.add_follow_up(ticket.number, Kind.RATING, language="en", rating=4)
    for _ in range(2):
        post.outbox.arrived(post.claim(), Receipt("REF-1"))
    assert post.outbox.send_again("desk", [ticket.id, rating.id]) == 2
    sent = []
    for _ in range(2):
        outgoing = post.claim()
        sent.append((outgoing.message.key, outgoing.message.payload, outgoing.message.again))
        post.outbox.arrived(outgoing, Receipt("REF-1"))
    assert sent == [(ticket.id, ticket.to_payload(), True), (rating.id, rating.to_payload(), True)]


def test_a_follow_up_goes_where_its_ticket_went_and_once_for_each_key(post: Post) -> None:
    ticket = post.store.add(request(), ["desk", "city"])
    for _ in range(2):
        post.store.add_follow_up(ticket.number, Kind.ADDITION, language="en", text="and", key="same")
    [entry] = post.store.entries()
    assert [(way.kind, way.destination) for way in entry.ways] == [
        (Kind.TICKET, "desk"),
        (Kind.TICKET, "city"),
        (Kind.ADDITION, "desk"),
        (Kind.ADDITION, "city"),
    ]
    with pytest.raises(UnknownTicketError, match="no ticket 1099 9990"):
        post.store.add_follow_up("10999990", Kind.REMINDER, language="en")


def test_each_destination_is_a_queue_of_its_own(post: Post) -> None:
    ticket = post.store.add(request(), ["desk", "city"])
    post.outbox.failed(post.claim(), UnreachableError("no route to host"))
    outgoing = post.outbox.claim("city")
    assert outgoing is not None
    post.outbox.arrived(outgoing, Receipt("C-7"))
    [entry] = post.store.entries()
    assert entry.state is State.QUEUED
    assert entry.reference == "city: C-7"
    with post.database.reading() as connection:
        assert connection.execute("SELECT sealed FROM messages").fetchone() != (None,), "one still needs it"
    post.clocks.pass_s(2)
    post.outbox.arrived(post.claim(), Receipt(ticket.number))
    assert post.outbox.waiting() == {}


def test_a_token_comes_with_the_next_attempt_and_an_attempt_that_may_have_arrived_is_told(
    post: Post,
) -> None:
    post.save()
    first = post.claim()
    assert (first.message.again, first.message.token) == (False, "")
    post.outbox.failed(first, PendingError("T-1", "taken, without a number yet"))
    post.clocks.pass_s(2)
    post.outbox.failed(post.claim(), TryLaterError("503: busy"))
    post.restart()
    post.clocks.pass_s(4)
    later = post.claim()
    assert (later.message.again, later.message.token) == (True, "T-1")


def test_a_payload_damaged_on_the_disk_is_sent_from_the_tickets_own_copy(post: Post) -> None:
    ticket = post.store.add(request(), ["desk"])
    with post.database.transaction() as connection:
        connection.execute("UPDATE messages SET sealed = x'00'")
    assert post.claim().message.payload == ticket.to_payload()


def test_a_ticket_damaged_in_both_copies_is_set_aside_and_the_next_is_sent(post: Post) -> None:
    post.save("one")
    with post.database.transaction() as connection:
        connection.execute("UPDATE messages SET sealed = x'00'")
        connection.execute("UPDATE tickets SET sealed = x'01020304'")
    second = post.save("two")
    assert post.claim().message.ticket_id == second
    damaged, _ = post.store.entries()
    assert (damaged.state, damaged.ticket) == (State.SET_ASIDE, None)
    assert "damaged" in damaged.reason
