"""How a resident sees and hears the kiosk, and what changes it: size, contrast, motion, pace, loudness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

SIZES = 4
RATES = (50, 70, 85, 100, 125, 160, 200)  # per cent, seven steps (VVSG 7.1-K)
VOLUMES_DB = (-12, -6, 0, 6, 12)  # range >= 18 dB, steps <= 6 dB (EN 301 549 8.2.1)


class Theme(StrEnum):
    """The four contrasts of docs/look.md."""

    DAY = "day"
    NIGHT = "night"
    YELLOW_ON_BLACK = "yellow"
    BLACK_ON_WHITE = "white"


class Scan(StrEnum):
    """How fast the controls are gone through for somebody with one switch."""

    OFF = "off"
    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


SCANS = tuple(f"scan-{scan.value}" for scan in Scan)
SPOKEN = (
    "louder",
    "quieter",
    "slower",
    "faster",
    "bigger",
    "smaller",
    *(f"theme-{theme.value}" for theme in Theme),
)
"""What can be said on every screen without going to the panel."""


@dataclass(frozen=True)
class Comfort:
    """How this resident sees and hears; reset at the end of every session.

    ``size`` is a step 0..3 of 1x, 1.25x, 1.6x, 2x; ``rate`` is per cent of the pack's speaking rate;
    ``volume_db`` is relative to the station's default. ``headphones``: the voice is heard by them alone.
    ``low``: on a tall glass all stands in its lower part, within reach of somebody who sits.
    """

    size: int = 0
    theme: Theme = Theme.DAY
    rate: int = 100
    volume_db: int = 0
    quiet: bool = False
    less_motion: bool = False
    headphones: bool = False
    low: bool = False
    scan: Scan = Scan.OFF

    def changed(self, code: str) -> Comfort:
        """After the button ``code``."""
        name, _, value = code.partition("-")
        match name:
            case "size":
                return replace(self, size=int(value))
            case "bigger" | "smaller":
                size = self.size + (1 if name == "bigger" else -1)
                return replace(self, size=min(max(size, 0), SIZES - 1))
            case "theme":
                return replace(self, theme=Theme(value))
            case "scan":
                return replace(self, scan=Scan(value))
            case "through":
                return replace(self, headphones=value == "headphones")
            case "reach":
                return replace(self, low=value == "low")
            case "motion":
                return replace(self, less_motion=value == "off")
            case "slower" | "faster":
                return replace(self, rate=_step(RATES, self.rate, 1 if name == "faster" else -1))
            case "normal":
                return replace(self, rate=100)
            case "softer" | "quieter" | "louder":
                volume = _step(VOLUMES_DB, self.volume_db, 1 if name == "louder" else -1)
                return replace(self, volume_db=volume, quiet=False)
            case "quiet":
                return replace(self, quiet=not self.quiet)
            case _:
                return self


def _step(steps: tuple[int, ...], value: int, by: int) -> int:
    return steps[min(max(steps.index(value) + by, 0), len(steps) - 1)]
