"""Erases tickets, or their contacts, wherever this kiosk has them: in its database and the built-in desk."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.tickets.audit import Audit
from kiosk.tickets.destinations.desk import Desk
from kiosk.tickets.store import Store


class Eraser:
    """Leaves no byte of what it erases in the databases' files, and notes it in the audit log before."""

    def __init__(self, store: Store, desk: Desk | None, audit: Audit) -> None:
        """``desk`` is the built-in one; other destinations are asked by who runs them."""
        self._store, self._desk, self._audit = store, desk, audit

    def erase(self, numbers: Sequence[str], *, who: str = "", why: str = "") -> None:
        """Erase tickets with all that followed; their numbers stay used. Raises :class:`TicketsError`."""
        if numbers:
            self._audit.note("erased", numbers, who=who, more=why)
            self._store.erase(numbers)
            if self._desk is not None:
                self._desk.erase(numbers)
            self._scrub()

    def erase_contacts(self, numbers: Sequence[str], *, who: str = "", why: str = "") -> None:
        """Erase name and phone number, also where they were said. Raises :class:`TicketsError`."""
        if numbers:
            holding = [number for number in numbers if self._store.holds_contact(number)]
            self._audit.note("contact erased", holding, who=who, more=why)
            for number in numbers:
                if self._desk is not None and number in holding:
                    self._desk.erase_contact(number)
                self._store.erase_contact(number)
            self._scrub()

    def go_on(self) -> None:
        """Erase what was noted as erased and is there all the same. Raises :class:`TicketsError`."""
        left = self._store.erased_still_here()
        there = self._store.erased_among(self._desk.numbers()) if self._desk is not None else []
        if left:
            self._store.erase(left)
        if self._desk is not None and there:
            self._desk.erase(there)
        if left or there:
            self._scrub()

    def _scrub(self) -> None:
        self._store.database.scrub()
        if self._desk is not None:
            self._desk.scrub()
