"""The thread that looks after the databases (:mod:`kiosk.tickets.care`) while the kiosk runs."""

from __future__ import annotations

import logging
import threading

from kiosk.tickets.care import Care
from kiosk.tickets.errors import TicketsError

log = logging.getLogger(__name__)

QUIET_S = 2.0
"""Seconds without news before the databases' logs are moved into their files."""


LOOK_S = 3600.0
"""Seconds after which it is looked whether another day has begun."""


class Caretaker:
    """Does everything at the start and after damage, what is due each day, and tidies up when it is quiet."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._wake = threading.Event()
        self._hurt = True
        self._thread: threading.Thread | None = None

    def start(self, care: Care) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run, args=(care,), name="caretaker", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something was written. Any thread may call this."""
        self._wake.set()

    def hurt(self) -> None:
        """Damage was met. Any thread may call this."""
        self._hurt = True
        self._wake.set()

    def stop(self, limit_s: float = 35.0) -> bool:
        """End as soon as that does no harm; return whether it ended in time."""
        self.stopping.set()
        self._wake.set()
        if self._thread is None:
            return True
        self._thread.join(limit_s)
        return not self._thread.is_alive()

    def _run(self, care: Care) -> None:
        while not self.stopping.is_set():
            if self._hurt:
                self._hurt = False
                care.everything()
                continue
            if not self._wake.wait(LOOK_S):
                care.daily()
                continue
            while self._wake.wait(QUIET_S) and not self._hurt and not self.stopping.is_set():
                self._wake.clear()
            if not self._wake.is_set():
                _tidy(care)


def _tidy(care: Care) -> None:
    try:
        care.tidy()
    except TicketsError as error:
        log.warning("%s", error)  # the log stays as it is, and nothing is lost by that
