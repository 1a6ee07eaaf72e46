"""How long tickets and contacts are kept: once a day those whose time is over are erased.

Nothing is erased that has not arrived at each of its destinations, and the clock is not believed alone. A
time from before this program was written, or from the future, is no time: such a ticket is as old as those
before it, or as the first after it. After a leap of the clock nothing is erased until the next day.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from kiosk.settings import PrivacySettings
from kiosk.tickets.audit import KIOSK
from kiosk.tickets.clock import local_now
from kiosk.tickets.damaged import damaged_beside, log_of
from kiosk.tickets.eraser import Eraser
from kiosk.tickets.store import Store

_WRITTEN = date(2025, 1, 1)
_LEAP = timedelta(days=31)
"""A kiosk that was off for longer waits for a day, since its clock may be wrong."""

_AT_ONCE = 100
"""Tickets erased within one transaction: a save waits for no more than these."""

_BEFORE = 1000
"""Tickets before the first that is looked at, which tell whether its time can be right."""


class Retention:
    """The time limits of one kiosk's tickets, in days; 0 is none."""

    def __init__(
        self,
        store: Store,
        eraser: Eraser,
        privacy: PrivacySettings,
        stopping: threading.Event,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        self._store, self._eraser, self._privacy = store, eraser, privacy
        self._stopping = stopping
        self._now = now

    def keep(self) -> None:
        """Erase what is due, if that has not been done today. Raises :class:`TicketsError`."""
        today = self._now().date()
        if not self._may_erase(today):
            return
        days = self._privacy.ticket_days
        for numbers in self._due(today, days, contact=False):
            self._eraser.erase(numbers, who=KIOSK, why=f"after {days} days")
        days = self._privacy.contact_days
        for numbers in self._due(today, days, contact=True):
            self._eraser.erase_contacts(numbers, who=KIOSK, why=f"after {days} days")
        self._delete_rescued(today)

    def _may_erase(self, today: date) -> bool:
        """Note the day, and say whether it is another than the last and near it."""
        with self._store.database.transaction() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'looked-through'").fetchone()
            connection.execute(
                "INSERT OR REPLACE INTO meta (name, value) VALUES ('looked-through', ?)", (today.isoformat(),)
            )
        before = date.fromisoformat(row[0]) if row else None
        return before is not None and before < today <= before + _LEAP

    def _due(self, today: date, days: int, *, contact: bool) -> Iterator[list[str]]:
        """Give the numbers of tickets whose time is over, some at once, the oldest first."""
        if not days:
            return
        until = today - timedelta(days)
        which = "contact AND" if contact else ""
        after, last = 0, self._last_due(today, until, which)
        while not self._stopping.is_set():
            with self._store.database.reading() as connection:
                rows = connection.execute(
                    f"SELECT sequence, number, id FROM tickets WHERE {which} sequence > ? AND sequence <= ? "
                    "AND NOT EXISTS (SELECT 1 FROM outbox WHERE ticket_id = tickets.id AND state <> 'sent') "
                    "ORDER BY sequence LIMIT ?",
                    (after, last, _AT_ONCE),
                ).fetchall()
            if not rows:
                return
            after = rows[-1][0]
            due = [number for _, number, ticket_id in rows if not self._used_since(ticket_id, until)]
            if due:
                yield due

    def _last_due(self, today: date, until: date, which: str) -> int:
        """Return the sequence up to which tickets were made on ``until`` or before; 0 where none was."""
        newest, last = "", 0
        with self._store.database.reading() as connection:
            (first,) = connection.execute(
                f"SELECT min(sequence) FROM tickets WHERE {which} sequence > 0"
            ).fetchone()
            for sequence, day in connection.execute(
                "SELECT sequence, substr(made_at, 1, 10) FROM tickets WHERE sequence > ? ORDER BY sequence",
                ((first or 0) - _BEFORE,),
            ):
                if _WRITTEN.isoformat() <= day <= today.isoformat():
                    newest = max(newest, day)
                if newest > until.isoformat():
                    break
                last = sequence if newest else 0
        return last

    def _used_since(self, ticket_id: str, until: date) -> bool:
        return any(each.made_at.date() > until for each in self._store.follow_ups(ticket_id))

    def _delete_rescued(self, today: date) -> None:
        """Delete databases that were moved aside, once as many days have passed since."""
        limits = [days for days in (self._privacy.contact_days, self._privacy.ticket_days) if days]
        for aside in damaged_beside(self._store.database.path) if limits else ():
            with contextlib.suppress(OSError):
                there_since = datetime.fromtimestamp(aside.stat().st_ctime).date()
                if self._store.is_rescued(aside.name) and there_since <= today - timedelta(min(limits)):
                    aside.unlink()
                    log_of(aside).unlink(missing_ok=True)
