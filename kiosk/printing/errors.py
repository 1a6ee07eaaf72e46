"""What can go wrong with a printer. Each message is one sentence for staff."""

from __future__ import annotations

from kiosk.errors import KioskError


class PrinterError(KioskError):
    """The printer was not reached, did not take the slip, or says what is wrong with it."""
