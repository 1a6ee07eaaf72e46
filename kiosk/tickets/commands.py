"""What ``kiosk tickets list | show | retry | export`` do. Each returns what to print.

All raise :class:`~kiosk.tickets.errors.TicketsError` with one sentence for staff. They work beside a running
kiosk, and leave a damaged database to it.
"""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

from kiosk.settings import Settings
from kiosk.tickets import listing, number
from kiosk.tickets.courier import LOOK_S
from kiosk.tickets.errors import TicketsError
from kiosk.tickets.files import write_whole_from
from kiosk.tickets.listing import EVERY, Filter, Row
from kiosk.tickets.looking import looking
from kiosk.tickets.outbox import State
from kiosk.tickets.tickets import TICKETS_FILE, Tickets

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
    found.reverse()
    counts = Counter(row["state"] for row in found)
    states = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    told = f"{len(found)} tickets" + (f": {states}" if states else "") + more
    return "\n".join([*map(_line, found), told])


def show_ticket(settings: Settings, typed: str, *, personal: bool = False) -> str:
    """Return everything about one ticket, a line each. Raises for a number that does not exist."""
    wanted = number.read(typed)
    with looking(settings) as tickets:
        entry = tickets.find(wanted) if tickets else None
    if entry is None:
        raise _unknown(wanted)
    row = listing.as_row(entry, personal=personal)
    return "\n".join(f"{name + ':':17} {value}" for name, value in row.items() if value)


def retry_tickets(settings: Settings, typed: str = "") -> str:
    """Queue one ticket again, or all that wait or were set aside; return what will happen."""
    ticket_id = None
    with _opened(settings) as tickets:
        if typed:
            wanted = number.read(typed)
            entry = tickets.store.find(wanted) if tickets else None
            if entry is None:
                raise _unknown(wanted)
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
    with looking(settings) as tickets:
        entries = tickets.entries() if tickets else ()
        yield from _WRITERS[form](listing.rows(entries, wanted, personal=personal))


def export_to_file(
    settings: Settings, form: Form, out: Path, wanted: Filter = EVERY, *, personal: bool = False
) -> str:
    """Write the export whole or not at all, readable by its owner only; return a sentence about it."""
    try:
        write_whole_from(out, export_tickets(settings, form, wanted, personal=personal))
    except OSError as error:
        raise TicketsError(
            f"{out} cannot be written ({error.strerror}): name a file in a folder that exists, with room "
            "enough. Nothing was written."
        ) from error
    return f"The tickets were written to {out}."


@contextlib.contextmanager
def _opened(settings: Settings) -> Iterator[Tickets | None]:
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


def _unknown(wanted: str) -> TicketsError:
    return TicketsError(f"there is no ticket {number.show(wanted)} on this kiosk: look at the slip again.")
