"""One installer at a time in a models folder; the system frees the lock even if the process is killed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from speech.models.errors import ModelError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, or raise ModelError where another installer holds it."""
    with (folder / ".lock").open("a+b") as handle:
        try:
            _take(handle)
        except OSError as error:
            raise ModelError(
                f"{folder}: another installation is at work there; wait until it has ended, or end it"
            ) from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(handle: IO[bytes]) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: IO[bytes]) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
