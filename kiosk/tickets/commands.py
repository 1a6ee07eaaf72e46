"""What ``kiosk tickets list | show | retry | export`` do. Each returns what to print.

All raise :class:`~kiosk.tickets.errors.TicketsError` with one sentence for staff. They work beside a running
kiosk, and leave a damaged database to it.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from kiosk.settings import Settings
from kiosk.tickets import listing, number
from kiosk.tickets.audit import Audit
from kiosk.tickets.courier import LOOK_S
from kiosk.tickets.errors import TicketsError, UnknownTicketError
from kiosk.tickets.files import write_whole_from
from kiosk.tickets.listing import EVERY, Filter, Row
from kiosk.tickets.looking import looking
from kiosk.tickets.outbox import State
from kiosk.tickets.reading import Reading
from kiosk.tickets.stored import StoredTicket
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.tickets import TICKETS_FILE, Tickets

log = logging.getLogger(__name__)

Form = Literal["csv", "json"]
_WRITERS = {"csv": listing.to_csv, "json": listing.to_json}

LAST = 500
"""Tickets in a list, unless more are asked for."""
_CLIP = 40
"""Characters of a request in a list; ``show`` has all of it."""


def list_tickets(
    settings: Settings, wanted: Filter = EVERY, *, personal: bool = False, last: int = LAST
) -> str:
    """Return a line for each ticket that fits, the oldest first, and a last line with their count.

    Of more than ``last`` only the newest are listed; the last line says so.
    """
    with looking(settings) as tickets:
        if tickets is None:
            return "0 tickets"
        rows = listing.rows(tickets.backwards(), wanted, personal=personal)
        found = list(itertools.islice(rows, last))
        more = f"; the newest of {tickets.count()}, --last {2 * last} shows more" if next(rows, None) else ""
    noted(settings, "listed", more=", ".join(filter(None, (f"{len(found)} tickets", _how(personal)))))
    found.reverse()
    counts = Counter(row["state"] for row in found)
    states = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    told = f"{len(found)} tickets" + (f": {states}" if states else "") + more
    return "\n".join([*map(_line, found), told])


def show_ticket(settings: Settings, typed: str, *, personal: bool = False) -> str:
    """Return everything about one ticket, a line each. Raises for a number that does not exist."""
    wanted = number.read(typed)
    with looking(settings) as tickets:
        entry = look_up(tickets, wanted)
    noted(settings, "showed", [wanted], more=_how(personal))
    row = listing.as_row(entry, personal=personal)
    return "\n".join(f"{name + ':':17} {value}" for name, value in row.items() if value)


def found(settings: Settings, typed: str) -> Ticket:
    """Return the ticket of a number, for its slip. Raises for one that is not there or cannot be read."""
    wanted = number.read(typed)
    with looking(settings) as tickets:
        entry = look_up(tickets, wanted)
    if entry.ticket is None:
        raise TicketsError(f"ticket {number.show(wanted)} is damaged on the disk: it cannot be read.")
    noted(settings, "made the slip of", [wanted])
    return entry.ticket


def retry_tickets(settings: Settings, typed: str = "") -> str:
    """Queue one ticket again, or all that wait or were set aside; return what will happen."""
    ticket_id = None
    with opened(settings) as tickets:
        if typed:
            wanted = number.read(typed)
            entry = look_up(tickets.store if tickets else None, wanted)
            if entry.state == State.SENT:
                return f"Ticket {number.show(wanted)} has arrived already: nothing to do."
            if entry.ticket is None:
                raise TicketsError(f"ticket {number.show(wanted)} is damaged on the disk: it cannot be sent.")
            ticket_id = entry.ticket.id
        count = tickets.outbox.back_to_queue(ticket_id) if tickets else 0
    return f"{count} tickets are queued; a running kiosk sends them within {LOOK_S:g} seconds."


def export_tickets(
    settings: Settings, form: Form, wanted: Filter = EVERY, *, personal: bool = False
) -> Iterator[bytes]:
    """Give the tickets that fit, as the content of a CSV or JSON file, bit by bit."""
    noted(settings, "exported", more=f"{wanted.told() or 'all'}" + ", personal" * personal)
    with looking(settings) as tickets:
        entries = tickets.entries() if tickets else ()
        yield from _WRITERS[form](listing.rows(entries, wanted, personal=personal))


def export_to_file(
    settings: Settings, form: Form, out: Path, wanted: Filter = EVERY, *, personal: bool = False
) -> str:
    """Write the export whole or not at all, readable by its owner only; return a sentence about it."""
    return written(out, export_tickets(settings, form, wanted, personal=personal))


def written(out: Path, content: Iterable[bytes]) -> str:
    """Write an export whole or not at all, readable by its owner only; return a sentence about it."""
    try:
        write_whole_from(out, content)
    except OSError as error:
        raise TicketsError(
            f"{out} cannot be written ({error.strerror}): name a file in a folder that exists, with room "
            "enough. Nothing was written."
        ) from error
    return f"The tickets were written to {out}."


def look_up(tickets: Reading | None, wanted: str) -> StoredTicket:
    """Return the ticket with a number (digits only). Raises :class:`UnknownTicketError`."""
    entry = tickets.find(wanted) if tickets else None
    if entry is not None:
        return entry
    if tickets and tickets.is_erased(wanted):
        raise UnknownTicketError(f"ticket {number.show(wanted)} was erased.")
    raise UnknownTicketError(
        f"there is no ticket {number.show(wanted)} on this kiosk: look at the slip again."
    )


def noted(settings: Settings, what: str, numbers: Sequence[str] = ("",), *, more: str = "") -> None:
    """Note in the audit log what was looked at; where that cannot be written, say so and go on."""
    if not settings.data_folder.is_dir():
        return
    try:
        Audit(settings.data_folder).note(what, numbers, more=more)
    except TicketsError as error:
        log.warning("%s It is not noted who looked at the tickets now.", error)


@contextlib.contextmanager
def opened(settings: Settings) -> Iterator[Tickets | None]:
    """Open the tickets; None where this kiosk has none yet, so that looking makes no database."""
    if not (settings.data_folder / TICKETS_FILE).exists():
        yield None
        return
    with Tickets.open(settings, repair=False) as tickets:
        yield tickets


def _line(row: Row) -> str:
    made = datetime.fromisoformat(row["made_at"])
    words = " · ".join(part for part in (row["place"], row["text"] or row["reason"]) if part)
    words = words if len(words) <= _CLIP else words[: _CLIP - 1] + "…"
    return (
        f"{number.show(row['number']):10} {made:%Y-%m-%d %H:%M}  {row['state']:9} {row['urgency']:9} "
        f"{row['category'] or '-':16} {words}"
    )


def _how(personal: bool) -> str:
    return "personal" if personal else ""
