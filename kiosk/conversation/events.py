"""What happened. An answer by voice, by touch and by keyboard is the same event."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.conversation.questions import Answer, Question
from kiosk.conversation.session import Ears, Word
from kiosk.understanding.understood import Understood


@dataclass(frozen=True)
class Pressed:
    """A button by its code (``yes``, ``no``, ``back``, ``choice-2``, ``digit-7`` …), or its spoken word."""

    code: str
    by: str = "touch"


@dataclass(frozen=True)
class Focused:
    """The keys or a switch came to a control: its ``words`` (what it is called, then its hint).

    ``language`` is that of the words where the control has its own.
    ``chosen``: it is what is in force. ``arrived``: a new screen stands there and this control is first.
    """

    code: str
    words: tuple[str, ...]
    language: str = ""
    chosen: bool = False
    arrived: bool = False


@dataclass(frozen=True)
class Typing:
    """What stands in the editor so far: kept so that it can be read out when asked for."""

    text: str


@dataclass(frozen=True)
class Heard:
    """The resident's own words, spoken (``by="voice"``) or typed (``by="touch"``), with what they mean.

    ``others`` is what else they may have been. ``answer`` is a published answer that fits them, if there is
    one, and who published it. ``danger`` is the code of the pack's advice where they tell of an emergency,
    and ``ring`` who to ring first in it: fire, ambulance, police. ``language`` is theirs, where whoever
    greets the kiosk chooses one by it.
    """

    recognized: str
    request: Understood
    words: tuple[Word, ...] = ()
    engine: str = ""
    by: str = "voice"
    others: tuple[str, ...] = ()
    answer: str = ""
    answer_source: str = ""
    danger: str = ""
    ring: str = ""
    language: str = ""


@dataclass(frozen=True)
class Overheard:
    """At rest somebody spoke, and greeted nobody: what they said goes no further."""


@dataclass(frozen=True)
class HeadphonesChanged:
    """The station's headphones were plugged in, or out."""

    there: bool


@dataclass(frozen=True)
class Written:
    """A line for the text relay, written or said by whoever's turn it is."""

    text: str


@dataclass(frozen=True)
class Dialled:
    """Digits said in one breath, to fill the keypad."""

    digits: str


@dataclass(frozen=True)
class Partial:
    """The caption so far, while the resident speaks."""

    words: tuple[Word, ...]


@dataclass(frozen=True)
class HeardNothing:
    """The turn ended without words: silence, noise, or only fillers; or with ``words`` that answer nothing
    here, which the resident is shown."""

    words: str = field(default="", compare=False)  # what follows is the same


@dataclass(frozen=True)
class HardToHear:
    """What makes the resident hard to hear in this turn: ``faint``, ``loud`` or ``noise``."""

    why: str


@dataclass(frozen=True)
class BargedIn:
    """The resident has begun to answer while the voice still speaks."""


@dataclass(frozen=True)
class ListeningStarted:
    """The microphone is open and kept: from now on a word is heard."""


@dataclass(frozen=True)
class Sounding:
    """The ``index``-th line of the utterance ``saying`` begins to sound."""

    saying: int
    index: int


@dataclass(frozen=True)
class Spoken:
    """The voice finished (or was stopped in) the utterance ``saying``."""

    saying: int


@dataclass(frozen=True)
class TimedOut:
    """A timer of ``StartTimer`` ran out."""

    timer: str


@dataclass(frozen=True)
class Answered:
    """A service answers what a screen has asked it."""

    question: Question
    answer: Answer


@dataclass(frozen=True)
class EarsChanged:
    """The ears became able or unable to hear."""

    ears: Ears


@dataclass(frozen=True)
class VoiceChanged:
    """The voice became able or unable to speak."""

    able: bool


Event = (
    Pressed
    | Focused
    | Typing
    | Heard
    | Overheard
    | Written
    | HeadphonesChanged
    | Dialled
    | Partial
    | HeardNothing
    | HardToHear
    | BargedIn
    | ListeningStarted
    | Sounding
    | Spoken
    | TimedOut
    | Answered
    | EarsChanged
    | VoiceChanged
)
