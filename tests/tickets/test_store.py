"""Saving: ticket and outbox row are both on the disk, or neither is, and the words never in clear."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.tickets import number
from kiosk.tickets.database import Database
from kiosk.tickets.errors import StoreBusyError, StoreError, StoreFullError
from kiosk.tickets.outbox import State
from kiosk.tickets.schema import MIGRATIONS
from kiosk.tickets.store import Store
from kiosk.tickets.ticket import Contact, NewTicket
from kiosk.tickets.vault import Vault
from tests.pace import eventually, patience
from tests.tickets.conftest import FakeDestination, Station, at_desk, everything_sent, request

SAVE_MANY = """
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from kiosk.tickets.ticket import Contact, NewTicket
from kiosk.tickets.tickets import Tickets
with Tickets(Path(sys.argv[1]), Path(sys.argv[2])) as tickets:
    tickets.start()
    for _ in range(int(sys.argv[3])):
        print(tickets.save(NewTicket(text="one of many", language="en")).number, flush=True)
"""


def test_a_saved_ticket_is_read_back_as_it_was_and_reaches_the_desk_once(station: Station) -> None:
    tickets = station.open()
    ticket = tickets.save(request())
    assert ticket.number == "10000012"
    assert ticket.made_at.utcoffset() is not None
    tickets.start()
    eventually(lambda: everything_sent(tickets))
    entry = tickets.store.find(ticket.number)
    assert entry is not None
    assert (entry.ticket, entry.state, entry.reference) == (ticket, State.SENT, ticket.number)
    assert entry.received_at
    assert at_desk(tickets) == [ticket]
    assert tickets.problems == []


def test_saving_the_same_request_twice_makes_one_ticket(station: Station) -> None:
    tickets = station.open()
    new = request()
    assert tickets.save(new) == tickets.save(new)
    assert len(list(tickets.store.entries())) == 1


def test_nothing_a_resident_said_or_gave_lies_on_the_disk_in_clear(station: Station) -> None:
    tickets = station.open()
    tickets.save(request(text="secret words", place="secret place"))
    tickets.start()
    eventually(lambda: everything_sent(tickets))
    on_disk = b"".join(file.read_bytes() for file in station.data.iterdir() if file.is_file())
    assert b"10000012" in on_disk
    for private in ("secret words", "secret place", "王秀英", "13812345678"):
        assert private.encode() not in on_disk


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes; folders there belong to one user")
def test_no_other_user_can_read_the_files(station: Station) -> None:
    station.open().save(request())
    files = [*station.data.iterdir(), station.key]
    assert {file.name for file in files} >= {"tickets.db", "tickets.db-wal", "desk.db", "tickets.key"}
    assert [file.name for file in files if file.stat().st_mode & 0o077] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes; folders there belong to one user")
def test_what_others_could_read_is_closed_to_them_at_the_start_and_staff_are_told(station: Station) -> None:
    with station.open() as tickets:
        tickets.save(request())
        assert tickets.problems == [], "all of it was closed when it was made"
    opened = [station.data, station.data / "tickets.db", station.data / "desk.db", station.key]
    for path in opened:
        path.chmod(0o755)
    tickets = station.open()
    assert [path.name for path in opened if path.stat().st_mode & 0o077] == []
    told = " ".join(tickets.problems)
    assert all(f"{path}" in told for path in opened)
    assert "who has read it is unknown" in told


def test_a_clock_set_back_between_two_tickets_changes_neither_order_nor_numbers(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    store = Store(tmp_path / "tickets.db", Vault(bytes(32)), station="s", kiosk=10, now=lambda: now)
    first = store.add(request("before"), ["desk"])
    now -= timedelta(days=4000)
    second = store.add(request("after"), ["desk"])
    found = list(store.entries())
    store.database.close()
    assert [entry.ticket for entry in found] == [first, second]
    assert second.made_at < first.made_at
    assert second.sequence == first.sequence + 1


def test_a_number_is_never_given_again_even_when_the_database_is_gone(station: Station) -> None:
    given = set()
    for _ in range(3):
        with station.open() as tickets:
            given |= {tickets.save(request()).number for _ in range(60)}
        for file in station.data.glob("*.db*"):
            file.unlink()
    assert len(given) == 180


def test_the_number_that_is_likely_next_is_the_one_that_is_given(station: Station) -> None:
    for _ in range(2):
        with station.open() as tickets:
            for _ in range(2):
                likely = tickets.store.likely_number()
                assert likely == tickets.store.likely_number(), "to ask takes none"
                assert tickets.save(request()).number == likely
        for file in station.data.glob("*.db*"):
            file.unlink()


def test_two_processes_and_this_one_save_at_once_and_nothing_is_lost_or_doubled(station: Station) -> None:
    command = [sys.executable, "-c", SAVE_MANY, str(station.data), str(station.key), "25"]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    tickets = station.open()
    tickets.start()
    numbers = [tickets.save(request()).number for _ in range(25)]
    for child in children:
        numbers += child.communicate(timeout=patience(60))[0].split()
        assert child.returncode == 0
    numbers.append(tickets.save(request()).number)  # wakes the courier for what the others left
    assert len(set(numbers)) == 76
    eventually(lambda: everything_sent(tickets))
    assert sorted(ticket.number for ticket in at_desk(tickets)) == sorted(numbers)


def test_a_fresh_database_that_four_open_at_the_same_moment_opens_for_each(tmp_path: Path) -> None:
    together = threading.Barrier(4)

    def open_each() -> None:
        for n in range(25):
            together.wait(timeout=patience(30))
            Database(tmp_path / f"{n}.db", MIGRATIONS).close()

    with ThreadPoolExecutor(4) as pool:
        for opened in [pool.submit(open_each) for _ in range(4)]:
            opened.result(timeout=patience(60))


def test_a_full_disk_is_told_before_done_and_leaves_no_half_ticket(station: Station) -> None:
    tickets = station.open(FakeDestination())
    first = tickets.save(request())
    with tickets.store.database.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    too_large = request("字" * 20_000)
    with pytest.raises(StoreFullError, match="disk is full"):
        tickets.save(too_large)
    assert [entry.ticket for entry in tickets.store.entries()] == [first]
    with tickets.store.database.reading() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    assert tickets.save(too_large).sequence == first.sequence + 1, "no number was used up"


def test_another_program_that_holds_the_database_is_named_not_waited_for_forever(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.tickets.sentences.BUSY_S", 0.2)
    tickets = station.open()
    holder = sqlite3.connect(station.data / "tickets.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError, match="held by another program"):
        tickets.save(request())
    assert list(tickets.store.entries()) == [], "but reading goes on"
    holder.execute("ROLLBACK")
    holder.close()
    assert tickets.save(request()).sequence == 1


def test_an_older_database_is_brought_up_to_date_with_its_tickets(tmp_path: Path) -> None:
    path = tmp_path / "tickets.db"
    store = Store(path, Vault(bytes(32)), station="s", kiosk=10)
    ticket = store.add(request(), ["desk"])
    store.database.close()
    newer = (*MIGRATIONS, ("ALTER TABLE tickets ADD COLUMN rating INTEGER NOT NULL DEFAULT 0",))
    for _ in range(2):  # the second time there is nothing to do
        database = Database(path, newer)
        with database.reading() as connection:
            assert connection.execute("SELECT id, rating FROM tickets").fetchall() == [(ticket.id, 0)]
            assert connection.execute("PRAGMA user_version").fetchone() == (len(newer),)
        database.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tickets.db"
    Database(path, MIGRATIONS).close()
    with pytest.raises(StoreError):
        Database(path, (*MIGRATIONS, ("ALTER TABLE tickets ADD COLUMN a", "NO SQL AT ALL")))
    database = Database(path, MIGRATIONS)
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM pragma_table_info('tickets')").fetchone() == (9,)
    database.close()


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "tickets.db"
    Database(path, (*MIGRATIONS, ("CREATE TABLE later (a)",))).close()
    with pytest.raises(StoreError, match="written by a later version"):
        Database(path, MIGRATIONS)
    assert path.exists()


def test_a_number_finds_its_ticket_and_no_other(station: Station) -> None:
    tickets = station.open()
    ticket = tickets.save(request())
    entry = tickets.store.find(number.read("1000 0012"))
    assert entry is not None
    assert entry.ticket == ticket
    assert tickets.store.find("10000024") is None


def test_half_a_character_in_a_request_does_not_keep_it_from_being_saved(station: Station) -> None:
    new = request("broken \ud83d emoji", contact=Contact(name="\udc00"))
    ticket = station.open().save(new)
    assert (ticket.text, ticket.contact.name) == ("broken ? emoji", "?")


def test_a_request_in_any_script_is_kept(station: Station) -> None:
    tickets = station.open()
    new = NewTicket(text="𠮷野家 \u202e ‏العربية \0 '; DROP TABLE tickets;--", language="x")
    assert tickets.save(new).text == new.text
    [entry] = tickets.store.entries()
    assert entry.ticket is not None
    assert entry.ticket.text == new.text
