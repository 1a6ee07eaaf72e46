"""Which sequence comes next, and which tickets must be there: a number is never given twice, nor lost unsaid.

The database knows both, and so do two marks beside it (:mod:`kiosk.tickets.marks`): up to where sequences
were reserved, written ahead by a block, and up to where tickets were confirmed, written after each save.
Where the marks know more than the database (it was lost, damaged, or an old copy was put back), numbers go on
after what was reserved, and every sequence between that has no ticket is one that was lost.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from kiosk.tickets import erased, number
from kiosk.tickets.database import bind
from kiosk.tickets.errors import KeyUnusableError
from kiosk.tickets.marks import BLOCK, Confirmed, Marks
from kiosk.tickets.vault import Vault

log = logging.getLogger(__name__)

_UNUSED = "unused:"
"""Name in ``meta``, before a sequence: from there up to the value no ticket was made."""

_GAPS = f"""
    WITH known (first, last) AS (
        SELECT sequence, sequence FROM tickets
        UNION ALL SELECT CAST(substr(name, {len(_UNUSED) + 1}) AS INTEGER), value FROM meta
            WHERE name LIKE '{_UNUSED}%'
        UNION ALL SELECT CAST(substr(name, {len(erased.NAME) + 1}) AS INTEGER), value FROM meta
            WHERE name LIKE '{erased.NAME}%'
        UNION ALL SELECT value + 1, value + 1 FROM meta WHERE name = 'last-sequence'),
    after (first, before) AS (
        SELECT first, coalesce(max(last) OVER (
            ORDER BY first, last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) FROM known)
    SELECT before + 1, first - 1 FROM after WHERE first > before + 1 ORDER BY 1
"""


@dataclass(frozen=True)
class Gap:
    """Sequences whose tickets were confirmed and are not there."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1

    def told(self, kiosk: int) -> str:
        """Name the numbers of a kiosk's tickets."""
        first, last = (number.show(number.make(kiosk, sequence)) for sequence in (self.first, self.last))
        return first if self.first == self.last else f"{first} to {last}"


class Numbering:
    """The numbers of one kiosk (10 to 99) with the marks beside its database."""

    def __init__(self, marks: Marks, kiosk: int) -> None:
        self.marks = marks
        self.kiosk = kiosk
        self.unknown: Gap | None = None
        """Sequences of which nobody knows whether tickets were confirmed, since the mark was lost too."""

    def must_be_known(self, connection: sqlite3.Connection) -> None:
        """Raise DatabaseError where tickets were confirmed that the database has never heard of."""
        confirmed, last = self.marks.confirmed or Confirmed(0, 0), _last(connection)
        if confirmed.sequence > last:
            raise sqlite3.DatabaseError(
                f"tickets were confirmed up to {self._show(confirmed.sequence)}, and it knows "
                + (f"them up to {self._show(last)}" if last else "none")
            )
        if confirmed.follow_ups > (known := _follow_ups(connection)):
            raise sqlite3.DatabaseError(
                f"{confirmed.follow_ups} additions and the like were confirmed, and it knows {known}"
            )

    def begin(self, connection: sqlite3.Connection, path: Path, vault: Vault) -> None:
        """Compare with the marks, within the first transaction. Raises KeyUnusableError."""
        last, reserved, confirmed = _last(connection), self.marks.reserved, self.marks.confirmed
        fresh = connection.execute("SELECT 1 FROM meta WHERE name = 'key'").fetchone() is None
        if fresh and self.marks.key not in ("", vault.fingerprint):
            raise KeyUnusableError(
                f"{path} is missing or empty, and the tickets here were written with another key "
                f"(fingerprint {self.marks.key}, not {vault.fingerprint}): put that key back from its copy. "
                f"To begin anew with this key, move {path.stem}*, desk* and key-fingerprint to another "
                "folder. Nothing was changed."
            )
        bind(connection, path, vault)
        self.marks.bind(vault.fingerprint)
        erased.begin(connection, self.marks)
        compared = connection.execute("SELECT 1 FROM meta WHERE name = 'compared'").fetchone()
        unused = _unused(connection) | self.marks.unused
        if not compared and last:  # written by a version that told no gaps
            unused |= {gap.first: gap.last for gap in gaps(connection)}
        if confirmed is None and compared and not reserved:
            reserved = last + BLOCK  # the other mark is lost too
        if confirmed is None and (compared or not last) and reserved > last:
            # What was confirmed is not known: no gap can be told, but no number is given again.
            self.unknown = Gap(last + 1, reserved)
            unused[last + 1] = reserved
            last = reserved
        elif confirmed is not None and confirmed.sequence > last:
            unused[confirmed.sequence + 1] = reserved
            last = reserved
        self.marks.note_unused(unused)
        connection.executemany(
            "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
            [(f"{_UNUSED}{first}", until) for first, until in unused.items()],
        )
        follow_ups = max(_follow_ups(connection), confirmed.follow_ups if confirmed else 0)
        connection.execute(
            "INSERT OR REPLACE INTO meta (name, value) "
            "VALUES ('last-sequence', ?), ('follow-ups', ?), ('compared', 1)",
            (last, follow_ups),
        )
        if confirmed is None:
            self.marks.confirm(Confirmed(last, follow_ups))

    def next(self, connection: sqlite3.Connection) -> int:
        """Return the sequence that the next ticket gets. Takes nothing."""
        return _last(connection) + 1

    def take(self, connection: sqlite3.Connection) -> int:
        """Give the next sequence, within the transaction that saves its ticket. Raises OSError."""
        sequence = self.next(connection)
        self.marks.reserve(sequence)
        connection.execute(
            "INSERT OR REPLACE INTO meta (name, value) VALUES ('last-sequence', ?)", (sequence,)
        )
        return sequence

    def count_follow_up(self, connection: sqlite3.Connection) -> None:
        """Count one more message that follows a ticket, within the transaction that saves it."""
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'follow-ups'")

    def confirm(self, connection: sqlite3.Connection) -> None:
        """Note beside the database what was saved, within a transaction so that it never goes back."""
        try:
            self.marks.confirm(Confirmed(_last(connection), _follow_ups(connection)))
        except OSError as error:  # the ticket is saved all the same
            log.error("confirmed-sequence cannot be written: %s", error.strerror)

    def _show(self, sequence: int) -> str:
        return number.show(number.make(self.kiosk, sequence))


def gaps(connection: sqlite3.Connection) -> list[Gap]:
    """Return the sequences whose tickets were confirmed and are not in the database."""
    return [Gap(first, last) for first, last in connection.execute(_GAPS)]


def lost_follow_ups(connection: sqlite3.Connection) -> int:
    """Return how many messages that followed a ticket were confirmed and are not in the database."""
    row = connection.execute("SELECT count(*) FROM messages WHERE kind <> 'ticket'").fetchone()
    return max(0, _follow_ups(connection) - erased.follow_ups(connection) - int(row[0]))


def told_unknown(gap: Gap | None, kiosk: int) -> str:
    """Name the tickets that may be lost; empty where none may be."""
    if gap is None:
        return ""
    return (
        "confirmed-sequence was missing or damaged, so nobody knows here whether tickets have been made with "
        f"the numbers {gap.told(kiosk)}: look for them at the desk. Those numbers are not given any more."
    )


def told_gaps(found: list[Gap], kiosk: int) -> str:
    """Name the tickets that are lost, in one sentence for staff; empty where none is."""
    if not found:
        return ""
    count = sum(map(len, found))
    return (
        f"{count} {'ticket that was' if count == 1 else 'tickets that were'} confirmed cannot be found: "
        f"{', '.join(gap.told(kiosk) for gap in found)}. Look for them at the desk; put a backup beside the "
        "database as tickets.damaged-backup.db, and they are taken over from it at the next start."
    )


def _last(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM meta WHERE name = 'last-sequence'").fetchone()
    (highest,) = connection.execute("SELECT max(sequence) FROM tickets").fetchone()
    return max(int(row[0]) if row else 0, highest or 0)


def _follow_ups(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM meta WHERE name = 'follow-ups'").fetchone()
    return int(row[0]) if row else 0


def _unused(connection: sqlite3.Connection) -> dict[int, int]:
    rows = connection.execute(f"SELECT name, value FROM meta WHERE name LIKE '{_UNUSED}%'")
    return {int(name.removeprefix(_UNUSED)): int(last) for name, last in rows}
