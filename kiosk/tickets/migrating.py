"""Brings a database's tables up to date: each step is one transaction, ``user_version`` counts them."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from kiosk.tickets.errors import StoreError

log = logging.getLogger(__name__)

Migration = Sequence[str]
"""The statements of one step of the schema, run in one transaction."""


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    """Take the steps that are missing."""
    newest = len(migrations)
    while True:
        connection.execute("BEGIN IMMEDIATE")  # asks for the version inside: another process may be migrating
        try:
            version = version_of(connection, path, migrations)
            if version == newest:
                return
            for statement in migrations[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
            log.info("%s: schema %d -> %d", path, version, version + 1)
        finally:
            roll_back(connection)


def version_of(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> int:
    """Return how many steps were taken.

    Raises :class:`StoreError` for a later version's file, DatabaseError where the tables are not its own.
    """
    newest = len(migrations)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    tables = _tables(connection)
    if version > newest and not any(tables == _made_by(migrations[:n]) for n in range(newest + 1)):
        raise StoreError(
            f"{path} was written by a later version of this program (schema {version}, known up to "
            f"{newest}): install that version. Nothing was changed."
        )
    if not 0 <= version <= newest or tables != _made_by(migrations[:version]):
        raise sqlite3.DatabaseError(f"its tables are not those of schema {version}")
    return int(version)


def roll_back(connection: sqlite3.Connection) -> None:
    """End a transaction that is still open."""
    with contextlib.suppress(sqlite3.Error):  # the error that led here is the one to tell
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _tables(connection: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    """Return type, name and text of all tables and indexes: a flipped bit there is no SQLite error."""
    return set(connection.execute("SELECT type, name, sql FROM sqlite_schema"))


def _made_by(migrations: Sequence[Migration]) -> set[tuple[str, str, str | None]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for migration in migrations:
            for statement in migration:
                connection.execute(statement)
        return _tables(connection)
