"""Gets what can still be read out of a damaged database, so that a bad sector costs no request.

Rows are read page by page (:mod:`kiosk.tickets.carve`) and believed only if they decrypt, which no damaged
or misplaced one does. The file is read once for where messages were sent, and once for the messages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.tickets.carve import Record, records
from kiosk.tickets.errors import UnreadableError
from kiosk.tickets.message import Content, content_of
from kiosk.tickets.outbox import Delivery, State
from kiosk.tickets.ticket import BadPayloadError
from kiosk.tickets.vault import Vault

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Found:
    """A ticket or what followed it, found elsewhere: in a damaged database, or at the desk.

    ``known`` tells by destination what had become of it.
    """

    content: Content
    sealed: bytes
    known: dict[str, Delivery] = field(default_factory=dict)


def messages(damaged: Path, vault: Vault) -> Iterator[Found]:
    """Read what was saved, each message once, with what is known of where it was sent."""
    deliveries = _deliveries(damaged)
    done: set[str] = set()
    for record in records(damaged):
        for key, sealed in _sealed(record):
            if key not in done:
                try:
                    content = content_of(vault.open(sealed, key))
                except (UnreadableError, BadPayloadError):
                    continue
                done.add(key)
                yield Found(content, sealed, deliveries.get(key, {}))


def _deliveries(damaged: Path) -> dict[str, dict[str, Delivery]]:
    """Return what is known by key and destination. A row that was sent once was sent, whatever others say."""
    found: dict[str, dict[str, Delivery]] = defaultdict(dict)
    for record in records(damaged):
        match record:
            case [None, str(), str(to), str(key), State.SENT, *_, str(reference), str(received_at)] | [
                None,
                str(),
                str(to),
                str(key),
                None,
                State.SENT,
                *_,
                str(reference),
                str(received_at),
            ]:
                found[key][to] = Delivery(True, "", reference, received_at)
            case [None, str(), str(to), str(key), _, int(), int(), _, _, _, str(token), str(), str(), str()]:
                if token and to not in found[key]:
                    found[key][to] = Delivery(False, token)
    return found


def _sealed(record: Record) -> Iterator[tuple[str, bytes]]:
    """Give each pair of an id and what may have been sealed about it."""
    for about in record:
        if isinstance(about, str) and _ID.fullmatch(about):
            for sealed in record:
                if isinstance(sealed, bytes) and sealed:
                    yield about, sealed
