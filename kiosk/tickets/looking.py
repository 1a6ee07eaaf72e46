"""Looking at tickets without writing anything: on a full disk, a read-only one, beside a running kiosk."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.settings import Settings
from kiosk.tickets.database import FOR_THE_WRITER, Database, reader
from kiosk.tickets.errors import KeyUnusableError
from kiosk.tickets.migrating import Migration, version_of
from kiosk.tickets.reading import Reading
from kiosk.tickets.schema import MIGRATIONS
from kiosk.tickets.sentences import told
from kiosk.tickets.tickets import TICKETS_FILE
from kiosk.tickets.vault import Vault, key_file, load_key

_MEMORY = Path("/dev/shm")
"""Where a copy goes if it can: it takes no room on a disk that may be full."""


class _Looked(Database):
    """A database that is only read. Where SQLite needs to write for that, a copy of it is."""

    def __init__(self, path: Path, migrations: Sequence[Migration]) -> None:
        self._copies = contextlib.ExitStack()
        super().__init__(path, migrations)

    def close(self) -> None:
        super().close()
        self._copies.close()

    def _open(self) -> sqlite3.Connection:
        with told(self.path):
            try:
                connection = reader(self.path)
                if version_of(connection, self.path, self._migrations) == len(self._migrations):
                    return connection
                connection.close()  # an earlier version's, which the kiosk has not opened yet
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in FOR_THE_WRITER:
                    raise
            where = _MEMORY if _MEMORY.is_dir() else None
            folder = Path(self._copies.enter_context(tempfile.TemporaryDirectory(prefix="heard-", dir=where)))
            for ending in ("", "-wal"):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(f"{self.path}{ending}", folder / f"copy.db{ending}")
        copy = Database(folder / "copy.db", self._migrations)
        self._copies.callback(copy.close)
        return copy.connection


@contextlib.contextmanager
def looking(settings: Settings) -> Iterator[Reading | None]:
    """Give the tickets of a kiosk to be read; None where it has none yet. Raises :class:`TicketsError`."""
    path = settings.data_folder / TICKETS_FILE
    if not path.exists():
        yield None
        return
    key, _ = load_key(key_file(settings.key_folder), may_create=False)
    vault = Vault(key)
    database = _Looked(path, MIGRATIONS)
    try:
        with database.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
        if row is not None and row[0] != vault.fingerprint:
            raise KeyUnusableError(
                f"{path} was written with another key (fingerprint {row[0]}, not {vault.fingerprint}): "
                "put that key back from its copy."
            )
        yield Reading(database, vault)
    finally:
        database.close()
