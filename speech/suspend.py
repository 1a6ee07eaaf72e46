"""Tells silence from a suspended machine: time in which this process did not run is held against nobody.

A laptop's lid, a paused virtual machine and a stopped process make everybody miss their signs of life at
once. Whoever waits for another's sign counts with ``since``: the other then has its whole allowance again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import cache

LOOK_S = 0.25
STOOD_S = 1.0
"""A look this long after the last one means that nothing ran in between."""


def since(moment: float) -> float:
    """Seconds since ``moment`` of ``time.monotonic()``, or since this process resumed if that was later."""
    return _this_process().since(moment)


def boot_clock() -> float:
    """Seconds that pass while the machine sleeps too, whatever is done to the time of day."""
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)  # Linux's monotonic clock stands still in sleep
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class SuspendWatch:
    """Looks at the clock four times a second; ``resumed`` gets how long each stop was (s), from any
    thread."""

    def __init__(
        self, resumed: Callable[[float], None] = lambda stood_s: None, clock: Callable[[], float] = boot_clock
    ) -> None:
        self._told, self._clock = resumed, clock
        self._lock = threading.Lock()
        self._looked, self._resumed_at = clock(), 0.0
        self._closed = threading.Event()
        threading.Thread(target=self._run, name="suspend watch", daemon=True).start()

    def since(self, moment: float) -> float:
        """See above."""
        self.look()
        return time.monotonic() - max(moment, self._resumed_at)

    def look(self) -> None:
        """Notice a stop; also by a thread that runs before the one that looks."""
        with self._lock:
            now = self._clock()
            stood_s, self._looked = now - self._looked, now
            if stood_s > STOOD_S:
                self._resumed_at = time.monotonic()
        if stood_s > STOOD_S:
            self._told(stood_s)

    def close(self) -> None:
        """Look no more."""
        self._closed.set()

    def _run(self) -> None:
        while not self._closed.wait(LOOK_S):
            self.look()


@cache
def _this_process() -> SuspendWatch:
    return SuspendWatch()
