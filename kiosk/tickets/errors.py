"""What can go wrong with tickets. Each message is one sentence that says what, where and what to do."""

from __future__ import annotations

from kiosk.errors import KioskError


class TicketsError(KioskError):
    """Anything below; the message may be shown to staff as it is."""


class StoreError(TicketsError):
    """A database could not be opened, read or written."""


class StoreFullError(StoreError):
    """There is no room left on the disk; nothing was written."""


class StoreBusyError(StoreError):
    """Another program holds the database for too long; nothing was written."""


class StoreDamagedError(StoreError):
    """The file is no database, or a broken one."""


class KeyUnusableError(TicketsError):
    """The encryption key is missing, unreadable, or not the one the tickets were written with."""


class UnreadableError(TicketsError):
    """A stored text does not decrypt: it was changed on the disk, or belongs to another ticket."""


class UnknownTicketError(TicketsError):
    """No ticket of this kiosk has that number."""


class AuditUnwritableError(TicketsError):
    """The audit log takes no line; what was to be noted in it first was not done."""


class AuditBrokenError(TicketsError):
    """The audit log is not as it was written, or cannot be read."""


class BadNumberError(TicketsError):
    """What was typed cannot be a ticket's number."""
