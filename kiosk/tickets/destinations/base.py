"""What every destination is: it sends a message once, tells how a ticket stands, and can be tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Protocol

from kiosk.errors import KioskError
from kiosk.tickets.message import Message


@dataclass(frozen=True)
class Receipt:
    """It arrived. ``reference`` is the destination's own name for it, ``received_at`` its own clock."""

    reference: str
    received_at: datetime | None = None


class Progress(StrEnum):
    """How far a ticket is at its destination."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Status:
    """How a ticket stands at its destination. ``answer`` is the published part, empty where there is none."""

    progress: Progress
    department: str = ""
    answer: str = ""
    updated_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True)
class Problem:
    """What is wrong with a destination, in words, and what an administrator can do about it."""

    what: str
    remedy: str


@dataclass(frozen=True)
class Check:
    """What a trial found: what answered, and each thing that is wrong."""

    found: str
    problems: tuple[Problem, ...] = ()


class Destination(Protocol):
    """A place that takes tickets, and what residents do about them later.

    Each method blocks for as long as it takes, 30 s at most.
    """

    @property
    def name(self) -> str:
        """Name of the destination in the settings; outbox rows are addressed to it."""

    def send(self, message: Message) -> Receipt:
        """Deliver the message once, however often it is called with the same ``key``.

        Raises :class:`TryLaterError`, :class:`PendingError`, :class:`UnreachableError` or
        :class:`RefusedError`.
        """

    def check(self) -> Check:
        """Try address, certificate, key and what else is set, without making a ticket. Raises nothing."""

    def status(self, reference: str) -> Status | None:
        """Say how the ticket of a receipt stands; None where the destination does not know or tell.

        Raises as :meth:`send` does.
        """


class SendError(KioskError):
    """It did not arrive, or nobody knows. ``reason`` is for staff, ``after_s`` the least wait asked for."""

    def __init__(self, reason: str, after_s: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after_s = after_s


class TryLaterError(SendError):
    """This one failed and may succeed later; others need not wait for it."""


class PendingError(TryLaterError):
    """It was taken under a token and has no reference yet.

    The token is stored with the message before anything else is asked, and comes with the next attempt.
    """

    def __init__(self, token: str, reason: str, after_s: float = 0.0) -> None:
        super().__init__(reason, after_s)
        self.token = token


class UnreachableError(SendError):
    """Nothing can arrive now: no connection, a key that is not accepted, too much at once.

    All wait, one is sent as a probe.
    """


class RefusedError(SendError):
    """This one will never be taken as it is: it is set aside with the reason, for a person to look at."""


def failure(status: int, reason: str, after_s: float = 0.0) -> SendError:
    """Say what an HTTP status (400 or more) means for a message that was sent."""
    told = f"{status}: {reason}"
    if status in (401, 403, 429):  # 429: too much came from here, so the others wait too
        return UnreachableError(told, after_s)
    if status in (408, 409, 425) or status >= 500:  # 409: the same key is being worked on
        return TryLaterError(told, after_s)
    return RefusedError(told)


def retry_after_s(header: str | None, date: str | None = None) -> float:
    """Return the seconds that a Retry-After header asks for; 0 where it says nothing readable.

    The header is seconds or a date. A date is compared to the answer's own ``Date`` header, so that the
    kiosk's clock, which may be wrong, does not matter.
    """
    if header is None:
        return 0.0
    if header.strip().isdecimal():
        return float(header)
    try:
        then = parsedate_to_datetime(header)
        now = parsedate_to_datetime(date) if date else datetime.now(UTC)
        return max(0.0, (then - now).total_seconds())
    except (TypeError, ValueError):
        return 0.0
