"""Tells whoever is to be told that a person is wanted at the kiosk: a POST to ``[call] webhook``."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

log = logging.getLogger(__name__)

WAITS_S = 10.0


class CallHook:
    """Sends in a thread of its own and is waited for by nobody: that somebody comes is told by their touch.

    Nothing that a resident said is sent: the station, why (``asked``, ``emergency``, ``save-failed``), when.
    """

    def __init__(
        self,
        address: str,
        station: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._address, self._station, self._now = address, station, now

    def call(self, reason: str) -> None:
        """Tell, where there is an address."""
        log.warning("a person is called: %s", reason)
        if not self._address:
            return
        told = {"station": self._station, "reason": reason, "at": self._now().isoformat(timespec="seconds")}
        threading.Thread(target=self._send, args=(told,), name="call", daemon=True).start()

    def _send(self, told: dict[str, str]) -> None:
        import urllib.request  # not before somebody calls: the first screen does not wait for it

        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._address, json.dumps(told).encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=WAITS_S):
                pass
        except OSError as error:  # URLError and a timeout are ones
            log.warning("the call was not taken by %s: %s", self._address, error)
