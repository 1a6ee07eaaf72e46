"""What of a resident's words, place and phone number is left where it must not be, and what erasing takes."""

from __future__ import annotations

import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.settings import PrivacySettings
from kiosk.tickets.retention import Retention
from kiosk.tickets.ticket import Contact, NewTicket
from kiosk.tickets.tickets import Tickets
from tests.benchmarks.table import Row
from tests.traces import below, bytes_found, rehearse

TICKETS = 1000
DUE = 100


def run() -> list[Row]:
    """Rehearse a journey, then erase."""
    with tempfile.TemporaryDirectory(prefix="heard-privacy-") as folder:
        return [*_journey(Path(folder) / "home"), *_erasing(Path(folder) / "kiosk")]


def _journey(home: Path) -> list[Row]:
    log = bytes_found(rehearse(home))
    files = sum(bytes_found(written) for written in below(home).values())
    return [
        Row(
            "personal data in the log of a journey, all of it logged",
            "0 bytes",
            f"{log} bytes",
            not log,
        ),
        Row("personal data in every file that it wrote", "0 bytes", f"{files} bytes", not files),
    ]


def _erasing(folder: Path) -> list[Row]:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with Tickets(folder / "data", folder / "keys" / "tickets.key", desk=None) as tickets:
        store = tickets.store
        store._now = lambda: now
        keep = Retention(
            store,
            tickets.eraser,
            PrivacySettings(contact_days=0, ticket_days=30),
            threading.Event(),
            lambda: now,
        )
        made = []
        for sequence in range(TICKETS):
            now = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=40 * (sequence >= DUE))
            contact = Contact(name="Mrs Thornquist", phone="5550149")
            made.append(store.add(NewTicket(text=f"request {sequence}", language="en", contact=contact), []))
        with store.database.reading() as connection:
            sealed = [row[0] for row in connection.execute("SELECT sealed FROM tickets LIMIT ?", (DUE,))]
        now -= timedelta(days=1)
        keep.keep()
        now += timedelta(days=1)
        began = time.perf_counter()
        keep.keep()
        took_s = time.perf_counter() - began
        on_disk = b"".join(path.read_bytes() for path in (folder / "data").glob("*.db*"))
        pieces = [each[at : at + 16] for each in sealed for at in range(0, len(each) - 16, 16)]
        left = sum(16 for piece in pieces if piece in on_disk)
        left += sum(len(each.id) for each in made[:DUE] if each.id.encode() in on_disk)
        gone = store.count() == TICKETS - DUE
    return [
        Row(
            f"left of {DUE} erased tickets in the database's files",
            "0 bytes",
            f"{left} bytes",
            gone and not left,
        ),
        Row(f"erasing {DUE} of {TICKETS:,} tickets", "", f"{took_s:.2f} s", None),
    ]
