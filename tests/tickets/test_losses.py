"""Whatever is lost with a damaged file is noticed and told, and no number is given twice."""

from __future__ import annotations

import logging
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.tickets import care, database, rescue
from kiosk.tickets.errors import KeyUnusableError, StoreFullError
from kiosk.tickets.number import show
from kiosk.tickets.outbox import State
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.vault import Vault
from tests.pace import eventually
from tests.tickets.conftest import FakeDestination, Station, at_desk, everything_sent, request


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@pytest.fixture
def cut(station: Station) -> tuple[Station, list[Ticket]]:
    """A station whose power was cut when its last tickets lay in the write-ahead log alone."""
    tickets = station.open(FakeDestination())
    made = [tickets.save(request(f"{n} " + "字" * 200)) for n in range(20)]
    return station.after_a_power_cut(), made


def nothing(_: bytes) -> None:
    return None


def flipped(content: bytes) -> bytes:
    chance, broken = random.Random(3), bytearray(content)
    for _ in range(30):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def header_gone(content: bytes) -> bytes:
    return bytes(32) + content[32:]


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeroed(content: bytes) -> bytes:
    return bytes(len(content))


def empty(_: bytes) -> bytes:
    return b""


DAMAGES = (flipped, header_gone, half, zeroed, empty, nothing)


def damage(path: Path, how: Callable[[bytes], bytes | None]) -> None:
    left = how(path.read_bytes())
    path.unlink()
    if left is not None:
        path.write_bytes(left)


@pytest.mark.parametrize("how", DAMAGES, ids=lambda how: how.__name__)
@pytest.mark.parametrize("file", ["tickets.db-wal", "tickets.db-shm", "tickets.db"])
def test_whatever_is_damaged_each_ticket_is_found_or_named_and_no_number_comes_twice(
    cut: tuple[Station, list[Ticket]], file: str, how: Callable[[bytes], bytes | None]
) -> None:
    station, made = cut
    damage(station.data / file, how)
    tickets = station.open(FakeDestination())
    found = {entry.ticket for entry in tickets.store.entries()}
    lost = [ticket for ticket in made if ticket not in found]
    told = " ".join(tickets.problems)
    missing = {n for gap in tickets.store.gaps() for n in range(gap.first, gap.last + 1)}
    assert missing == {ticket.sequence for ticket in lost}
    assert ("cannot be found" in told) == bool(lost)
    assert tickets.save(request()).sequence > made[-1].sequence


def test_a_log_that_was_flipped_loses_only_what_was_hit(cut: tuple[Station, list[Ticket]]) -> None:
    station, made = cut
    damage(station.data / "tickets.db-wal", header_gone)
    tickets = station.open(FakeDestination())
    assert {entry.ticket for entry in tickets.store.entries()} == set(made)
    assert "20 tickets were rescued" in " ".join(tickets.problems)


def test_a_kiosk_at_rest_has_nothing_in_the_log_alone(station: Station) -> None:
    tickets = station.open()
    tickets.start()
    made = [tickets.save(request(str(n))) for n in range(5)]
    eventually(lambda: everything_sent(tickets))
    eventually(lambda: not any(log.stat().st_size for log in station.data.glob("*-wal")))
    cut = station.after_a_power_cut()
    for log in cut.data.glob("*-wal"):
        log.unlink()
    again = cut.open()
    assert again.problems == []
    assert [entry.ticket for entry in again.store.entries()] == made


@pytest.mark.parametrize("gone", [True, False], ids=["missing", "empty"])
def test_what_the_desk_has_comes_back_and_the_rest_is_named_when_tickets_db_is_lost(
    station: Station, gone: bool
) -> None:
    with station.open() as tickets:
        tickets.start()
        sent = [tickets.save(request(str(n))) for n in range(3)]
        eventually(lambda: everything_sent(tickets))
    with station.open(FakeDestination()) as tickets:
        waiting = [tickets.save(request(str(n))) for n in range(2)]
    path = station.data / "tickets.db"
    path.unlink() if gone else path.write_bytes(b"")
    tickets = station.open()
    assert [entry.ticket for entry in tickets.store.entries()] == sent
    assert {entry.state for entry in tickets.store.entries()} == {State.SENT}
    assert tickets.problems[0].startswith("3 tickets could be read at the desk only")
    first, last = (show(ticket.number) for ticket in waiting)
    assert f"2 tickets that were confirmed cannot be found: {first} to {last}." in tickets.problems[1]
    assert tickets.save(request()).sequence > waiting[-1].sequence


