"""The courier sends what is saved, whatever the destination does, and no end of the kiosk loses a ticket."""

from __future__ import annotations

import logging
import os
import random
import shutil
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from kiosk.tickets.courier import Courier
from kiosk.tickets.destinations.base import Receipt, RefusedError, TryLaterError, UnreachableError
from kiosk.tickets.errors import StoreFullError
from kiosk.tickets.message import Message
from kiosk.tickets.outbox import Outbox, State
from tests.pace import eventually, patience
from tests.tickets.conftest import FakeDestination, Station, at_desk, everything_sent, request

SAVE_UNTIL_KILLED = """
import sys
from pathlib import Path
from kiosk.tickets.ticket import NewTicket
from kiosk.tickets.tickets import Tickets
tickets = Tickets(Path(sys.argv[1]), Path(sys.argv[2]))
tickets.start()
while True:
    print("done", tickets.save(NewTicket(text="a request", language="en")).id, flush=True)
"""


def test_kill_9_at_any_point_leaves_each_ticket_that_was_done_exactly_once_at_the_desk(
    station: Station,
) -> None:
    chance = random.Random(2026)
    done: list[str] = []
    for _ in range(12):
        command = [sys.executable, "-c", SAVE_UNTIL_KILLED, str(station.data), str(station.key)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            lines = [child.stdout.readline()]  # it saves now: from here on any moment will do
            killer = threading.Timer(chance.uniform(0, 0.05), child.kill)
            killer.start()
            lines += child.stdout.readlines()
            killer.join()
            assert child.wait() != 0
        done += [line.split()[1] for line in lines if line.startswith("done") and line.endswith("\n")]
    tickets = station.open()
    assert tickets.problems == []
    tickets.start()
    eventually(lambda: everything_sent(tickets))
    arrived = Counter(ticket.id for ticket in at_desk(tickets))
    assert len(done) >= 12
    assert set(done) <= set(arrived)
    assert set(arrived.values()) == {1}
    assert len({ticket.number for ticket in at_desk(tickets)}) == len(arrived)


def test_a_ticket_saved_while_the_courier_sleeps_wakes_it(station: Station) -> None:
    destination = FakeDestination()
    tickets = station.open(destination)
    tickets.start()
    for count in (1, 2, 3):
        ticket = tickets.save(request())
        eventually(lambda: everything_sent(tickets))
        assert len(destination.attempts) == count
        assert destination.attempts[-1] == (ticket.id, ticket.to_payload())


def test_every_attempt_carries_the_same_key_and_the_same_bytes(station: Station) -> None:
    destination = FakeDestination(TryLaterError("503: busy"), OSError("a fault nobody thought of"))
    tickets = station.open(destination)
    ticket = tickets.save(request())
    hasty = Outbox(tickets.store.database, station.vault, chance=lambda: 0.0)
    courier = Courier(hasty, destination)
    courier.start()
    eventually(lambda: everything_sent(tickets))
    assert courier.stop()
    assert destination.attempts == [(ticket.id, ticket.to_payload())] * 3


def test_why_something_waits_is_in_show_and_in_the_log_by_its_number(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    tickets = station.open(FakeDestination(UnreachableError("no route to city-hall")))
    ticket = tickets.save(request())
    tickets.start()
    eventually(lambda: tickets.outbox.paused("desk"))
    entry = tickets.store.find(ticket.number)
    assert entry is not None
    assert (entry.state, entry.reason) == (State.QUEUED, "no route to city-hall")
    assert "ticket 1000 0012 waits for desk: no route to city-hall" in caplog.messages


def test_a_refused_ticket_blocks_no_other(station: Station) -> None:
    destination = FakeDestination(RefusedError("400: unknown category"))
    tickets = station.open(destination)
    tickets.save(request())
    tickets.save(request())
    tickets.start()
    eventually(lambda: tickets.outbox.counts()[State.SENT] == 1)
    assert [entry.state for entry in tickets.store.entries()] == [State.SET_ASIDE, State.SENT]


class SlowDestination(FakeDestination):
    """Sends only when told that it may, and says when it has begun."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()
        self.may_end = threading.Event()

    def send(self, message: Message) -> Receipt:
        self.begun.set()
        assert self.may_end.wait(patience(20))
        return Receipt("slow")


def test_stopping_finishes_what_is_under_way_and_leaves_the_rest_queued(station: Station) -> None:
    tickets = station.open(FakeDestination())
    slow = SlowDestination()
    courier = Courier(tickets.outbox, slow)
    tickets.save(request())
    tickets.save(request())
    courier.start()
    assert slow.begun.wait(patience(20))
    assert not courier.stop(limit_s=0.05), "it is still under way"
    slow.may_end.set()
    assert courier.stop(limit_s=20)
    assert not courier.running
    assert [entry.state for entry in tickets.store.entries()] == [State.SENT, State.QUEUED]


def test_a_courier_that_was_never_started_can_be_stopped(station: Station) -> None:
    assert Courier(station.open().outbox, FakeDestination()).stop()


def test_what_was_being_sent_when_another_program_was_killed_is_sent(station: Station) -> None:
    with station.open(FakeDestination()) as tickets:
        tickets.save(request())
        assert tickets.outbox.claim("desk")
    tickets = station.open()
    tickets.start()
    eventually(lambda: everything_sent(tickets))


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"), reason="mounting takes root"
)
def test_a_really_full_disk_is_told_and_with_room_again_everything_is_sent(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(small)], check=False).returncode:
        pytest.skip("this machine does not let us mount")
    station = Station(small)
    try:
        tickets = station.open()
        tickets.start()
        filler = small / "filler"
        filler.write_bytes(bytes(7_000_000))
        done = []

        def fill() -> None:
            for n in range(1000):
                done.append(tickets.save(request(f"{n} " + "字" * 3000)))

        with pytest.raises(StoreFullError, match="disk is full"):
            fill()
        assert done
        filler.unlink()
        tickets.outbox.back_to_queue()
        done.append(tickets.save(request("room again")))
        eventually(lambda: everything_sent(tickets), limit_s=60)
        assert {ticket.id for ticket in at_desk(tickets)} == {ticket.id for ticket in done}
        assert {entry.ticket for entry in tickets.store.entries()} == set(done)
        tickets.close()
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)
