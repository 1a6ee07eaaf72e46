"""What a resident and a volunteer write to each other on the one screen. Nothing is kept afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

KEPT_LINES = 40  # of both; a talk over a counter is shorter


class Side(StrEnum):
    """Who writes in the text relay."""

    VOLUNTEER = "volunteer"
    RESIDENT = "resident"


@dataclass(frozen=True)
class RelayLine:
    """What one of them wrote (``text``), or the quick reply that was touched (``reply``, a code)."""

    by: Side
    text: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Relay:
    """What both wrote so far, who has the keyboard, and whether the volunteer speaks to be written down."""

    lines: tuple[RelayLine, ...] = ()
    writer: Side | None = None
    dictating: bool = False

    @property
    def own_words(self) -> str:
        """What the resident wrote themselves, quick replies apart: it can become their request."""
        return " ".join(line.text for line in self.lines if line.by is Side.RESIDENT and line.text)

    def last(self, side: Side) -> RelayLine | None:
        """The last line of one of them."""
        return next((line for line in reversed(self.lines) if line.by is side), None)

    def with_line(self, line: RelayLine) -> Relay:
        """With one more line; the oldest go."""
        return replace(self, lines=(*self.lines, line)[-KEPT_LINES:])