def test_a_backup_that_is_put_back_gives_no_number_again_and_tells_what_it_lacks(station: Station) -> None:
    with station.open(FakeDestination()) as tickets:
        kept = [tickets.save(request(str(n))) for n in range(3)]
    shutil.copy(station.data / "tickets.db", station.root / "backup.db")
    with station.open(FakeDestination()) as tickets:
        later = [tickets.save(request(str(n))) for n in range(3)]
    shutil.move(station.root / "backup.db", station.data / "tickets.db")
    tickets = station.open(FakeDestination())
    assert {entry.ticket for entry in tickets.store.entries()} == set(kept)
    assert "it knows them up to 1000 0036" in tickets.problems[0]
    assert f"cannot be found: {show(later[0].number)} to {show(later[-1].number)}." in tickets.problems[-1]
    assert tickets.save(request()).sequence > later[-1].sequence


def test_a_backup_beside_the_database_gives_back_what_is_lost(station: Station) -> None:
    with station.open(FakeDestination()) as tickets:
        kept = [tickets.save(request(str(n))) for n in range(3)]
    shutil.move(station.data / "tickets.db", station.root / "backup.db")
    with station.open(FakeDestination()) as tickets:
        assert "cannot be found" in tickets.problems[0]
    shutil.move(station.root / "backup.db", station.data / "tickets.damaged-backup.db")
    tickets = station.open(FakeDestination())
    assert [entry.ticket for entry in tickets.store.entries()] == kept
    assert tickets.problems == ["3 tickets were rescued from tickets.damaged-backup.db."]


def test_with_the_marks_lost_too_no_number_that_can_be_found_comes_twice(
    station: Station,
) -> None:
    made = sent_to_the_desk(station)
    for file in station.data.iterdir():
        if not file.name.startswith("desk.db"):
            file.unlink()
    tickets = station.open(care=False)
    assert tickets.save(request()).sequence == made[-1].sequence + 1


def test_what_was_never_given_is_never_missed(station: Station) -> None:
    for _ in range(3):  # each time numbers go on after the block that was reserved
        with station.open(FakeDestination()) as tickets:
            tickets.save(request())
        (station.data / "tickets.db").write_bytes(b"noise" * 1000)
    tickets = station.open(FakeDestination())
    assert sum(map(len, tickets.store.gaps())) == 3


@pytest.mark.parametrize("mark", ["reserved-sequence", "confirmed-sequence", "key-fingerprint"])
@pytest.mark.parametrize("how", DAMAGES, ids=lambda how: how.__name__)
def test_a_damaged_mark_stops_nothing_and_gives_no_number_twice(
    station: Station, mark: str, how: Callable[[bytes], bytes | None]
) -> None:
    with station.open(FakeDestination()) as tickets:
        made = [tickets.save(request(str(n))) for n in range(3)]
    damage(station.data / mark, how)
    with station.open(FakeDestination()) as tickets:
        assert [entry.ticket for entry in tickets.store.entries()] == made
        made.append(tickets.save(request()))
    (station.data / "tickets.db").unlink()
    after = station.open(FakeDestination()).save(request())
    assert after.number not in {ticket.number for ticket in made}


