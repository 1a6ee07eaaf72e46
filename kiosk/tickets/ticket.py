"""A ticket: what a resident asked for, as it is kept, sent and read back.

Shared with the ticket desk, so nothing of the kiosk is imported here. Categories, urgencies and kinds are
codes of the language packs, never translated words.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

import msgspec

SCHEMA = 1
"""Version of the payload. It grows when a reader of the old version would misunderstand the new one."""


class BadPayloadError(ValueError):
    """Bytes that should be a ticket are not; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A change to what was recognized, and who made it (``voice``, ``touch`` or ``staff``)."""

    field: str
    before: str
    after: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How to reach the resident. Everything is optional; empty is not given."""

    name: str = ""
    phone: str = ""
    may_call: bool = True
    keep_name_secret: bool = False

    def __bool__(self) -> bool:
        return bool(self.name or self.phone)


def new_id() -> str:
    """Return a random UUID. A time-ordered one would trust a kiosk's clock, which may be wrong."""
    return str(uuid.uuid4())


@dataclass(frozen=True, kw_only=True)
class NewTicket:
    """A confirmed request, before it has a number.

    ``recognized`` is what the recognizer returned, ``text`` what the resident confirmed; ``when`` and
    ``wish`` are in the resident's words (when it happened, what they want). ``joins`` is the number of a
    neighbour's ticket about the same matter, with which the resident wants to be counted. ``assisted_by``
    is the volunteer's code, empty where nobody helped. ``confidential``: somebody is being hurt, and only who
    handles the ticket may read it. The ``id`` goes with every attempt to save or to
    send, so doing either twice makes one ticket.
    """

    id: str = field(default_factory=new_id)
    text: str
    language: str
    recognized: str = ""
    engine: str = ""
    corrections: tuple[Correction, ...] = ()
    category: str = ""
    urgency: str = "normal"
    kind: str = "help"
    place: str = ""
    when: str = ""
    wish: str = ""
    joins: str = ""
    contact: Contact = Contact()
    assisted_by: str = ""
    confidential: bool = False


@dataclass(frozen=True, kw_only=True)
class Ticket(NewTicket):
    """A ticket as saved. ``sequence`` orders a kiosk's tickets; ``made_at`` is only what its clock said."""

    number: str
    sequence: int
    made_at: datetime
    station: str

    @classmethod
    def of(cls, new: NewTicket, *, number: str, sequence: int, made_at: datetime, station: str) -> Ticket:
        """Return ``new`` with what saving adds. ``made_at`` carries its offset from UTC.

        Half characters (lone surrogates, as broken keyboards and clipboards give) become question marks:
        nothing a resident enters may keep a ticket from being written.
        """
        given = {f.name: writable(getattr(new, f.name)) for f in fields(NewTicket)}
        return cls(**given, number=number, sequence=sequence, made_at=made_at, station=station)

    def to_payload(self) -> bytes:
        """Return the ticket as JSON (UTF-8); the same ticket always gives the same bytes."""
        return msgspec.json.encode({"schema": SCHEMA} | {f.name: getattr(self, f.name) for f in fields(self)})

    @classmethod
    def from_payload(cls, payload: bytes) -> Ticket:
        """Return the ticket in a payload; fields it does not know are passed over.

        Raises :class:`BadPayloadError` for what is no ticket, or one of a later schema.
        """
        try:
            raw: Any = msgspec.json.decode(payload)
            schema = raw.get("schema") if isinstance(raw, dict) else None
            if not isinstance(schema, int) or schema < 1:
                raise BadPayloadError("these bytes are no ticket: they name no schema.")
            if schema > SCHEMA:
                raise BadPayloadError(
                    f"this ticket has schema {schema}, this program reads up to {SCHEMA}: update it."
                )
            ticket = msgspec.convert(raw, cls)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise BadPayloadError(f"these bytes are no ticket: {error}.") from error
        if ticket.made_at.tzinfo is None:
            raise BadPayloadError("this ticket's made_at has no offset from UTC.")
        return ticket


msgspec.json.Decoder(Ticket)  # learnt here, by one thread: two that meet a type at once end the program


def writable(value: Any) -> Any:
    """Return a field with what no text can hold (half characters) replaced by question marks."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, tuple):
        return tuple(writable(each) for each in value)
    if isinstance(value, Contact | Correction):
        return replace(value, **{f.name: writable(getattr(value, f.name)) for f in fields(value)})
    return value
