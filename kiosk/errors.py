"""What can go wrong in the kiosk and is told to a person, each as one sentence.

    KioskError                  kiosk/errors.py
        SettingsError           kiosk/settings/file.py
        PackError               kiosk/packs.py
        ScriptError             kiosk/script.py
        PrinterError            kiosk/printing/errors.py
        UnknownScreenError      kiosk/conversation/trial.py
        TicketsError            kiosk/tickets/errors.py
            StoreError
                StoreFullError
                StoreBusyError
                StoreDamagedError
            KeyUnusableError
            UnreadableError
            BadNumberError
            UnknownTicketError
            AuditUnwritableError
            AuditBrokenError
        SendError               kiosk/tickets/destinations/base.py
            TryLaterError
                PendingError
            UnreachableError
                NoExchangeError     kiosk/tickets/destinations/web.py
            RefusedError

Speech has a root of its own (speech/errors.py). A command turns either into its sentence and exit status 2
(kiosk/cli.py).
"""

from __future__ import annotations


class KioskError(Exception):
    """The text is one sentence that names the file, field or device, what was expected and what to do."""
