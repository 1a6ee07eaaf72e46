"""How slow this machine is at the moment: what every wait of a test is a multiple of, and the wait itself.

A limit says what a thing takes at most on a quiet machine with two cores of 2.6 GHz; ``patience`` makes of it
what to wait for here and now. Only a test that fails waits that long.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from functools import cache

_STEPS = 200_000
_QUIET_S = 0.0100
"""Seconds of a core's work for so many steps of the loop below on that machine."""


def patience(seconds: float) -> float:
    """``seconds`` of a quiet machine, in seconds of this one as busy as it is."""
    return seconds * _own_pace() * _crowd()


def eventually(holds: Callable[[], object], what: str = "it", limit_s: float = 20.0) -> None:
    """Wait until something that another thread or process does has happened."""
    pause, limit = threading.Event(), patience(limit_s)
    deadline = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < deadline, f"{what} has not happened within {limit:.0f} s"
        pause.wait(0.01)


@cache
def _own_pace() -> float:
    """How many times longer a fixed piece of work takes a core of this machine; at least once as long."""
    return max(1.0, min(_work_s() for _ in range(5)) / _QUIET_S)


def _work_s() -> float:
    began = time.thread_time()
    for n in range(_STEPS):
        n * n  # the work itself
    return time.thread_time() - began


def _crowd() -> float:
    """How many want to run at once for each core, over the last minute; at least one."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