def test_a_rescue_that_is_cut_short_goes_on_at_the_next_start(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    with station.open(FakeDestination()) as tickets:
        made = {tickets.save(request(str(n))) for n in range(25)}
    with (station.data / "tickets.db").open("r+b") as file:
        file.write(b"\xaa" * 100)
    monkeypatch.setattr(care, "_AT_ONCE", 10)
    with monkeypatch.context() as patched:
        patched.setattr("kiosk.tickets.rescue.messages", _ends_after(15))
        with station.open(FakeDestination()) as tickets:
            assert len(list(tickets.store.entries())) == 10
    tickets = station.open(FakeDestination())
    assert {entry.ticket for entry in tickets.store.entries()} == made
    assert any("15 tickets were rescued" in problem for problem in tickets.problems)
    assert station.open(FakeDestination()).problems == [], "and then it is finished"


def _ends_after(count: int) -> Callable[[Path, Vault], Iterator[rescue.Found]]:
    whole = rescue.messages

    def some(damaged: Path, vault: Vault) -> Iterator[rescue.Found]:
        for n, found in enumerate(whole(damaged, vault)):
            if n == count:
                raise care.StoppedError
            yield found

    return some


def test_a_request_is_saved_while_a_damaged_database_is_being_rescued(station: Station) -> None:
    with station.open(FakeDestination()) as tickets:
        made = {tickets.save(request(str(n))) for n in range(3)}
    with (station.data / "tickets.db").open("r+b") as file:
        file.write(b"\xaa" * 100)
    tickets = station.open(FakeDestination(), care=False)
    made.add(tickets.save(request("meanwhile")))
    tickets.start()
    eventually(lambda: {entry.ticket for entry in tickets.store.entries()} == made)


def test_damage_that_is_met_on_a_full_disk_is_told_and_with_room_again_saving_goes_on(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets = station.open(FakeDestination())
    made = [tickets.save(request(str(n))) for n in range(3)]
    with monkeypatch.context() as full:
        full.setattr(database, "_prepare", _no_room)
        _break(tickets.store.database)
        for _ in range(2):
            with pytest.raises(StoreFullError, match="disk is full"):
                tickets.save(request("in vain"))
        assert "It is kept as tickets.damaged-" in tickets.problems[0]
    made.append(tickets.save(request("with room")))
    assert made[-1].sequence > made[-2].sequence
    tickets.care.everything()
    assert {entry.ticket for entry in tickets.store.entries()} == set(made)


def _no_room(*_: object) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def _break(broken: database.Database) -> None:
    """Have the next write find damage that the file really has."""
    with broken.reading() as connection:
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA cache_size = 0")
        connection.execute("PRAGMA shrink_memory")
    with broken.path.open("r+b") as file:
        file.write(b"\xaa" * 100)


def test_a_wrong_key_is_not_bound_to_a_fresh_database(station: Station) -> None:
    with station.open(FakeDestination()) as tickets:
        tickets.save(request())
    backup = station.root / "backup.db"
    shutil.move(station.data / "tickets.db", backup)
    right = station.key.read_text()
    station.key.write_text("00" * 32)
    with pytest.raises(KeyUnusableError, match=r"another key.*put that key back"):
        station.open()
    station.key.write_text(right)
    station.open(FakeDestination()).close()
    shutil.move(backup, station.data / "tickets.damaged-backup.db")
    assert len(list(station.open(FakeDestination()).store.entries())) == 1


# -- the desk -----------------------------------------------------------------------------------------------


def sent_to_the_desk(station: Station, count: int = 3) -> list[Ticket]:
    with station.open() as tickets:
        tickets.start()
        made = [tickets.save(request(str(n))) for n in range(count)]
        eventually(lambda: everything_sent(tickets))
    return made


def a_later_schema(desk: Path) -> None:
    with sqlite3.connect(desk) as connection:
        connection.execute("CREATE TABLE later (a)")
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def another_key(desk: Path) -> None:
    with sqlite3.connect(desk) as connection:
        connection.execute("UPDATE meta SET value = '0123456789abcdef' WHERE name = 'key'")
    connection.close()


def a_folder(desk: Path) -> None:
    desk.rename(desk.with_name("away"))
    desk.mkdir()


@pytest.mark.parametrize("change", [a_later_schema, another_key, a_folder], ids=lambda how: how.__name__)
def test_a_desk_that_cannot_be_used_is_told_and_saving_goes_on(
    station: Station, change: Callable[[Path], None]
) -> None:
    sent_to_the_desk(station)
    change(station.data / "desk.db")
    tickets = station.open()
    assert "desk.db" in tickets.problems[0]
    ticket = tickets.save(request())
    tickets.start()
    eventually(lambda: tickets.outbox.paused("desk"))
    entry = tickets.store.find(ticket.number)
    assert entry is not None
    assert entry.state is State.QUEUED


def test_a_desk_that_is_locked_holds_up_nobody_and_gets_its_tickets_later(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.tickets.sentences.BUSY_S", 0.1)
    sent_to_the_desk(station)
    holder = sqlite3.connect(station.data / "desk.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    tickets = station.open()
    assert "held by another program" in tickets.problems[0]
    tickets.save(request("while it is locked"))
    holder.execute("ROLLBACK")
    holder.close()
    tickets.start()
    eventually(lambda: "while it is locked" in {ticket.text for ticket in at_desk(tickets)})


@pytest.mark.parametrize("gone", [True, False], ids=["missing", "empty"])
def test_sent_is_not_believed_where_the_desk_has_lost_it(station: Station, gone: bool) -> None:
    made = sent_to_the_desk(station)
    path = station.data / "desk.db"
    path.unlink() if gone else path.write_bytes(b"")
    tickets = station.open()
    assert tickets.problems == ["3 tickets were not at the desk any more: they are sent to it again."]
    tickets.start()
    eventually(lambda: everything_sent(tickets))
    assert at_desk(tickets) == made


def test_one_bad_row_at_the_desk_is_mended_from_the_kiosk_and_the_other_way_round(station: Station) -> None:
    made = sent_to_the_desk(station)
    for file, table, ticket in (("desk", "received", made[0]), ("tickets", "tickets", made[1])):
        key = "ticket_id" if file == "desk" else "id"
        with sqlite3.connect(station.data / f"{file}.db") as connection:
            connection.execute(f"UPDATE {table} SET sealed = x'01ff' WHERE {key} = ?", (ticket.id,))
        connection.close()
    tickets = station.open()
    tickets.start()
    eventually(lambda: everything_sent(tickets))
    assert set(at_desk(tickets)) == set(made)
    assert [entry.ticket for entry in tickets.store.entries()] == made
    assert len(tickets.problems) == 2


def test_a_ticket_that_is_damaged_everywhere_is_named(station: Station) -> None:
    with station.open(FakeDestination()) as tickets:
        ticket = tickets.save(request())
    with sqlite3.connect(station.data / "tickets.db") as connection:
        connection.execute("UPDATE tickets SET sealed = x'01ff'")
    connection.close()
    [problem] = station.open().problems
    assert problem.startswith(f"ticket {show(ticket.number)} is damaged")
