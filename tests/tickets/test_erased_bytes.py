"""What was deleted leaves nothing in the database's files: no sealed byte, and nothing that needs no key."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.tickets.database import Database, reader
from kiosk.tickets.errors import StoreBusyError

TABLES = ((
    "CREATE TABLE rows (id TEXT PRIMARY KEY, at TEXT NOT NULL, sealed BLOB NOT NULL)",
    "CREATE INDEX by_time ON rows (at)",
),)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with contextlib.closing(Database(tmp_path / "some.db", TABLES)) as database:
        yield database


def on_disk(database: Database) -> bytes:
    return b"".join(file.read_bytes() for file in database.path.parent.glob("some.db*"))


def fill(database: Database, count: int) -> dict[str, bytes]:
    """Rows of every length, those on pages of their own too, in no order."""
    chance = random.Random(count)
    rows = {
        f"{chance.getrandbits(128):032x}": chance.randbytes(chance.choice((40, 700, 9000)))
        for _ in range(count)
    }
    for key, sealed in rows.items():
        with database.transaction(hasty=True) as connection:
            connection.execute("INSERT INTO rows VALUES (?, ?, ?)", (key, f"at {key}", sealed))
    return rows


def delete(database: Database, keys: list[str]) -> None:
    with database.transaction() as connection:
        connection.executemany("DELETE FROM rows WHERE id = ?", [(key,) for key in keys])


@pytest.mark.parametrize("few", [True, False], ids=["one row in ten", "nearly all, which gives room back"])
def test_deleted_rows_leave_no_byte_in_the_file_or_its_log(database: Database, few: bool) -> None:
    rows = fill(database, 400)
    gone = [key for n, key in enumerate(rows) if (n % 10 == 0) is few]
    size = len(on_disk(database))
    delete(database, gone)
    database.scrub()
    left = on_disk(database)
    assert [key for key in gone if key.encode() in left] == []
    pieces = [rows[key][at : at + 32] for key in gone for at in range(0, len(rows[key]) - 32, 600)]
    assert [piece for piece in pieces if piece in left] == []
    kept = rows.keys() - set(gone)
    assert all(key.encode() in left for key in kept)
    assert few or len(left) < size / 4


def test_a_reader_that_keeps_erased_rows_in_the_log_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, 3)
    monkeypatch.setattr("kiosk.tickets.sentences.BUSY_S", 0.1)
    with contextlib.closing(reader(database.path)) as looking:
        looking.execute("BEGIN")
        looking.execute("SELECT * FROM rows").fetchall()
        delete(database, [key for (key,) in looking.execute("SELECT id FROM rows")])
        database.connection.execute("PRAGMA busy_timeout = 100")
        with pytest.raises(StoreBusyError, match="keeps erased rows"):
            database.scrub()
