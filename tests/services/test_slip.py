"""A slip is printed beside everything else: nobody is held up by a printer that is slow or fails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from queue import Queue

import pytest

from kiosk.conversation.draft import Draft
from kiosk.conversation.events import Answered, Event
from kiosk.conversation.questions import PrintSlip, Save, Saved, SlipFailed, SlipPrinted
from kiosk.packs import load_pack
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.errors import PrinterError
from kiosk.printing.slip import Slip
from kiosk.services import Services, ticket_services
from kiosk.services.opened import OpenTickets
from kiosk.services.slip import SlipService
from kiosk.tickets.tickets import Tickets
from kiosk.tickets.vault import KEY_FILE
from tests.pace import patience

PACKS = {tag: load_pack(tag) for tag in ("zh-CN", "en")}


class FakePrinter:
    """Prints once it may, or fails."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.fault: Exception | None = None
        self.slips: list[Slip] = []

    def draw(self, slip: Slip) -> Bitmap:
        self.slips.append(slip)
        return Bitmap(8, 1, b"\xff")

    def print(self, picture: Bitmap) -> None:
        assert self.may.wait(patience(20))
        if self.fault:
            raise self.fault

    def check(self) -> str:
        return ""


class Kiosk:
    """The services of a kiosk, and what they answer."""

    def __init__(self, folder: Path) -> None:
        self.printer, self.answers = FakePrinter(), Queue[Event]()
        opened = OpenTickets(lambda: Tickets(folder / "data", folder / "keys" / KEY_FILE))
        slips = SlipService(opened, PACKS, lambda tag: f"Station ({tag})", self.printer.draw, self.printer)
        self.services: Services = ticket_services(opened, PACKS, self.answers.put, slips)

    def answer(self) -> object:
        event = self.answers.get(timeout=patience(20))
        assert isinstance(event, Answered)
        return event.answer

    def saved(self) -> str:
        self.services.ask(Save(Draft(text="路灯坏了", category="street_light"), "zh-CN"))
        answer = self.answer()
        assert isinstance(answer, Saved)
        return answer.number


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    made = Kiosk(tmp_path)
    yield made
    made.printer.may.set()
    made.services.close()


def test_the_next_ticket_is_saved_while_the_slip_of_the_last_is_waited_for(kiosk: Kiosk) -> None:
    kiosk.services.ask(PrintSlip(kiosk.saved(), "zh-CN"))
    assert kiosk.saved() == "10000020"
    kiosk.printer.may.set()
    assert kiosk.answer() == SlipPrinted()


def test_the_slip_is_in_the_language_it_is_asked_for_in(kiosk: Kiosk) -> None:
    kiosk.printer.may.set()
    kiosk.services.ask(PrintSlip(kiosk.saved(), "en"))
    assert kiosk.answer() == SlipPrinted()
    (slip,) = kiosk.printer.slips
    assert (slip.station, slip.number, slip.made) == ("Station (en)", "10000012", date.today())


@pytest.mark.parametrize(
    "fault", [PrinterError("it is out of paper: put in a new roll."), RuntimeError("bug")]
)
def test_what_keeps_a_slip_from_coming_out_is_told_to_staff_alone(
    fault: Exception, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk.printer.fault = fault
    kiosk.printer.may.set()
    kiosk.services.ask(PrintSlip(kiosk.saved(), "zh-CN"))
    assert kiosk.answer() == SlipFailed()
    (told,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "no slip was printed" in told.getMessage()
    assert str(fault) in caplog.text
    assert "路灯" not in caplog.text


def test_no_slip_is_printed_of_a_ticket_that_is_not_there(kiosk: Kiosk) -> None:
    kiosk.printer.may.set()
    kiosk.saved()
    kiosk.services.ask(PrintSlip("40721936", "zh-CN"))
    assert kiosk.answer() == SlipFailed()
