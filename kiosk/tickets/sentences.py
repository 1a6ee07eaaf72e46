"""What SQLite and the system say when a database cannot be used, as sentences with what to do."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kiosk.tickets.errors import StoreBusyError, StoreDamagedError, StoreError, StoreFullError

BUSY_S = 10.0
"""Seconds to wait for another process. A commit takes milliseconds; a slow SD card, a second or two."""


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
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
