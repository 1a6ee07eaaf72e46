"""Damaged databases, kept beside the one that takes their place until nothing in them is missed."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from kiosk.tickets.files import sync_folder


def move_aside(path: Path) -> Path:
    """Rename a damaged database and its log to a dated name beside it; return that name. Never replaces.

    The database goes first: where the power is cut in between, its log is found without it, and follows.
    """
    aside = next((a for a in damaged_beside(path) if not path.exists() and not log_of(a).exists()), None)
    if aside is None:
        stem = f"{path.stem}.damaged-{datetime.now():%Y%m%d-%H%M%S}"
        aside, again = path.with_name(f"{stem}{path.suffix}"), 1
        while aside.exists() or log_of(aside).exists():
            again += 1
            aside = path.with_name(f"{stem}-{again}{path.suffix}")
        with contextlib.suppress(FileNotFoundError):
            path.rename(aside)
    with contextlib.suppress(FileNotFoundError):
        log_of(path).rename(log_of(aside))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)  # only an index into the log
    aside.touch(0o600)
    sync_folder(path.parent)
    return aside


def damaged_beside(path: Path) -> list[Path]:
    """Return the databases that were moved aside, the latest first."""
    return sorted(path.parent.glob(f"{path.stem}.damaged-*{path.suffix}"), reverse=True)


def log_of(path: Path) -> Path:
    """Return where SQLite keeps the write-ahead log of a database."""
    return path.with_name(path.name + "-wal")


def bytes_in(path: Path) -> int:
    """Return the size of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
