"""One SQLite file that survives kill -9, power cuts, full disks and second processes.

Write-ahead log with ``synchronous=FULL``: each commit is on the disk when it returns (in the other journal
mode that takes ``EXTRA``), costs one fsync, and those who list tickets never block the kiosk that saves one.
The schema's version is ``user_version``; each step up is one transaction.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from kiosk.tickets.errors import (
    KeyUnusableError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
)
from kiosk.tickets.files import sync_folder
from kiosk.tickets.vault import Vault

log = logging.getLogger(__name__)

BUSY_S = 10.0
"""Seconds to wait for another process. A commit takes milliseconds; a slow SD card, a second or two."""

Migration = Sequence[str]
"""The statements of one step of the schema, run in one transaction."""


class Database:
    """A connection that threads share; every use is within :meth:`transaction`."""

    def __init__(self, path: Path, migrations: Sequence[Migration]) -> None:
        """Open the file, make it if there is none, check it and bring its schema up to date.

        Raises :class:`StoreError` or a kind of it.
        """
        self.path = path
        self._migrations = migrations
        self._lock = threading.RLock()
        self._connection = self._open()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for reading and writing; all of it is on the disk at the end, or nothing."""
        with self._lock, _told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                _roll_back(self._connection)
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one consistent view; writers of other processes are not held up."""
        with self._lock, _told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                _roll_back(self._connection)

    def close(self) -> None:
        """Close the file; what was committed is in it."""
        with self._lock:
            self._connection.close()

    def replace_damaged(self) -> Path:
        """Move the damaged file aside and go on with a fresh one; return where the damaged one lies now."""
        with self._lock:
            self._connection.close()
            aside = move_aside(self.path)
            self._connection = self._open()
            return aside

    def _open(self) -> sqlite3.Connection:
        with _told(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # SQLite gives the log the mode of the database, so this closes both to other users.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(
                self.path, timeout=BUSY_S, isolation_level=None, check_same_thread=False
            )
        try:
            with _told(self.path):
                _prepare(connection)
                _migrate(connection, self.path, self._migrations)
                sync_folder(self.path.parent)
        except BaseException:
            connection.close()
            raise
        return connection


def move_aside(path: Path) -> Path:
    """Rename a damaged database (and its log) to a dated name beside it; return that name. Never replaces."""
    stem = f"{path.stem}.damaged-{datetime.now():%Y%m%d-%H%M%S}"
    aside, again = path.with_name(f"{stem}{path.suffix}"), 1
    while aside.exists():
        again += 1
        aside = path.with_name(f"{stem}-{again}{path.suffix}")
    for ending in ("-wal", "-shm", ""):  # the database last: cut short, it is found damaged again
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    sync_folder(path.parent)
    return aside


def bind(database: Database, vault: Vault) -> None:
    """Write the key's fingerprint into a fresh database. Raises KeyUnusableError where it has another."""
    with database.transaction() as connection:
        connection.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('key', ?)", (vault.fingerprint,))
        (written,) = connection.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
    if written != vault.fingerprint:
        raise KeyUnusableError(
            f"{database.path} was written with another key (fingerprint {written}, not {vault.fingerprint}): "
            "put that key back from its copy. Nothing was changed."
        )


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    found = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != ("ok",):
        raise sqlite3.DatabaseError(str(found[0]))


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. SQLite does not wait here for a process that does the same just now."""
    limit = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > limit:
                raise
            time.sleep(0.02)  # no event tells when the other process is done


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    newest = len(migrations)
    while True:
        connection.execute("BEGIN IMMEDIATE")  # asks for the version inside: another process may be migrating
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            tables = _tables(connection)
            if version > newest and not any(tables == _made_by(migrations[:n]) for n in range(newest + 1)):
                raise StoreError(
                    f"{path} was written by a later version of this program (schema {version}, known up to "
                    f"{newest}): install that version. Nothing was changed."
                )
            if version > newest or tables != _made_by(migrations[:version]):
                raise sqlite3.DatabaseError(f"its tables are not those of schema {version}")
            if version == newest:
                return
            for statement in migrations[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
            log.info("%s: schema %d -> %d", path, version, version + 1)
        finally:
            _roll_back(connection)


def _tables(connection: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    """Return type, name and text of all tables and indexes: a flipped bit there is no SQLite error."""
    return set(connection.execute("SELECT type, name, sql FROM sqlite_schema"))


def _made_by(migrations: Sequence[Migration]) -> set[tuple[str, str, str | None]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for migration in migrations:
            for statement in migration:
                connection.execute(statement)
        return _tables(connection)


def _roll_back(connection: sqlite3.Connection) -> None:
    with contextlib.suppress(sqlite3.Error):  # the error that led here is the one to tell
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors into ours, each with what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(path, error) from error
    except UnicodeDecodeError as error:  # sqlite3 stumbles over its own message about a garbled name
        raise StoreDamagedError(f"{path} is damaged (its table list is garbled).") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _full(path) from error
        raise StoreError(
            f"{path} cannot be opened ({error.strerror}): let the kiosk's user write there."
        ) from error


def _full(path: Path) -> StoreFullError:
    return StoreFullError(f"{path}: the disk is full; free some space. Nothing was written.")


def _sentence(path: Path, error: sqlite3.Error) -> StoreError:
    if isinstance(error, sqlite3.ProgrammingError):
        return StoreError(f"{path} cannot be used: {error}")  # closed already: the file itself is well
    code = getattr(error, "sqlite_errorcode", None)  # absent on what we raise ourselves after quick_check
    match (sqlite3.SQLITE_CORRUPT if code is None else code) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return _full(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CONSTRAINT:
            # Our own writes break no constraint, unless what is on the disk is not what was written.
            return StoreDamagedError(f"{path} is damaged ({error}).")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusyError(
                f"{path} is held by another program for over {BUSY_S:g} s; end that program."
            )
    with contextlib.suppress(OSError):
        if shutil.disk_usage(path.parent).free < 1 << 20:  # the log's index fails with IOERR, not FULL
            return _full(path)
    return StoreError(f"{path} cannot be used ({error}): let the kiosk's user write there, check the disk.")
