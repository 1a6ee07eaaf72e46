"""How long to wait after a failure: exponential with full jitter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Backoff:
    """The bounds of a wait.

    Full jitter (any wait from 0 to the ceiling) spreads a district's kiosks out when their server comes
    back (M. Brooker, "Exponential Backoff and Jitter", AWS 2015).
    """

    base_s: float = 2.0
    """Seconds: the ceiling after the first failure."""
    cap_s: float = 15 * 60.0
    """Seconds: the ceiling stops growing here."""
    asked_cap_s: float = 24 * 3600.0
    """Seconds: a Retry-After beyond this is taken for nonsense and cut."""

    def ceiling_s(self, failures: int) -> float:
        """Return the longest wait after so many failures in a row (1 or more)."""
        return min(self.cap_s, self.base_s * 2.0 ** min(failures - 1, 62))

    def wait_s(self, failures: int, asked_s: float, chance: float) -> float:
        """Return the wait. ``chance`` is random, from 0 to 1; ``asked_s`` is the server's Retry-After."""
        return max(chance * self.ceiling_s(failures), min(asked_s, self.asked_cap_s))
