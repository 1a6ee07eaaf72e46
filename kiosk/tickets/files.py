"""Files that appear whole or not at all, even when the power goes."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def write_whole(path: Path, *content: bytes) -> None:
    """Replace the file by ``content``, readable by its owner only. Raises OSError and leaves the old file."""
    write_whole_from(path, content)


def write_whole_from(path: Path, content: Iterable[bytes]) -> None:
    """Do so with what comes bit by bit."""
    temporary = _written_beside(path, content)
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def create_whole(path: Path, content: bytes) -> None:
    """Create the file with ``content``, readable by its owner only. Raises FileExistsError if it is there."""
    temporary = _written_beside(path, [content])
    try:
        if os.name == "nt":
            temporary.rename(path)  # on Windows a rename never replaces
        else:
            path.hardlink_to(temporary)  # a link never replaces, and appears whole
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder survive a power cut, where the system can."""
    if os.name == "nt":
        return  # NTFS journals its folders
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def locked(file: BinaryIO) -> Iterator[None]:
    """Hold a file against other threads and processes that lock it. Raises OSError."""
    handle = file.fileno()
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_UN)


def _written_beside(path: Path, content: Iterable[bytes]) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mkstemp gives mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary
