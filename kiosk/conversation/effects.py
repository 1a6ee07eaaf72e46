"""What to do. Effects name prompts by key; the runner looks the words up in the language pack."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.conversation.line import Line as Line
from kiosk.conversation.questions import Question


class Listening(StrEnum):
    """What is listened for: free speech, a word the screen offers, digits; at rest a greeting, no more."""

    FREE = "free"
    CHOICE = "choice"
    DIGITS = "digits"
    AT_REST = "at-rest"


@dataclass(frozen=True)
class Say:
    """Say these lines, report ``Sounding`` as each begins, then ``Spoken(saying)``.

    ``language`` is another one than the resident's, for the name of a language; ``slowly`` to write along.
    """

    saying: int
    lines: tuple[Line, ...]
    language: str = ""
    slowly: bool = False


@dataclass(frozen=True)
class Hush:
    """Be silent within 100 ms."""


@dataclass(frozen=True)
class Prerender:
    """These lines may be asked for next: render them ahead, in memory."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Listen:
    """Open a listening turn. ``codes`` are the answers the screen offers."""

    turn: int
    listening: Listening
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class StopListening:
    """Drop the turn under way."""


@dataclass(frozen=True)
class FinishListening:
    """The resident says they have finished: end the turn now and give the words."""


@dataclass(frozen=True)
class Show:
    """The session changed in a way that is seen."""


@dataclass(frozen=True)
class Ask:
    """Ask a service, then report ``Answered``."""

    question: Question


@dataclass(frozen=True)
class Understand:
    """Take this text for what was said, written or chosen ``by`` touch or voice: report it as an event."""

    text: str
    by: str = "touch"


@dataclass(frozen=True)
class StartTimer:
    """Report ``TimedOut(timer)`` after ``seconds``, unless started again or stopped."""

    timer: str
    seconds: float


@dataclass(frozen=True)
class StopTimer:
    """Forget the timer."""

    timer: str


@dataclass(frozen=True)
class CallVolunteer:
    """Tell whoever is to be told (``[call] webhook``) that a person is wanted; ``reason`` is a code:
    ``asked``, ``emergency``, ``save-failed``."""

    reason: str


@dataclass(frozen=True)
class Ring:
    """Let the chime that calls a person sound again and again, or stop it."""

    on: bool


@dataclass(frozen=True)
class ResetComfort:
    """The session ended: volume, rate, size and contrast go back to the station's defaults."""


Effect = (
    Say
    | Hush
    | Prerender
    | Listen
    | StopListening
    | FinishListening
    | Show
    | Ask
    | Understand
    | StartTimer
    | StopTimer
    | CallVolunteer
    | Ring
    | ResetComfort
)
