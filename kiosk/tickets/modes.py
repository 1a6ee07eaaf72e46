"""Closes files and folders to other users, at every start: copies and restores leave them open."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

_OTHERS = 0o077


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can enter, if it is not there. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def close_to_others(paths: Iterable[Path], *, told: bool = True) -> list[str]:
    """Take away what other users may do with each, and return a sentence for staff about what was open.

    Without ``told`` nothing private was there yet, and only what cannot be closed is a sentence. What is not
    there, or is shared by everybody (``/tmp``), is passed over. On Windows there are no modes to look at.
    """
    if os.name == "nt":
        return []
    closed: list[str] = []
    problems: list[str] = []
    for path in paths:
        try:
            mode = path.stat().st_mode
            if not mode & _OTHERS or mode & stat.S_ISVTX:
                continue
            path.chmod(stat.S_IMODE(mode) & ~_OTHERS)
            closed.append(str(path))
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(
                f"{path} can be read by other users, and cannot be closed to them ({error.strerror})."
            )
    if closed and told:
        problems.append(
            f"{', '.join(closed)} could be read by other users. It is closed to them now; who has read it is "
            "unknown."
        )
    return problems
