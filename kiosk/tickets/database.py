"""One SQLite file that survives kill -9, power cuts, full disks and second processes.

Write-ahead log with ``synchronous=FULL``: each commit is on the disk when it returns (in the other journal
mode that takes ``EXTRA``), costs one fsync, and those who list tickets never block the kiosk that saves one.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from kiosk.tickets import sentences
from kiosk.tickets.damaged import bytes_in, log_of, move_aside
from kiosk.tickets.errors import KeyUnusableError, StoreBusyError, StoreDamagedError, StoreError
from kiosk.tickets.files import sync_folder
from kiosk.tickets.migrating import Migration, migrate, roll_back, version_of
from kiosk.tickets.modes import make_private
from kiosk.tickets.sentences import told
from kiosk.tickets.vault import Vault

T = TypeVar("T")
Look = Callable[[sqlite3.Connection], None]
Damaged = Callable[[Path, StoreDamagedError], None]
"""Is told where a damaged database lies now, and what was wrong with it."""


class Database:
    """A connection that threads share; every use is within :meth:`transaction` or :meth:`reading`."""

    def __init__(
        self,
        path: Path,
        migrations: Sequence[Migration],
        *,
        known: Look = lambda _: None,
        begin: Look = lambda _: None,
        damaged: Damaged | None = None,
    ) -> None:
        """Open the file, make it if there is none, and bring its tables up to date.

        ``known`` looks at a file before anything is written to it, and raises DatabaseError where something
        is not in it that must be; ``begin`` runs in a first transaction, each time that a file is opened.
        With ``damaged``, a damaged file is moved aside, told of, and a fresh one begun; without, it is left.
        Raises :class:`StoreError` or a kind of it.
        """
        self.path = path
        self._migrations = migrations
        self._known, self._begin, self._damaged = known, begin, damaged
        self._lock = threading.RLock()
        self._closed = False
        self._connection: sqlite3.Connection | None = None
        self._replaced = 0
        self.mending(self._opened)

    @contextlib.contextmanager
    def transaction(self, *, hasty: bool = False) -> Iterator[sqlite3.Connection]:
        """Give the connection for reading and writing; all of it is on the disk at the end, or nothing.

        A ``hasty`` one is on the disk with the next that is not: a power cut may undo it, kill -9 does not.
        """
        with self._lock:
            connection = self._opened()
            with told(self.path):
                connection.execute(f"PRAGMA synchronous = {'NORMAL' if hasty else 'FULL'}")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    roll_back(connection)
                    raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one consistent view; writers of other processes are not held up."""
        with self._lock:
            connection = self._opened()
            with told(self.path):
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    roll_back(connection)

    def check(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Read all of the file, which takes its time and holds nobody up; ``stop`` ends it early.

        Raises :class:`StoreDamagedError`, or :class:`StoreError` where it was stopped.
        """
        with told(self.path), contextlib.closing(reader(self.path)) as connection:
            connection.set_progress_handler(stop, 10_000)
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise StoreDamagedError(f"{self.path} is damaged ({found}).")

    def tidy(self) -> None:
        """Move what is in the log into the file, so that at rest nothing lies in the log alone."""
        with self._lock, told(self.path):
            self._opened().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def scrub(self) -> None:
        """Leave nothing of deleted rows in the file or its log. Raises :class:`StoreError`.

        ``secure_delete`` overwrites them where they lay; the log has them until it is emptied. Room is given
        back when a quarter of the file is free, so that this takes no longer with more rows.
        """
        with self._lock, told(self.path):
            connection = self._opened()
            free, pages = (
                connection.execute(f"PRAGMA {n}").fetchone()[0] for n in ("freelist_count", "page_count")
            )
            if free * 4 >= pages:
                connection.execute("VACUUM")
            (held, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if held:
            raise StoreBusyError(f"{log_of(self.path)} keeps erased rows while another program reads it.")

    def close(self) -> None:
        """Close the file; what was committed is in it."""
        with self._lock:
            self._closed = True
            self._shut()

    def mending(self, work: Callable[[], T]) -> T:
        """Do something, and where it meets damage, once more with a fresh file."""
        replaced = self._replaced
        try:
            return work()
        except StoreDamagedError as error:
            if self._damaged is None:
                raise StoreDamagedError(
                    f"{error} Start the kiosk: it moves the file aside and rescues what it can."
                ) from error
            with self._lock, told(self.path):
                if self._replaced == replaced:  # else another thread has met the same damage
                    self._shut()
                    self._damaged(move_aside(self.path), error)
                    self._replaced += 1
            return work()

    @property
    def connection(self) -> sqlite3.Connection:
        """The open connection itself, for one thread."""
        return self._opened()

    def _shut(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection:
        """Return the connection, opened again where it could not be when the file was replaced."""
        with self._lock:
            if self._closed:
                raise StoreError(f"{self.path} is closed.")
            if self._connection is None:
                self._connection = self._open()
            return self._connection

    def _open(self) -> sqlite3.Connection:
        with told(self.path):
            make_private(self.path.parent)
            self._look()
            # SQLite gives the log the mode of the database, so this closes both to other users.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(
                self.path, timeout=sentences.BUSY_S, isolation_level=None, check_same_thread=False
            )
        try:
            with told(self.path):
                _prepare(connection)
                migrate(connection, self.path, self._migrations)
                connection.execute("BEGIN IMMEDIATE")
                self._begin(connection)
                connection.execute("COMMIT")
                sync_folder(self.path.parent)
        except BaseException:
            roll_back(connection)
            connection.close()
            raise
        return connection

    def _look(self) -> None:
        """Find damage without writing: what SQLite passes over in a damaged log would be overwritten."""
        if not bytes_in(self.path):
            if bytes_in(log_of(self.path)):
                raise sqlite3.DatabaseError("its log is there, and it is empty or missing")
            return
        try:
            with contextlib.closing(reader(self.path)) as connection:
                if version_of(connection, self.path, self._migrations):
                    self._known(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in FOR_THE_WRITER:
                raise


FOR_THE_WRITER = (
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL,
)  # fmt: skip
"""What says nothing about the file's content: opening it for writing meets it again, or not."""


def bind(connection: sqlite3.Connection, path: Path, vault: Vault) -> None:
    """Write the key's fingerprint into a fresh database. Raises KeyUnusableError where it has another."""
    connection.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('key', ?)", (vault.fingerprint,))
    (written,) = connection.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
    if written != vault.fingerprint:
        raise KeyUnusableError(
            f"{path} was written with another key (fingerprint {written}, not {vault.fingerprint}): "
            "put that key back from its copy. Nothing was changed."
        )


def reader(path: Path) -> sqlite3.Connection:
    """Return a connection that writes nothing, neither to the file nor, when it is closed, from its log."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(
        uri, uri=True, timeout=sentences.BUSY_S, isolation_level=None, check_same_thread=False
    )


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA secure_delete = ON")
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. SQLite does not wait here for a process that does the same just now."""
    limit = time.monotonic() + sentences.BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > limit:
                raise
            time.sleep(0.02)  # no event tells when the other process is done
