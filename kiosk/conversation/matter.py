"""A ticket that a resident comes back for: what whoever has its number may know, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Progress(StrEnum):
    """How far it is, in a resident's terms."""

    KEPT = "kept"
    """It is on this kiosk and waits to be sent."""
    OPEN = "open"
    """Those who handle it have it."""
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class FollowUp(StrEnum):
    """What a resident can do about it; the names are those of the messages that go out."""

    REMINDER = "reminder"
    WITHDRAWAL = "withdrawal"
    RATING = "rating"
    REOPENING = "reopening"


@dataclass(frozen=True)
class Matter:
    """How the ticket stood when it was asked about, at ``now``.

    ``handled_by`` is who handles it, where they say so themselves; else it is the department of the
    ``category``. ``answer`` is the published part of theirs. ``as_of`` is when they said all that, None where
    it was just now.
    """

    number: str
    progress: Progress
    made_at: datetime
    now: datetime
    category: str = ""
    handled_by: str = ""
    answer: str = ""
    updated_at: datetime | None = None
    due_at: datetime | None = None
    as_of: datetime | None = None
