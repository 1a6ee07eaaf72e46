"""The slip of paper: from the yes to its bytes at the printer, and how large its digits are."""

from __future__ import annotations

import os
import tempfile
import time

from kiosk.app.slip import drawing_unseen, slip_service
from kiosk.app.slip_picture import drawn
from kiosk.conversation.questions import PrintSlip, SlipPrinted
from kiosk.packs import load_pack
from kiosk.printing.slip import DIGITS_MM
from kiosk.services.opened import OpenTickets
from kiosk.services.slip import slip_of
from kiosk.settings import FolderSettings, Settings
from kiosk.settings.printer import PrinterSettings
from kiosk.tickets.ticket import NewTicket
from kiosk.tickets.tickets import Tickets
from tests.benchmarks.table import Row, percentile
from tests.printing.conftest import ticket
from tests.printing.paper import FakePrinter, digits_mm, on_the_network

SLIPS = 50
WIDTHS = {"80 mm": PrinterSettings(), "58 mm": PrinterSettings(width_dots=384)}


def run() -> list[Row]:
    """Measure with a printer on this machine that tells its state, and with one that never does."""
    os.environ.pop("HEARD_DATA", None)  # it would win over the folders that are measured
    app = drawing_unseen()
    rows = [_to_paper("a printer that tells its state", b"\x12\x12"), _to_paper("one that never does", b"")]
    rows += [_digits(paper, settings) for paper, settings in WIDTHS.items()]
    del app
    return rows


def _to_paper(which: str, state: bytes) -> Row:
    paper, took = FakePrinter(state=state), []
    with tempfile.TemporaryDirectory() as folder, on_the_network(paper) as address:
        settings = Settings(
            folders=FolderSettings(data=f"{folder}/data", keys=f"{folder}/keys"),
            printer=PrinterSettings(kind="network", address=address),
        )
        packs = {tag: settings.pack(tag) for tag in settings.languages}
        opened = OpenTickets(lambda: Tickets.open(settings))
        service = slip_service(settings, packs, opened)
        assert service is not None
        for _ in range(SLIPS):
            paper.printed.clear()
            begun = time.perf_counter()
            number = opened.get().save(_request()).number
            assert service(PrintSlip(number, "zh-CN")) == SlipPrinted()
            paper.printed.wait(10)
            took.append(time.perf_counter() - begun)
        opened.close()
    slowest = percentile(took, 95)
    return Row(
        f"confirmed to slip's bytes at {which}, p95",
        "<= 1 s",
        f"{slowest:.2f} s",
        slowest <= 1,
        f"the first {took[0]:.2f} s",
    )


def _digits(paper: str, settings: PrinterSettings) -> Row:
    high = min(
        digits_mm(drawn(slip_of(ticket(tag), load_pack(tag), "Station"), settings), settings)
        for tag in ("zh-CN", "en", "ko")
    )
    return Row(f"digits on paper of {paper}", f">= {DIGITS_MM:.0f} mm", f"{high:.1f} mm", high >= DIGITS_MM)


def _request() -> NewTicket:
    return NewTicket(
        text="我们楼下的路灯坏了三天了", language="zh-CN", category="street_light", place="幸福小区"
    )
