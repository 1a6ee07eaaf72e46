"""Tickets as staff look at them: one flat row each, filtered, with personal data masked unless asked for."""

from __future__ import annotations

import codecs
import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.tickets.masking import mask_number, mask_numbers
from kiosk.tickets.outbox import State
from kiosk.tickets.stored import StoredTicket
from kiosk.tickets.ticket import Contact, Ticket

Row = dict[str, str]

COLUMNS = (
    "number", "made_at", "state", "urgency", "category", "kind", "place", "when", "text", "wish", "joins",
    "recognized", "corrections", "name", "phone", "may_call", "keep_name_secret", "language", "station",
    "assisted_by", "confidential", "reason", "reference", "received_at", "sequence", "id",
)  # fmt: skip

CONFIDENTIAL = "····"
"""In place of the words of a ticket that only who handles it may read."""

_DAMAGED = "damaged on the disk: it cannot be read"
_FORMULA = "=+-@＝＋－＠|%"


@dataclass(frozen=True)
class Filter:
    """Which tickets: all that fit every part that is set. ``text`` is looked for in everything shown."""

    state: State | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""

    def takes(self, entry: StoredTicket, row: Row) -> bool:
        """Whether the ticket fits. Dates are the kiosk's own, both ends included."""
        made = entry.made_at.date()
        return (
            (self.state is None or entry.state == self.state)
            and (self.since is None or made >= self.since)
            and (self.until is None or made <= self.until)
            and (not self.text or any(_folded(self.text) in _folded(value) for value in row.values()))
        )

    def told(self) -> str:
        """Say which, without the text that was looked for."""
        parts = (self.state, self.since and f"since {self.since}", self.until and f"until {self.until}")
        return ", ".join(str(part) for part in parts if part)


EVERY = Filter()


def rows(entries: Iterable[StoredTicket], wanted: Filter, *, personal: bool) -> Iterator[Row]:
    """Give the rows that fit. What is masked cannot be searched for either."""
    for entry in entries:
        row = as_row(entry, personal=personal)
        if wanted.takes(entry, row):
            yield row


def as_row(entry: StoredTicket, *, personal: bool) -> Row:
    """Return a ticket as texts by column. Without ``personal``, name and phone numbers are masked."""
    row = dict.fromkeys(COLUMNS, "") | {
        "number": entry.number,
        "made_at": entry.made_at.isoformat(),
        "state": entry.state,
        "reason": entry.reason if personal else mask_numbers(entry.reason),
        "reference": entry.reference,
        "received_at": entry.received_at,
        "sequence": str(entry.sequence),
    }
    if entry.ticket is None:
        return row | {"reason": _DAMAGED}
    return row | _told(entry.ticket, personal)


def _told(ticket: Ticket, personal: bool) -> Row:
    mask = (lambda text: text) if personal else mask_numbers
    words = {
        "place": mask(ticket.place),
        "when": mask(ticket.when),
        "text": mask(ticket.text),
        "wish": mask(ticket.wish),
        "recognized": mask(ticket.recognized),
        "corrections": "; ".join(
            f"{c.field}: {mask(c.before)} -> {mask(c.after)} ({c.by})" for c in ticket.corrections
        ),
    }
    if ticket.confidential and not personal:
        words = {name: value and CONFIDENTIAL for name, value in words.items()}
    contact = ticket.contact if personal else masked(ticket.contact)
    return words | {
        "id": ticket.id,
        "joins": ticket.joins,
        "urgency": ticket.urgency,
        "category": ticket.category,
        "kind": ticket.kind,
        "name": contact.name,
        "phone": contact.phone,
        "may_call": _yes(contact.may_call),
        "keep_name_secret": _yes(contact.keep_name_secret),
        "language": ticket.language,
        "station": ticket.station,
        "assisted_by": ticket.assisted_by,
        "confidential": _yes(ticket.confidential),
    }


def masked(contact: Contact) -> Contact:
    """Return the contact as anyone may see it: ``王··`` and ``138····5678``, enough to know one's own."""
    return Contact(
        name=contact.name and ("" if contact.keep_name_secret else contact.name[0]) + "··",
        phone=mask_number(contact.phone),
        may_call=contact.may_call,
        keep_name_secret=contact.keep_name_secret,
    )


def to_csv(found: Iterable[Row]) -> Iterator[bytes]:
    """Give the rows as CSV for spreadsheets: UTF-8 with a mark (else Excel garbles hanzi), all quoted.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it: residents' words come
    from strangers (OWASP, "CSV injection").
    """
    yield codecs.BOM_UTF8
    yield _csv_line(COLUMNS)
    for row in found:
        yield _csv_line([_harmless(row[name]) for name in COLUMNS])


def to_json(found: Iterable[Row]) -> Iterator[bytes]:
    """Give the rows as a JSON array of objects, UTF-8."""
    before = b"["
    for row in found:
        yield before + b"\n " + json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n ").encode()
        before = b","
    yield b"[]\n" if before == b"[" else b"\n]\n"


def _csv_line(cells: Sequence[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue().encode()


def _harmless(value: str) -> str:
    start = value.lstrip()[:1]
    return f"'{value}" if (start and start in _FORMULA) or value[:1] in ("\t", "\r", "\n") else value


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
