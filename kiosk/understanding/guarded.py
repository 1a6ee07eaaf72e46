"""A part of understanding that fails costs what it would have found, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

log = logging.getLogger(__name__)


def guarded(part: str, otherwise: U, find: Callable[[], T]) -> T | U:
    """What ``find`` gives; where it raises anything, ``otherwise``, and the log tells the ``part``.

    The log has the kind of error and where it was raised. Its message is left out: it may quote what the
    resident said.
    """
    try:
        return find()
    except Exception as error:
        where = extract_tb(error.__traceback__)[-1]
        kind = type(error).__name__
        log.error("%s failed: %s in %s:%s", part, kind, Path(where.filename).name, where.lineno)
        return otherwise
