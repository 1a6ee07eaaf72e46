"""Gets what can still be read out of a damaged tickets.db, so that a bad sector costs no request.

Each ticket is asked for by its sequence, so a broken page costs only what lies on it. Whatever comes back is
believed only if it decrypts: a damaged or misplaced row cannot. Then all of it once more with the first page
(header and table list) of a fresh database, which has the same tables: that one page may be what is broken.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from kiosk.tickets.database import Database
from kiosk.tickets.schema import MIGRATIONS
from kiosk.tickets.store import Store

_PAGE = 4096  # SQLite's default page size in bytes
_PAGES_FIELD = slice(28, 32)  # file format 1.3: the database's size in pages; 0 means "ask the file"


def rescue(damaged: Path, store: Store, destination: str) -> int:
    """Copy each ticket that can be read in ``damaged`` into ``store``; return how many."""
    with tempfile.TemporaryDirectory(dir=damaged.parent, prefix=".rescue-") as folder:
        copy = Path(folder) / damaged.name
        for ending in ("", "-wal"):  # a copy: SQLite may write into what it opens
            source = damaged.with_name(damaged.name + ending)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + ending))
        found = _read(copy, store.reserved)
        _give_first_page(copy)
        found = _read(copy, store.reserved) | found
    return sum(
        store.adopt(ticket_id, sealed, destination, sent=sent) for ticket_id, (sealed, sent) in found.items()
    )


def _read(path: Path, last: int) -> dict[str, tuple[bytes, bool]]:
    """Return, by id, each sealed ticket with a sequence from 1 to ``last``, and whether it was sent."""
    found: dict[str, tuple[bytes, bool]] = {}
    with closing(sqlite3.connect(path)) as connection:
        for sequence in range(1, last + 1):
            with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
                row = connection.execute(
                    "SELECT id, sealed FROM tickets WHERE sequence = ?", (sequence,)
                ).fetchone()
                if row is not None and isinstance(row[0], str):
                    found[row[0]] = (row[1], _was_sent(connection, row[0]))
    return found


def _was_sent(connection: sqlite3.Connection, ticket_id: str) -> bool:
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
        query = "SELECT 1 FROM outbox WHERE ticket_id = ? AND state = 'sent'"
        return connection.execute(query, (ticket_id,)).fetchone() is not None
    return False  # sent twice does no harm: the destination knows its key


def _give_first_page(copy: Path) -> None:
    pristine = copy.with_name("pristine.db")
    Database(pristine, MIGRATIONS).close()
    with pristine.open("rb") as file:
        page = bytearray(file.read(_PAGE))
    page[_PAGES_FIELD] = b"\0\0\0\0"
    with copy.open("r+b") as file:
        file.write(page)
