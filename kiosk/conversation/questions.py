"""What a screen may ask of the kiosk's services (the effect ``Ask``), and what they answer (``Answered``)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.conversation.draft import Draft
from kiosk.conversation.matter import FollowUp, Matter


@dataclass(frozen=True)
class Question:
    """Something that takes time or can fail: it is asked of a service, and its answer comes as an event."""


@dataclass(frozen=True)
class Save(Question):
    """Write the confirmed draft as a ticket with its outbox row: ``Saved`` or ``SaveFailed``."""

    draft: Draft
    language: str


@dataclass(frozen=True)
class SameMatter(Question):
    """Does an open ticket of this station say the same? ``SameFound``."""

    draft: Draft
    language: str


@dataclass(frozen=True)
class NextNumber(Question):
    """Which number does the next ticket get, if nothing comes between? ``NumberLikely``."""


@dataclass(frozen=True)
class HowIsIt(Question):
    """How does the ticket of this number stand? ``Stands``, ``NoSuchTicket`` or ``CannotLook``."""

    number: str


@dataclass(frozen=True)
class Follow(Question):
    """Write down what the resident does about a ticket: ``Followed`` or ``NotFollowed``.

    ``rating`` is 1 (very dissatisfied) to 5 (very satisfied), 0 where they did not say.
    """

    number: str
    kind: FollowUp
    language: str
    rating: int = 0


@dataclass(frozen=True)
class PrintSlip(Question):
    """Print the slip of the ticket ``number`` in a language: ``SlipPrinted`` or ``SlipFailed``."""

    number: str
    language: str


@dataclass(frozen=True)
class Answer:
    """What a service answers."""


@dataclass(frozen=True)
class Saved(Answer):
    """The ticket is on the disk; this is its number."""

    number: str


@dataclass(frozen=True)
class SaveFailed(Answer):
    """The ticket could not be written yet: it is kept aside, and tried again without anybody's doing.

    ``reason`` is for staff, never shown to the resident.
    """

    reason: str


@dataclass(frozen=True)
class SameFound(Answer):
    """``people`` have told of the same matter, the first in the ticket ``number``; empty where nobody has."""

    number: str = ""
    people: int = 0


@dataclass(frozen=True)
class SlipPrinted(Answer):
    """The printer took the slip and did not say that anything is wrong."""


@dataclass(frozen=True)
class SlipFailed(Answer):
    """No slip came out; staff find the reason in the log."""


@dataclass(frozen=True)
class NumberLikely(Answer):
    """The number that the ticket will get, if it is the next one saved: made ready to be said, never told."""

    number: str


@dataclass(frozen=True)
class Stands(Answer):
    """So it stands."""

    matter: Matter


@dataclass(frozen=True)
class NoSuchTicket(Answer):
    """No ticket has that number. Who tries numbers waits longer for each of these."""


@dataclass(frozen=True)
class CannotLook(Answer):
    """The tickets cannot be read just now."""


@dataclass(frozen=True)
class Followed(Answer):
    """It is on the disk, and goes out behind its ticket."""


@dataclass(frozen=True)
class NotFollowed(Answer):
    """It could not be written."""
