"""What the machine's clock says. It may be wrong: it is recorded, and nothing is ordered by it alone."""

from __future__ import annotations

from datetime import datetime


def local_now() -> datetime:
    """Return the time of this machine with its offset from UTC, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)
