"""Which tickets were erased: their numbers stay used, and no copy of them is taken over again.

The sequences stand in the database and in a mark beside it. The mark is written first: what it names is
deleted wherever it is found later, so an erasure that a power cut ended goes on at the next start.
"""

from __future__ import annotations

import bisect
import sqlite3
from collections.abc import Iterable, Sequence

from kiosk.tickets import number
from kiosk.tickets.marks import Erased, Marks

NAME = "erased:"
"""Name in ``meta``, before a sequence: from there up to the value all tickets were erased."""

_FOLLOW_UPS = "erased-follow-ups"


def begin(connection: sqlite3.Connection, marks: Marks) -> None:
    """Bring database and mark together, within the first transaction. Raises OSError."""
    _write(connection, marks, (), 0)


def erase(connection: sqlite3.Connection, marks: Marks, numbers: Sequence[str]) -> None:
    """Delete tickets and all that followed them, once that is noted. Raises OSError."""
    select = "SELECT sequence, id FROM tickets WHERE number = ?"
    noted = set(among(connection, numbers))
    here = [(wanted, *row) for wanted in numbers for row in connection.execute(select, (wanted,))]
    new = [row for row in here if row[0] not in noted]
    followed = sum(_followed(connection, ticket_id) for *_, ticket_id in new)
    _write(connection, marks, [sequence for _, sequence, _ in new], followed)
    for table, column in (("outbox", "ticket_id"), ("messages", "ticket_id"), ("tickets", "id")):
        connection.executemany(
            f"DELETE FROM {table} WHERE {column} = ?", [(ticket_id,) for *_, ticket_id in here]
        )


def is_erased(connection: sqlite3.Connection, wanted: str) -> bool:
    """Whether the ticket of a number was erased."""
    return bool(among(connection, [wanted]))


def among(connection: sqlite3.Connection, numbers: Iterable[str]) -> list[str]:
    """Return those of the numbers whose tickets were erased."""
    ranges = _ranges(connection)
    firsts = sorted(ranges)

    def in_one(sequence: int) -> bool:
        at = bisect.bisect_right(firsts, sequence) - 1
        return at >= 0 and sequence <= ranges[firsts[at]]

    return [each for each in numbers if in_one(number.sequence(each))]


def still_here(connection: sqlite3.Connection) -> list[str]:
    """Return the numbers of tickets that were erased and are there all the same."""
    return [
        found
        for first, last in _ranges(connection).items()
        for (found,) in connection.execute(
            "SELECT number FROM tickets WHERE sequence BETWEEN ? AND ?", (first, last)
        )
    ]


def follow_ups(connection: sqlite3.Connection) -> int:
    """Return how many messages that followed a ticket were erased with it."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_FOLLOW_UPS,)).fetchone()
    return int(row[0]) if row else 0


def _followed(connection: sqlite3.Connection, ticket_id: str) -> int:
    row = connection.execute(
        "SELECT count(*) FROM messages WHERE ticket_id = ? AND kind <> 'ticket'", (ticket_id,)
    ).fetchone()
    return int(row[0])


def _write(connection: sqlite3.Connection, marks: Marks, more: Iterable[int], follow_up_count: int) -> None:
    known = marks.erased
    spans = [*_ranges(connection).items(), *known.ranges.items(), *((each, each) for each in more)]
    ranges = _joined(spans)
    count = max(follow_ups(connection), known.follow_ups) + follow_up_count
    marks.note_erased(Erased(ranges, count))
    connection.execute("DELETE FROM meta WHERE name LIKE ?", (f"{NAME}%",))
    connection.executemany(
        "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
        [*((f"{NAME}{first}", last) for first, last in ranges.items()), (_FOLLOW_UPS, count)],
    )


def _ranges(connection: sqlite3.Connection) -> dict[int, int]:
    rows = connection.execute("SELECT name, value FROM meta WHERE name LIKE ?", (f"{NAME}%",))
    return {int(name.removeprefix(NAME)): int(last) for name, last in rows}


def _joined(spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the spans as few ranges, each first with its last."""
    ranges: dict[int, int] = {}
    first = last = -1
    for start, end in sorted(spans):
        if start > last + 1:
            first = start
        last = max(last, end)
        ranges[first] = last
    return ranges
