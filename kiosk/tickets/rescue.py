"""Gets what can still be read out of a damaged tickets.db, so that a bad sector costs no request.

Each ticket is asked for by its sequence, so a broken page costs only what lies on it. Whatever comes back is
believed only if it decrypts: a damaged or misplaced row cannot. If the first page (header and table list) is
what is broken, a copy of the file is given the first page of a fresh database, which has the same tables.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kiosk.tickets.store import Store

log = logging.getLogger(__name__)

_PAGE = 4096  # SQLite's default page size in bytes
_PAGES_FIELD = slice(28, 32)  # file format 1.3: the database's size in pages; 0 means "ask the file"


def rescue(damaged: Path, fresh: Path, store: Store, destination: str) -> int:
    """Copy each readable ticket of ``damaged`` into ``store``, whose file is ``fresh``; return how many."""
    rescued = 0
    with tempfile.TemporaryDirectory(dir=damaged.parent, prefix=".rescue-") as folder:
        copy = Path(folder) / damaged.name
        for ending in ("", "-wal"):  # a copy: SQLite may write into what it opens
            source = damaged.with_name(damaged.name + ending)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + ending))
        rows = list(_rows(copy, store.reserved))
        if not rows:
            _give_first_page(copy, fresh)
            rows = list(_rows(copy, store.reserved))
        for ticket_id, sealed, sent in rows:
            rescued += store.adopt(ticket_id, sealed, destination, sent=sent)
    return rescued


def _rows(path: Path, last: int) -> Iterator[tuple[str, bytes, bool]]:
    """Give id, sealed ticket and whether it was sent, of each readable sequence from 1 to ``last``."""
    with closing(sqlite3.connect(path)) as connection:
        for sequence in range(1, last + 1):
            try:
                row = connection.execute(
                    "SELECT id, sealed FROM tickets WHERE sequence = ?", (sequence,)
                ).fetchone()
            except sqlite3.Error as error:
                log.info("sequence %d cannot be read: %s", sequence, error)
                continue
            if row is not None:
                yield row[0], row[1], _was_sent(connection, row[0])


def _was_sent(connection: sqlite3.Connection, ticket_id: str) -> bool:
    try:
        row = connection.execute(
            "SELECT 1 FROM outbox WHERE ticket_id = ? AND state = 'sent'", (ticket_id,)
        ).fetchone()
    except sqlite3.Error:
        return False  # sent twice does no harm: the destination knows its key
    return row is not None


def _give_first_page(copy: Path, fresh: Path) -> None:
    with fresh.open("rb") as file:
        page = bytearray(file.read(_PAGE))
    page[_PAGES_FIELD] = b"\0\0\0\0"
    with copy.open("r+b") as file:
        file.write(page)
