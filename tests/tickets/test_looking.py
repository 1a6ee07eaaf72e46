"""Tickets are read on a read-only disk, on a full one, and before an old file was brought up to date."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.settings import FolderSettings, Settings
from kiosk.tickets import commands
from kiosk.tickets.database import Database
from kiosk.tickets.errors import KeyUnusableError
from kiosk.tickets.number import show
from kiosk.tickets.schema import MIGRATIONS
from tests.tickets.conftest import FakeDestination, Station, request

ROOT = sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    small = tmp_path / "small"
    small.mkdir()
    if (
        not ROOT
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(small)], check=False
        ).returncode
    ):
        pytest.skip("this machine does not let us mount")
    yield small
    subprocess.run(["umount", "-l", str(small)], check=True)


def read_only(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def full(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler:
        for piece in (4096, 1):
            try:
                while True:
                    filler.write(bytes(piece))
            except OSError:
                continue


def settings_of(station: Station) -> Settings:
    folders = FolderSettings(data=str(station.data), keys=str(station.key.parent))
    return msgspec.structs.replace(Settings(), folders=folders)


@pytest.mark.parametrize("spoil", [read_only, full], ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("cut", [True, False], ids=["after a power cut", "at rest"])
def test_tickets_are_listed_shown_and_exported_where_nothing_can_be_written(
    disk: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None], cut: bool
) -> None:
    monkeypatch.delenv("HEARD_DATA", raising=False)
    station = Station(disk)
    tickets = station.open(FakeDestination())
    ticket = tickets.save(request("路灯坏了"))
    there = station.after_a_power_cut() if cut else station
    tickets.close()
    spoil(disk)
    settings = settings_of(there)
    assert "路灯坏了" in commands.list_tickets(settings)
    assert "路灯坏了" in commands.show_ticket(settings, ticket.number)
    assert "路灯坏了".encode() in b"".join(commands.export_tickets(settings, "csv"))


def test_looking_writes_nothing_and_leaves_the_schema_to_the_kiosk(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEARD_DATA", raising=False)
    with station.open(FakeDestination()):
        pass
    path = station.data / "tickets.db"
    path.unlink()
    Database(path, MIGRATIONS[:1]).close()
    before = path.read_bytes()
    assert commands.list_tickets(settings_of(station)) == "0 tickets"
    assert path.read_bytes() == before


def test_looking_with_another_key_is_refused_and_the_key_named(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEARD_DATA", raising=False)
    with station.open(FakeDestination()) as tickets:
        tickets.save(request())
    station.key.write_text("00" * 32)
    with pytest.raises(KeyUnusableError, match="another key"):
        commands.list_tickets(settings_of(station))


def test_a_long_list_shows_the_newest_and_says_so(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEARD_DATA", raising=False)
    with station.open(FakeDestination()) as tickets:
        made = [tickets.save(request(str(n))) for n in range(5)]
    *lines, last = commands.list_tickets(settings_of(station), last=2).splitlines()
    assert [line[:9] for line in lines] == [show(ticket.number) for ticket in made[-2:]]
    assert last == "2 tickets: 2 queued; the newest of 5, --last 4 shows more"


def test_looking_holds_up_no_save(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEARD_DATA", raising=False)
    tickets = station.open(FakeDestination())
    tickets.save(request())
    reading = commands.export_tickets(settings_of(station), "json")
    next(reading)
    holder = sqlite3.connect(station.data / "tickets.db", timeout=0)
    assert holder.execute("BEGIN IMMEDIATE")
    holder.close()
    assert tickets.save(request()).sequence == 2
    b"".join(reading)
