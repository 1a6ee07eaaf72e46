"""What stands on the slip of paper that a resident takes home. It holds nothing that was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DIGITS_MM = 12.0
"""How high the digits of the number are at least: large print, to be read without glasses."""


@dataclass(frozen=True)
class Slip:
    """A slip in words, from top to bottom.

    ``groups`` is the digits of the number in the groups they are read in; the QR code has them without a gap.
    ``day`` has "{day}" where ``made`` stands, as the ``language`` writes a date. ``about`` is empty where the
    matter must not be found in a pocket. ``advice`` says to keep the slip, and how to ask with it.
    """

    language: str
    station: str
    label: str
    groups: tuple[str, ...]
    day: str
    made: date
    about: str
    advice: tuple[str, ...]

    @property
    def number(self) -> str:
        """What the QR code holds."""
        return "".join(self.groups)


def qr_code(number: str) -> list[list[bool]]:
    """The QR code of the number, its modules row by row; True is dark. A third of it may be soiled."""
    import segno  # when a slip is printed, not before the first screen

    return [[bool(module) for module in row] for row in segno.make_qr(number, error="h").matrix]
