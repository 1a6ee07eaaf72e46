"""Numbers that nobody has: whoever tries them waits longer each time, also in the next session."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

FREE = 2
"""So many wrong numbers cost nothing: a digit is misread, a slip is another station's."""
FIRST_S, MOST_S = 2.0, 60.0
FORGOTTEN_S = 900.0
"""After so long without a wrong number, all is forgotten."""

log = logging.getLogger(__name__)


class Guesses:
    """Counts wrong numbers on this kiosk, whoever gives them. It keeps none of them."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._count = 0
        self._last = 0.0

    def wrong(self) -> float:
        """One more; how many seconds whoever gave it is to wait for the answer."""
        now = self._monotonic()
        if now - self._last > FORGOTTEN_S:
            self._count = 0
        self._count, self._last = self._count + 1, now
        over = self._count - FREE
        wait = min(MOST_S, FIRST_S * 2.0 ** (over - 1)) if over > 0 else 0.0
        log.warning("a number that no ticket has was asked about: %d in a row", self._count)
        return wait
