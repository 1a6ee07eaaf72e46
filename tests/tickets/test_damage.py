"""A damaged database costs no request that can still be read, and never stops the kiosk."""

from __future__ import annotations

import logging
import os
import random
from pathlib import Path

import pytest

from kiosk.tickets.errors import StoreDamagedError, StoreError
from kiosk.tickets.outbox import State
from kiosk.tickets.ticket import Ticket
from tests.pace import eventually
from tests.tickets.conftest import FakeDestination, Station, at_desk, everything_sent, request

PAGE = 4096


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


def saved(station: Station, count: int) -> list[Ticket]:
    """Save tickets that are not sent, and close."""
    with station.open(FakeDestination()) as tickets:
        return [tickets.save(request(f"request {n} " + "字" * 300)) for n in range(count)]


def rewrite(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def texts(station: Station, expect_problem: bool = True) -> set[str]:
    """Open with repair, send all, and return the texts that reach the desk."""
    tickets = station.open()
    assert bool(tickets.problems) == expect_problem
    tickets.start()
    eventually(lambda: everything_sent(tickets))
    return {ticket.text for ticket in at_desk(tickets)}


@pytest.mark.parametrize("length", [16, 100, PAGE], ids=["magic", "header", "first page"])
def test_with_its_first_page_overwritten_every_unsent_ticket_still_arrives(
    station: Station, length: int
) -> None:
    made = saved(station, 12)
    path = station.data / "tickets.db"
    rewrite(path, 0, b"\xaa" * length)
    damaged = path.read_bytes()
    assert texts(station) == {ticket.text for ticket in made}
    [aside] = station.data.glob("tickets.damaged-*.db")
    assert aside.read_bytes() == damaged, "the damaged file is kept as it was"
    damage, rescued = station.opened[-1].problems
    assert "is damaged" in damage
    assert aside.name in damage
    assert rescued == f"12 tickets were rescued from {aside.name}."


def test_with_a_page_in_the_middle_overwritten_only_what_lay_on_it_is_lost(station: Station) -> None:
    made = saved(station, 40)
    path = station.data / "tickets.db"
    middle = path.stat().st_size // PAGE // 2 * PAGE
    rewrite(path, middle, b"\xff" * PAGE)
    arrived = texts(station)
    assert arrived <= {ticket.text for ticket in made}
    assert len(arrived) >= 36


def test_with_its_second_half_cut_off_the_first_half_arrives(station: Station) -> None:
    made = saved(station, 40)
    path = station.data / "tickets.db"
    os.truncate(path, path.stat().st_size // 2)
    arrived = texts(station)
    assert arrived <= {ticket.text for ticket in made}
    assert len(arrived) >= 5


def test_a_database_of_noise_is_moved_aside_and_the_next_number_is_a_new_one(station: Station) -> None:
    made = saved(station, 3)
    (station.data / "tickets.db").write_bytes(random.Random(1).randbytes(30_000))
    tickets = station.open()
    assert "0 tickets were rescued" in tickets.problems[1]
    assert tickets.problems[2].startswith(
        "3 tickets that were confirmed cannot be found: 1000 0012 to 1000 0036."
    )
    after = tickets.save(request())
    assert after.number not in {ticket.number for ticket in made}
    assert after.sequence > made[-1].sequence


def test_damage_twice_in_a_second_keeps_both_files(station: Station) -> None:
    for content in (b"one" * 999, b"two" * 999):
        saved(station, 1)
        (station.data / "tickets.db").write_bytes(content)
        station.open().close()
    assert len(list(station.data.glob("tickets.damaged-*.db"))) == 2


def test_bits_flipped_anywhere_never_stop_the_kiosk_and_never_make_a_wrong_ticket(station: Station) -> None:
    made = {ticket.text for ticket in saved(station, 10)}
    path = station.data / "tickets.db"
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(20):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        path.write_bytes(broken)
        with station.open(FakeDestination()) as tickets:
            tickets.save(request("the next one"))
            found = {entry.ticket.text for entry in tickets.store.entries() if entry.ticket}
            assert found <= made | {"the next one"}
            assert "the next one" in found
        for file in station.data.glob("tickets*"):
            file.unlink()


def test_a_database_that_breaks_under_a_running_kiosk_is_replaced_and_the_request_is_saved(
    station: Station,
) -> None:
    tickets = station.open()
    made = [tickets.save(request(f"request {n}")) for n in range(3)]
    with tickets.store.database.reading() as connection:  # so that the log holds nothing and the file is read
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA cache_size = 0")
        connection.execute("PRAGMA shrink_memory")
    path = station.data / "tickets.db"
    rewrite(path, PAGE, b"\xff" * (path.stat().st_size - PAGE))
    os.utime(path)
    with tickets.store.database.transaction() as connection:  # another writer makes SQLite read the file anew
        connection.execute("PRAGMA user_version = 1")
    after = tickets.save(request("after the damage"))
    assert "is damaged" in tickets.problems[0]
    assert after.sequence > made[-1].sequence
    tickets.start()
    eventually(lambda: everything_sent(tickets))
    assert "after the damage" in {ticket.text for ticket in at_desk(tickets)}


def test_a_desk_that_lost_its_database_gets_every_ticket_again(station: Station) -> None:
    with station.open() as tickets:
        made = [tickets.save(request(f"request {n}")) for n in range(3)]
        tickets.start()
        eventually(lambda: everything_sent(tickets))
    rewrite(station.data / "desk.db", 0, b"\xaa" * PAGE)
    assert texts(station) == {ticket.text for ticket in made}
    assert "desk.db is damaged" in station.opened[-1].problems[0]
    assert "3 tickets were not at the desk any more" in station.opened[-1].problems[-1]


def test_what_was_sent_before_the_damage_is_not_sent_again(station: Station) -> None:
    with station.open() as tickets:
        tickets.save(request())
        tickets.start()
        eventually(lambda: everything_sent(tickets))
    rewrite(station.data / "tickets.db", 0, b"\xaa" * 100)
    assert [entry.state for entry in station.open().store.entries()] == [State.SENT]


def test_a_request_that_comes_after_the_end_is_refused_and_the_healthy_database_stays(
    station: Station,
) -> None:
    tickets = station.open()
    tickets.save(request())
    tickets.close()
    with pytest.raises(StoreError, match="closed"):
        tickets.save(request())
    assert tickets.problems == []
    assert [file.name for file in station.data.glob("*damaged*")] == []


def test_those_who_only_look_leave_a_damaged_database_to_the_kiosk(station: Station) -> None:
    saved(station, 1)
    path = station.data / "tickets.db"
    rewrite(path, 0, b"\xaa" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError, match=r"is damaged.*Start the kiosk"):
        station.open(repair=False)
    assert path.read_bytes() == before
    assert [file.name for file in station.data.glob("*damaged*")] == []
