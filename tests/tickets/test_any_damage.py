"""Whatever happens to any file: every ticket confirmed is readable or named, and no number comes twice."""

from __future__ import annotations

import logging
import random
import re
import shutil
from pathlib import Path

import pytest

from kiosk.tickets.message import FollowUp, Kind
from kiosk.tickets.number import show
from kiosk.tickets.ticket import Ticket
from tests.pace import eventually
from tests.tickets.conftest import Station, everything_sent, request

SEEDS = 30


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@pytest.fixture(scope="module")
def confirmed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Ticket], list[FollowUp]]:
    """A kiosk whose power was cut; some tickets are at its desk, some wait, some lie in the log alone."""
    station = Station(tmp_path_factory.mktemp("confirmed"))
    with station.open() as tickets:
        tickets.start()
        made = [tickets.save(request(f"{n} " + "字" * 40 * n)) for n in range(12)]
        eventually(lambda: everything_sent(tickets))
    tickets = station.open()
    made += [tickets.save(request(f"{n} " + "字" * 900)) for n in range(12, 24)]
    followed = [
        tickets.follow_up(ticket.number, Kind.ADDITION, language="en", text=f"and {ticket.text}")
        for ticket in (made[0], made[12])
    ]
    cut = station.after_a_power_cut()
    for opened in station.opened:
        opened.close()
    return cut.root, made, followed


def damaged(content: bytes, chance: random.Random) -> bytes | None:
    """Return what a bad card, a bad copy or a careless hand makes of a file; None: it is gone."""
    size, start = len(content), chance.randrange(len(content))
    length = min(chance.choice((1, 16, 512, 4096, size)), size - start)
    match chance.randrange(7):
        case 0:
            return None
        case 1:
            return b""
        case 2:
            return content[:start]
        case 3:
            return content[:start] + bytes(length) + content[start + length :]
        case 4:
            return content[:start] + chance.randbytes(length) + content[start + length :]
        case 5:
            return content[:start] + content[start + length :]
    broken = bytearray(content)
    for _ in range(chance.choice((1, 10, 100))):
        broken[chance.randrange(size)] ^= 1 << chance.randrange(8)
    return bytes(broken)


def damage(station: Station, chance: random.Random) -> str:
    files = sorted(file for file in station.data.iterdir() if file.stat().st_size)
    hit = chance.sample(files, chance.choice((1, 1, 1, 2, 3)))
    for file in hit:
        left = damaged(file.read_bytes(), chance)
        file.unlink()
        if left is not None:
            file.write_bytes(left)
    return ", ".join(file.name for file in hit)


def named(problems: list[str]) -> set[str]:
    """Return every number that a sentence for staff names, and all between two of a range."""
    ways = "cannot be found", "is damaged on the disk", "nobody knows here"
    told = " ".join(problem for problem in problems if any(way in problem for way in ways))
    numbers: set[str] = set()
    for first, last in re.findall(r"(\d{4} \d{4})(?: to (\d{4} \d{4}))?", told):
        low, high = (int(each.replace(" ", "")[2:7]) for each in (first, last or first))
        numbers |= {f"{sequence:05}" for sequence in range(low, high + 1)}
    return numbers


def check(station: Station, made: list[Ticket], followed: list[FollowUp], seed: int) -> None:
    chance = random.Random(seed)
    hit = damage(station, chance)
    tickets = station.open()
    readable = {entry.ticket.number: entry.ticket for entry in tickets.store.entries() if entry.ticket}
    told = named(tickets.problems)
    about = f"seed {seed}: {hit}: {tickets.problems}"
    for ticket in made:
        if ticket.number in readable:
            assert readable[ticket.number] == ticket, about
        else:
            assert ticket.number[2:7] in told, f"{show(ticket.number)} is lost unsaid, {about}"
    lost = [each for each in followed if each.id not in tickets.store.ids()]
    if lost and "confirmed-sequence" not in hit:  # else how many there were is not known
        assert any("additions" in problem for problem in tickets.problems) or any(
            each.number[2:7] in told for each in lost
        ), about
    assert tickets.save(request()).number not in {ticket.number for ticket in made}, about
    again = station.open()
    assert not any("is damaged (" in problem for problem in again.problems), f"twice, {about}"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_ticket_confirmed_is_readable_or_named(
    tmp_path: Path, confirmed: tuple[Path, list[Ticket], list[FollowUp]], seed: int
) -> None:
    root, made, followed = confirmed
    shutil.copytree(root, tmp_path / "kiosk")
    station = Station(tmp_path / "kiosk")
    try:
        check(station, made, followed, seed)
    finally:
        for tickets in station.opened:
            tickets.close()
