"""The slip of paper: ``kiosk slip``, and the service that prints it once a ticket is saved."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.packs import Pack
from kiosk.settings import Settings

if TYPE_CHECKING:  # what a kiosk without a printer does not need: its first screen does not wait for it
    from PySide6.QtGui import QGuiApplication

    from kiosk.services.opened import OpenTickets
    from kiosk.services.slip import SlipService


def slip_service(settings: Settings, packs: Mapping[str, Pack], tickets: OpenTickets) -> SlipService | None:
    """Prints slips, once there is a QGuiApplication; None where there is no printer."""
    if not settings.printer.kind:
        return None
    from kiosk.app.slip_picture import drawn
    from kiosk.printing.printers import printer
    from kiosk.services.slip import SlipService

    to = printer(settings.printer)
    assert to is not None
    draw = partial(drawn, printer=settings.printer)
    return SlipService(tickets, packs, settings.station.name_in, draw, to)


def drawing_unseen() -> QGuiApplication:
    """What drawing needs where nothing is shown, and so no screen is needed; to be kept meanwhile."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance()
    return app if isinstance(app, QGuiApplication) else QGuiApplication(["slip"])


def slip(settings: Settings, number: str, *, out: Path | None, on_paper: bool) -> str:
    """Write the slip to ``out``, print it, or both; return a sentence about it.

    Raises KioskError: no such ticket, a file that cannot be written, a printer that does not print.
    """
    from kiosk.printing.printers import printer
    from kiosk.services.slip import slip_of
    from kiosk.tickets.commands import found
    from kiosk.tickets.files import write_whole
    from kiosk.tickets.number import show

    ticket = found(settings, number)
    to = printer(settings.printer)
    if on_paper and to is None:
        raise KioskError("there is no printer: name one in the settings ([printer] kind and address).")
    app = drawing_unseen()
    from kiosk.app.slip_picture import drawn, png

    station = settings.station.name_in(ticket.language)
    picture = drawn(slip_of(ticket, settings.pack(ticket.language), station), settings.printer)
    told = []
    if out is not None:
        try:
            write_whole(out, png(picture, settings.printer.dots_per_inch))
        except OSError as error:
            raise KioskError(
                f"{out}: it cannot be written ({error.strerror}); name a file in a folder that exists."
            ) from error
        told.append(f"written to {out}")
    if on_paper and to is not None:
        to.print(picture)
        told.append("printed")
    del app
    return f"The slip of ticket {show(ticket.number)} was {' and '.join(told)}."
