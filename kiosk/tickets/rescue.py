"""Gets what can still be read out of a damaged database, so that a bad sector costs no request.

Rows are read page by page (:mod:`kiosk.tickets.carve`) and believed only if they decrypt, which no damaged
or misplaced one does. The file is read once for where tickets were sent, and once for the tickets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kiosk.tickets.carve import Record, records
from kiosk.tickets.errors import UnreadableError
from kiosk.tickets.outbox import State
from kiosk.tickets.store import Found
from kiosk.tickets.ticket import BadPayloadError, Ticket
from kiosk.tickets.vault import Vault

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def tickets(damaged: Path, vault: Vault) -> Iterator[Found]:
    """Read the tickets, each once, with what is known of where each was sent."""
    sent = _sent(damaged)
    done: set[str] = set()
    for record in records(damaged):
        for ticket_id, sealed in _sealed(record):
            if ticket_id not in done:
                try:
                    ticket = Ticket.from_payload(vault.open(sealed, ticket_id))
                except (UnreadableError, BadPayloadError):
                    continue
                done.add(ticket_id)
                yield Found(ticket, sealed, sent.get(ticket_id, {}))


def _sent(damaged: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """Return, by ticket id and destination, reference and time of receipt."""
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for record in records(damaged):
        match record:
            case [
                None,
                str(ticket_id),
                str(destination),
                str(),
                _,
                State.SENT,
                _,
                _,
                _,
                _,
                str(ref),
                str(at),
            ]:
                found[ticket_id][destination] = ref, at
    return found


def _sealed(record: Record) -> Iterator[tuple[str, bytes]]:
    """Give each pair of an id and what may have been sealed about it."""
    for about in record:
        if isinstance(about, str) and _ID.fullmatch(about):
            for sealed in record:
                if isinstance(sealed, bytes) and sealed:
                    yield about, sealed
