"""A resident's request to be forgotten: nothing of the ticket is left here, and no copy brings it back."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import msgspec
import pytest

from kiosk.settings import FolderSettings, Settings
from kiosk.tickets import rights
from kiosk.tickets.errors import AuditUnwritableError, TicketsError, UnknownTicketError
from kiosk.tickets.message import Kind
from kiosk.tickets.number import show
from kiosk.tickets.outbox import State
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.tickets import Tickets
from tests.pace import eventually
from tests.tickets.conftest import FakeDestination, Station, at_desk, everything_sent, request


@pytest.fixture
def settings(station: Station, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("HEARD_DATA", raising=False)
    folders = FolderSettings(data=str(station.data), keys=str(station.key.parent))
    return msgspec.structs.replace(Settings(), folders=folders)


def served(station: Station) -> tuple[Tickets, list[Ticket]]:
    """Three tickets at kiosk and desk, an addition and a reminder behind the second."""
    tickets = station.open()
    saved = [tickets.save(request(f"request {n}", category="street_light")) for n in range(3)]
    tickets.follow_up(saved[1].number, Kind.ADDITION, language="en", text="and the gate")
    tickets.follow_up(saved[1].number, Kind.REMINDER, language="en")
    tickets.start()
    eventually(lambda: everything_sent(tickets))
    return tickets, saved


def erase(settings: Settings, number: str) -> str:
    return rights.erase_ticket(settings, number, agrees=lambda question: True)


def sealed_at(path: Path) -> list[bytes]:
    connection = sqlite3.connect(path)
    tables = ("tickets", "messages") if path.stem == "tickets" else ("received", "follow_ups")
    found = [sealed for table in tables for (sealed,) in connection.execute(f"SELECT sealed FROM {table}")]
    connection.close()
    return [sealed for sealed in found if sealed]


def test_an_erased_ticket_leaves_no_byte_in_any_database_file_and_its_number_stays_used(
    station: Station, settings: Settings
) -> None:
    tickets, saved = served(station)
    gone = saved[1]
    before = {sealed for name in ("tickets.db", "desk.db") for sealed in sealed_at(station.data / name)}
    told = erase(settings, show(gone.number))
    assert told == "Ticket 1000 0020 is erased here; its number is not given again."
    after = {sealed for name in ("tickets.db", "desk.db") for sealed in sealed_at(station.data / name)}
    on_disk = b"".join(path.read_bytes() for path in station.data.glob("*.db*"))
    erased = before - after
    assert len(erased) == 6, "ticket, addition and reminder, here and at the desk"
    pieces = [sealed[at : at + 16] for sealed in erased for at in range(0, len(sealed) - 16, 16)]
    assert [piece for piece in pieces if piece in on_disk] == []
    assert gone.id.encode() not in on_disk
    assert gone.number.encode() not in on_disk
    assert all(each.id.encode() in on_disk for each in (saved[0], saved[2]))
    assert tickets.save(request()).sequence == 4


def test_what_was_erased_is_not_told_as_lost_nor_taken_over_from_any_copy(
    station: Station, settings: Settings
) -> None:
    tickets, saved = served(station)
    tickets.close()
    copy = station.root / "copy.db"
    shutil.copy(station.data / "tickets.db", copy)
    desk = station.root / "desk-copy.db"
    shutil.copy(station.data / "desk.db", desk)
    erase(settings, saved[1].number)
    shutil.copy(copy, station.data / "tickets.damaged-backup.db")
    shutil.copy(desk, station.data / "desk.db")
    with station.open() as again:
        assert [entry.number for entry in again.store.entries()] == [saved[0].number, saved[2].number]
        assert at_desk(again) == [saved[0], saved[2]]
        assert [told for told in again.problems if "cannot be found" in told] == []
    (station.data / "tickets.db").unlink()  # an old copy put in its place: only the mark knows by now
    shutil.copy(copy, station.data / "tickets.db")
    with station.open() as again:
        assert [entry.number for entry in again.store.entries()] == [saved[0].number, saved[2].number]
        assert [told for told in again.problems if "cannot be found" in told] == []


def test_an_erasure_that_a_power_cut_ended_goes_on_at_the_next_start(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets, saved = served(station)
    with monkeypatch.context() as patch:
        patch.setattr("kiosk.tickets.destinations.desk.Desk.erase", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tickets.eraser.erase([saved[0].number])
    cut = station.after_a_power_cut()
    with cut.open() as again:
        assert at_desk(again) == saved[1:]
        assert [entry.number for entry in again.store.entries()] == [each.number for each in saved[1:]]


def test_erasing_asks_first_and_says_where_it_never_arrives_and_where_copies_are(
    station: Station, settings: Settings
) -> None:
    with station.open(FakeDestination()) as tickets:
        number = tickets.save(request()).number
    asked: list[str] = []

    def refuse(question: str) -> bool:
        asked.append(question)
        return False

    assert rights.erase_ticket(settings, number, agrees=refuse) == "Nothing was erased."
    assert "It has not arrived at desk, and never will." in asked[0]
    with station.open(FakeDestination()) as tickets:
        tickets.start()
        eventually(lambda: tickets.outbox.counts()[State.SENT] == 1)
    elsewhere = msgspec.structs.replace(settings, destinations=())
    assert "desk has a copy (REF-1): have it erased there too." in erase(elsewhere, number)
    with pytest.raises(UnknownTicketError, match="was erased"):
        erase(settings, number)


def test_nothing_is_erased_that_cannot_be_noted_first(station: Station, settings: Settings) -> None:
    tickets, saved = served(station)
    (station.data / "audit.log").mkdir()
    with pytest.raises(AuditUnwritableError):
        erase(settings, saved[0].number)
    assert len(list(tickets.store.entries())) == 3


def test_an_export_of_one_ticket_is_all_that_is_kept_of_it(station: Station, settings: Settings) -> None:
    _, saved = served(station)
    kept = msgspec.json.decode(rights.export_ticket(settings, saved[1].number))
    assert msgspec.convert(kept["ticket"], Ticket) == saved[1]
    assert [each["text"] for each in kept["follow_ups"]] == ["and the gate", ""]
    assert [(way["destination"], way["state"]) for way in kept["sent"]] == [("desk", "sent")] * 3
    with pytest.raises(TicketsError, match="there is no ticket"):
        rights.export_ticket(settings, "10000048")
