"""The printers that a station can have: ESC/POS over a wire, or a queue of the system's (CUPS)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Protocol

from kiosk.printing import escpos, pdf, wires
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.errors import PrinterError
from kiosk.printing.wires import Wire
from kiosk.settings.printer import PrinterSettings

TELLS_S = 0.3
"""Within which a printer tells its state, if it tells it at all."""
PRINTED_S = 8.0
"""Within which a slip is out."""
QUEUED_S = 10.0
"""Within which CUPS takes a job."""


class Printer(Protocol):
    """Something a slip comes out of. Both raise :class:`PrinterError` with a sentence for staff."""

    def print(self, picture: Bitmap) -> None:
        """Print it; where the printer tells what it does, return when the paper is out."""

    def check(self) -> str:
        """What is there, in words; nothing is printed."""


def printer(settings: PrinterSettings) -> Printer | None:
    """The station's printer; None where it has none."""
    match settings.kind:
        case "network":
            return ReceiptPrinter(partial(wires.network, settings.address), settings)
        case "device":
            return ReceiptPrinter(partial(wires.device, settings.address, settings.baud), settings)
        case "queue":
            return QueuePrinter(settings)
    return None


class ReceiptPrinter:
    """An ESC/POS printer. One that never tells its state is believed to print what it takes."""

    def __init__(
        self, connect: Callable[[], AbstractContextManager[Wire]], settings: PrinterSettings
    ) -> None:
        self._connect, self._settings = connect, settings

    def print(self, picture: Bitmap) -> None:
        """Print it and cut it off."""
        document = escpos.document(picture, cut=self._settings.cut)
        try:
            with self._connect() as wire:
                tells = self._ready(wire) is not None
                wire.send(document)
                if tells:
                    self._printed(wire)
        except OSError as error:
            raise self._broke_off(error) from error

    def check(self) -> str:
        """Reach it, and ask for its state."""
        try:
            with self._connect() as wire:
                paper = self._ready(wire)
        except OSError as error:
            raise self._broke_off(error) from error
        if paper is None:
            return f"{self._settings.address}; it does not tell whether it has paper"
        if escpos.nearly_empty(paper):
            return f"{self._settings.address}; little paper is left"
        return f"{self._settings.address}; it has paper"

    def _ready(self, wire: Wire) -> int | None:
        """The state of its paper, None where it tells none. Raises PrinterError where it cannot print."""
        offline = _asked(wire, escpos.ASK_OFFLINE)
        paper = None if offline is None else _asked(wire, escpos.ASK_PAPER)
        if offline is None or paper is None:
            return None
        for fault in escpos.faults(offline, paper):
            raise PrinterError(f"the printer {self._settings.address} does not print: {fault}.")
        return paper

    def _printed(self, wire: Wire) -> None:
        """Wait until the slip is out; of one that stays silent the state is asked for once more."""
        wire.send(escpos.ASK_WHEN_PRINTED)
        if wire.read(PRINTED_S) is None:
            self._ready(wire)

    def _broke_off(self, error: OSError) -> PrinterError:
        why = "it takes nothing any more" if isinstance(error, TimeoutError) else error.strerror or str(error)
        return PrinterError(
            f"the printer {self._settings.address} broke off ({why}): switch it off and on, and look for "
            "jammed paper."
        )


def _asked(wire: Wire, question: bytes) -> int | None:
    """What the printer answers; what else it says of itself meanwhile is passed over."""
    wire.send(question)
    while (byte := wire.read(TELLS_S)) is not None:
        if escpos.is_status(byte):
            return byte
    return None


class QueuePrinter:
    """A printer of the system's, through CUPS."""

    def __init__(self, settings: PrinterSettings) -> None:
        self._settings = settings

    def print(self, picture: Bitmap) -> None:
        """Hand it over to the queue, in its true size."""
        to = ["-d", self._settings.address] if self._settings.address else []
        job = ["lp", *to, "-t", "slip", "-o", "print-scaling=none", "-"]
        self._told(job, pdf.document(picture, self._settings.dots_per_inch))

    def check(self) -> str:
        """Ask CUPS for the queue."""
        if not self._settings.address:
            return self._told(["lpstat", "-d"])
        state = self._told(["lpstat", "-p", self._settings.address])
        if "disabled" in state:
            raise PrinterError(f"CUPS holds the queue ({state}): cupsenable {self._settings.address}.")
        return state

    def _told(self, command: list[str], given: bytes = b"") -> str:
        try:
            done = subprocess.run(
                command,
                input=given,
                capture_output=True,
                timeout=QUEUED_S,
                env={**os.environ, "LC_ALL": "C"},
            )
        except FileNotFoundError as error:
            raise PrinterError(f"there is no {command[0]} here: install CUPS (apt install cups).") from error
        except subprocess.TimeoutExpired as error:
            raise PrinterError(f"CUPS does not answer within {QUEUED_S:.0f} s: restart it.") from error
        told = " ".join((done.stderr if done.returncode else done.stdout).decode(errors="replace").split())
        if done.returncode:
            raise PrinterError(f"CUPS does not print ({told}): correct [printer] address, or the queue.")
        return told
