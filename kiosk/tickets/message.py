"""What is sent about a ticket: the ticket itself, and what a resident does about it later.

A message is frozen when it is saved, is sent once to each destination, and never before its ticket. Like the
ticket it is shared with the ticket desk, so nothing of the kiosk is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from kiosk.tickets.ticket import BadPayloadError, Ticket, new_id, writable

SCHEMA = 1
"""Version of a follow-up's payload; it grows as a ticket's does."""


class Kind(StrEnum):
    """What a message says."""

    TICKET = "ticket"
    """The request itself."""
    ADDITION = "addition"
    """The resident adds something, in ``text``."""
    REMINDER = "reminder"
    """The resident asks for it to be hastened (催办)."""
    WITHDRAWAL = "withdrawal"
    """The resident no longer asks for it (撤单)."""
    RATING = "rating"
    """How satisfied the resident is once it is closed (评价), in ``rating``."""
    REOPENING = "reopening"
    """It was closed and is not solved (未解决)."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message as a destination gets it.

    ``payload`` is JSON (UTF-8), the same bytes on every attempt: a :class:`~kiosk.tickets.ticket.Ticket` or a
    :class:`FollowUp`. ``key`` is the idempotency key; a ticket's is its id. ``reference`` is what the
    destination answered for the ticket, empty where the message is the ticket. ``again``: an attempt before
    this one may have arrived, so a destination that knows no keys must look first. ``token`` is what it gave
    at an earlier attempt (``PendingError``): it is asked about that, and the message is never sent again.
    """

    kind: Kind
    key: str
    ticket_id: str
    payload: bytes
    reference: str = ""
    again: bool = False
    token: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What a resident does about a ticket after it was made.

    ``number`` is the ticket's. ``text`` is in the resident's words, empty where none are needed. ``rating``
    is 1 (very dissatisfied) to 5 (very satisfied), 0 where nothing is rated. ``made_at`` carries its offset
    from UTC.
    """

    id: str = field(default_factory=new_id)
    kind: Kind
    ticket_id: str
    number: str
    made_at: datetime
    station: str
    language: str
    text: str = ""
    rating: int = 0

    def to_payload(self) -> bytes:
        """Return it as JSON (UTF-8); the same follow-up always gives the same bytes."""
        given = {f.name: writable(getattr(self, f.name)) for f in fields(self)}
        return msgspec.json.encode({"schema": SCHEMA} | given)

    @classmethod
    def from_payload(cls, payload: bytes) -> FollowUp:
        """Return the follow-up in a payload; fields it does not know are passed over.

        Raises :class:`BadPayloadError` for what is none, or one of a later schema.
        """
        try:
            raw: Any = msgspec.json.decode(payload)
            schema = raw.get("schema") if isinstance(raw, dict) else None
            if not isinstance(schema, int) or not 1 <= schema <= SCHEMA:
                raise BadPayloadError(f"these bytes are no follow-up of schema 1 to {SCHEMA}.")
            return msgspec.convert(raw, cls)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise BadPayloadError(f"these bytes are no follow-up: {error}.") from error


msgspec.json.Decoder(FollowUp)  # learnt here, by one thread, as a ticket is

Content = Ticket | FollowUp
"""What a message's payload holds."""


def content_of(payload: bytes) -> Content:
    """Return what is in a payload. Raises :class:`BadPayloadError`."""
    try:
        return FollowUp.from_payload(payload)
    except BadPayloadError:
        return Ticket.from_payload(payload)
