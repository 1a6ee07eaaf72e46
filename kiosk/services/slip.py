"""Prints the slip of a ticket; what keeps it from coming out is told to staff, and in nobody's way."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kiosk.conversation.questions import PrintSlip, SlipFailed, SlipPrinted
from kiosk.conversation.wording import category_name, prompt
from kiosk.errors import KioskError
from kiosk.packs import Pack
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.printers import Printer
from kiosk.printing.slip import Slip
from kiosk.services.opened import OpenTickets
from kiosk.tickets.number import show

if TYPE_CHECKING:
    from kiosk.tickets.ticket import Ticket

log = logging.getLogger(__name__)


class SlipService:
    """Prints by ``printer`` what ``draw`` draws; ``station`` is the station's name in a language."""

    def __init__(
        self,
        tickets: OpenTickets,
        packs: Mapping[str, Pack],
        station: Callable[[str], str],
        draw: Callable[[Slip], Bitmap],
        printer: Printer,
    ) -> None:
        self._tickets, self._packs, self._station = tickets, packs, station
        self._draw, self._printer = draw, printer

    def __call__(self, question: PrintSlip) -> SlipPrinted | SlipFailed:
        """The answer, once the slip is out or will not come."""
        try:
            entry = self._tickets.get().store.find(question.number)
            if entry is None or entry.ticket is None:
                log.error("no slip was printed: there is no such ticket, or it cannot be read")
                return SlipFailed()
            pack = self._packs[question.language]
            self._printer.print(self._draw(slip_of(entry.ticket, pack, self._station(pack.tag))))
        except KioskError as error:
            log.error("no slip was printed: %s", error)
            return SlipFailed()
        except Exception:
            log.exception("no slip was printed")
            return SlipFailed()
        return SlipPrinted()


def slip_of(ticket: Ticket, pack: Pack, station: str) -> Slip:
    """The slip of a ticket in the pack's language; ``station`` is the station's name in it.

    Of a confidential ticket it does not say what it is about: whoever hurts somebody may find the slip.
    """
    about = "" if ticket.confidential else category_name(pack, ticket.category)
    return Slip(
        language=pack.tag,
        station=station,
        label=prompt(pack, "done.label"),
        groups=tuple(show(ticket.number).split()),
        day=prompt(pack, "slip.day", "{day}"),
        made=ticket.made_at.date(),
        about=prompt(pack, "slip.about", about) if about else "",
        advice=(prompt(pack, "slip.keep"), prompt(pack, "done.ask")),
    )
