"""What ``kiosk tickets erase NUMBER | export NUMBER | audit`` do, for residents' requests and auditors.

Each raises :class:`~kiosk.tickets.errors.TicketsError` with one sentence for staff.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import msgspec

from kiosk.settings import Settings
from kiosk.tickets import number
from kiosk.tickets.audit import Audit
from kiosk.tickets.commands import look_up, noted, opened
from kiosk.tickets.damaged import damaged_beside
from kiosk.tickets.looking import looking
from kiosk.tickets.message import Kind
from kiosk.tickets.outbox import State
from kiosk.tickets.stored import StoredTicket

_SENT = ("destination", "kind", "state", "reference", "received_at")


def export_ticket(settings: Settings, typed: str) -> bytes:
    """Return all that is kept of one ticket as JSON (UTF-8), name and phone number too."""
    wanted = number.read(typed)
    with looking(settings) as tickets:
        entry = look_up(tickets, wanted)
        followed = tickets.follow_ups(entry.ticket.id) if tickets and entry.ticket else []
    noted(settings, "exported", [wanted], more="personal")
    kept = {
        "number": entry.number,
        "ticket": entry.ticket,
        "follow_ups": followed,
        "sent": [{name: getattr(way, name) for name in _SENT} for way in entry.ways],
    }
    return json.dumps(msgspec.to_builtins(kept), ensure_ascii=False, indent=1).encode() + b"\n"


def erase_ticket(settings: Settings, typed: str, *, agrees: Callable[[str], bool]) -> str:
    """Erase one ticket with all that followed it, if the person asked ``agrees``; return what to print."""
    wanted = number.read(typed)
    shown = number.show(wanted)
    with opened(settings) as tickets:
        entry = look_up(tickets.store if tickets else None, wanted)
        assert tickets is not None  # look_up has found something in it
        if not agrees(f"Erase ticket {shown} of {entry.made_at:%Y-%m-%d} for good?{_unsent(entry)}"):
            return "Nothing was erased."
        tickets.eraser.erase([wanted], why="asked for")
        builtin = tickets.desk.name if tickets.desk is not None else ""
        paths = [tickets.store.database.path] + ([tickets.desk.path] if tickets.desk else [])
    told = [f"Ticket {shown} is erased here; its number is not given again."]
    told += [
        f"{way.destination} has a copy ({way.reference or 'no reference'}): have it erased there too."
        for way in entry.ways
        if way.kind is Kind.TICKET and way.state is State.SENT and way.destination != builtin
    ]
    asides = [aside.name for path in paths for aside in damaged_beside(path)]
    told += [f"It may be in {name} too: delete that file." for name in asides]
    return "\n".join(told)


def audit(settings: Settings) -> Iterator[str]:
    """Give the lines of the audit log and a sentence about its chain.

    Raises :class:`AuditBrokenError`, after the lines before it, where the chain is broken.
    """
    count = 0
    for entry in Audit(settings.data_folder).entries():
        count += 1
        shown = number.show(entry.ticket)
        yield "  ".join(part for part in (entry.at[:19], entry.who, entry.what, shown, entry.more) if part)
    yield f"{count} lines, none changed and none missing."


def _unsent(entry: StoredTicket) -> str:
    missing = {way.destination for way in entry.ways if way.state is not State.SENT}
    return f" It has not arrived at {', '.join(sorted(missing))}, and never will." if missing else ""
