"""What comes out of a printer is the slip, bit for bit; where none comes out, one sentence says why."""

from __future__ import annotations

import re
import socket
import stat
import sys
import zlib
from pathlib import Path

import pytest

from kiosk.printing import printers, wires
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.errors import PrinterError
from kiosk.printing.printers import Printer, printer
from kiosk.settings.printer import PrinterSettings
from tests.pace import patience
from tests.printing.paper import (
    COVER_OPEN,
    LITTLE_PAPER,
    NO_PAPER,
    FakePrinter,
    on_a_serial_line,
    on_the_network,
)


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printers, "PRINTED_S", 0.2)
    monkeypatch.setattr(wires, "STALLED_S", 0.2)


def networked(address: str, *, cut: bool = True) -> Printer:
    made = printer(PrinterSettings(kind="network", address=address, cut=cut))
    assert made is not None
    return made


def at_device(path: str | Path) -> Printer:
    made = printer(PrinterSettings(kind="device", address=str(path)))
    assert made is not None
    return made


def why_not(made: Printer, picture: Bitmap) -> str:
    with pytest.raises(PrinterError) as told:
        made.print(picture)
    return str(told.value)


def test_a_network_printer_prints_the_picture_and_cuts_it_off(picture: Bitmap) -> None:
    paper = FakePrinter()
    with on_the_network(paper) as address:
        networked(address).print(picture)
    assert paper.picture == picture
    assert paper.cuts == 1


def test_a_printer_that_never_tells_its_state_prints_too(picture: Bitmap) -> None:
    paper = FakePrinter(state=b"")
    with on_the_network(paper) as address:
        networked(address).print(picture)
        assert paper.printed.wait(patience(5))
        assert "does not tell" in networked(address).check()
    assert paper.picture == picture


def test_a_printer_without_a_blade_feeds_the_slip_out(picture: Bitmap) -> None:
    paper = FakePrinter()
    with on_the_network(paper) as address:
        networked(address, cut=False).print(picture)
    assert paper.picture == picture
    assert paper.cuts == 0


def test_a_printer_on_a_serial_line_prints_the_same(picture: Bitmap) -> None:
    paper = FakePrinter()
    with on_a_serial_line(paper) as path:
        at_device(path).print(picture)
        assert "it has paper" in at_device(path).check()
    assert paper.picture == picture


def test_a_device_that_only_listens_gets_the_same_bytes(picture: Bitmap, tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.touch()
    at_device(device).print(picture)
    paper = FakePrinter()
    paper.take(device.read_bytes())
    assert paper.picture == picture


@pytest.mark.parametrize(
    ("state", "told"), [(NO_PAPER, "put in a new roll"), (COVER_OPEN, "its cover is open")]
)
def test_what_a_printer_says_is_wrong_is_told_and_nothing_is_sent(
    state: bytes, told: str, picture: Bitmap
) -> None:
    paper = FakePrinter(state=state)
    with on_the_network(paper) as address:
        assert told in why_not(networked(address), picture)
        with pytest.raises(PrinterError, match=told):
            networked(address).check()
    assert paper.rows == []


def test_paper_that_runs_out_within_a_slip_is_told(picture: Bitmap) -> None:
    with on_the_network(FakePrinter(runs_out_after=200)) as address:
        assert "put in a new roll" in why_not(networked(address), picture)


def test_little_paper_is_told_by_the_doctor_alone(picture: Bitmap) -> None:
    paper = FakePrinter(state=LITTLE_PAPER)
    with on_the_network(paper) as address:
        networked(address).print(picture)
        assert "little paper is left" in networked(address).check()
    assert paper.picture == picture


def test_what_a_printer_says_of_itself_unasked_is_no_answer(picture: Bitmap) -> None:
    paper = FakePrinter(state=NO_PAPER, unasked=b"\x14\x00\x00\x0f")
    with on_the_network(paper) as address:
        assert "put in a new roll" in why_not(networked(address), picture)


def test_a_printer_that_refuses_is_told_with_its_address(picture: Bitmap) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
    assert f"{address} is not reached" in why_not(networked(address), picture)


def test_a_printer_that_hangs_takes_nothing_any_more(picture: Bitmap) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        address = f"127.0.0.1:{server.getsockname()[1]}"
        assert "takes nothing any more" in why_not(networked(address), picture)


@pytest.mark.parametrize("address", ["", ":9100", "printer:port"])
def test_an_address_that_is_none_is_named(address: str, picture: Bitmap) -> None:
    assert "[printer] address" in why_not(networked(address), picture)


def test_a_device_that_is_not_there_is_named(picture: Bitmap, tmp_path: Path) -> None:
    told = why_not(at_device(tmp_path / "lp7"), picture)
    assert "lp7 cannot be opened" in told
    assert "switched on" in told


def test_no_printer_in_the_settings_is_no_printer() -> None:
    assert printer(PrinterSettings()) is None


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``lp`` and ``lpstat`` that stand for CUPS; ``lp`` keeps what it gets in ``job``."""
    _program(tmp_path / "lp", f'echo "$@" > {tmp_path}/asked; cat > {tmp_path}/job')
    _program(tmp_path / "lpstat", 'echo "printer $2 is idle."')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def queue() -> Printer:
    made = printer(PrinterSettings(kind="queue", address="Front"))
    assert made is not None
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="CUPS")
def test_a_queue_of_the_system_gets_the_picture_in_its_true_size(picture: Bitmap, cups: Path) -> None:
    queue().print(picture)
    job = (cups / "job").read_bytes()
    assert "-d Front" in (cups / "asked").read_text(encoding="utf-8")
    dots = re.search(rb"FlateDecode.*?stream\n(.*?)\nendstream", job, re.DOTALL)
    page = re.search(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", job)
    assert dots is not None
    assert page is not None
    assert zlib.decompress(dots[1]) == picture.data
    assert float(page[1]) / 72 * 203 == pytest.approx(picture.width, abs=0.1)
    assert queue().check() == "printer Front is idle."


@pytest.mark.skipif(sys.platform == "win32", reason="CUPS")
def test_what_cups_refuses_is_told_in_its_own_words(picture: Bitmap, cups: Path) -> None:
    _program(cups / "lp", 'echo "lp: The printer or class does not exist." >&2; exit 1')
    _program(cups / "lpstat", 'echo "printer $2 disabled since Monday"')
    assert "The printer or class does not exist" in why_not(queue(), picture)
    with pytest.raises(PrinterError, match="cupsenable Front"):
        queue().check()
    (cups / "lp").unlink()
    assert "install CUPS" in why_not(queue(), picture)
