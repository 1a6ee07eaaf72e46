"""Where a conversation stands: the step, the draft of the ticket, the resident's comfort settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.understanding.understood import Candidate, Kind, Urgency


class Step(StrEnum):
    """One question a screen; the order is the way a typical request goes."""

    WELCOME = "welcome"
    SPEAK = "speak"
    EMERGENCY = "emergency"
    CHECK = "check"
    EDIT = "edit"
    ANSWER = "answer"
    ANSWERED = "answered"
    CATEGORY = "category"
    CATEGORIES = "categories"
    PLACE = "place"
    NEIGHBOUR = "neighbour"
    CONTACT = "contact"
    READBACK = "readback"
    SAVING = "saving"
    DONE = "done"


class Overlay(StrEnum):
    """What can lie over any step without losing it."""

    NONE = ""
    COMFORT = "comfort"
    HELP = "help"
    START_OVER = "start-over"
    STILL_THERE = "still-there"
    HIDDEN = "hidden"


class Ears(StrEnum):
    """Whether the kiosk can hear, and if not, why."""

    READY = "ready"
    MOMENT = "moment"
    NO_MODEL = "no-model"
    NO_MICROPHONE = "no-microphone"
    BROKEN = "broken"


class Theme(StrEnum):
    """The four contrasts of LOOK.md."""

    DAY = "day"
    NIGHT = "night"
    YELLOW_ON_BLACK = "yellow"
    BLACK_ON_WHITE = "white"


@dataclass(frozen=True)
class Comfort:
    """How this resident sees and hears; reset at the end of every session.

    ``size`` is a step 0..3 of 1x, 1.25x, 1.6x, 2x; ``rate`` is per cent of the pack's speaking rate;
    ``volume_db`` is relative to the station's default.
    """

    size: int = 0
    theme: Theme = Theme.DAY
    rate: int = 100
    volume_db: int = 0
    quiet: bool = False
    less_motion: bool = False


@dataclass(frozen=True)
class Word:
    """A word as recognized; ``sure`` is false where the recognizer's confidence is low."""

    text: str
    sure: bool = True


@dataclass(frozen=True)
class Correction:
    """A change to what was recognized, and who made it (``voice``, ``touch`` or ``staff``)."""

    field: str
    before: str
    after: str
    by: str


@dataclass(frozen=True)
class Draft:
    """The ticket so far. Empty strings are what is not known yet.

    ``same`` is the number of a neighbour's ticket that says the same, ``joins`` that number once the
    resident wants to be counted with it.
    """

    recognized: str = ""
    text: str = ""
    words: tuple[Word, ...] = ()
    engine: str = ""
    category: str = ""
    candidates: tuple[Candidate, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    reasons: tuple[str, ...] = ()
    emergency_shown: bool = False
    answer: str = ""
    answer_source: str = ""
    answer_given: bool = False
    kind: Kind = Kind.HELP
    place: str = ""
    place_asked: bool = False
    compared: bool = False
    same: str = ""
    same_people: int = 0
    same_asked: bool = False
    joins: str = ""
    when: str = ""
    phone: str = ""
    contact_asked: bool = False
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Patience:
    """How long the kiosk waits, in seconds (ACCESS.md, time): then it asks, and then it wipes the screen."""

    idle_s: float = 60.0
    warning_s: float = 20.0
    extensions: int = 10
    done_s: float = 45.0


@dataclass(frozen=True)
class Session:
    """Everything ``advance`` knows. Two equal sessions behave the same.

    The first block is the station's and outlives a resident, the second is the resident's.
    ``beneath`` is the overlays that lie under ``overlay`` and come back once it is taken away.
    ``told`` is the prompts said last that are no part of the screen itself (asked again, a sample …).
    ``caption`` is what is heard in the turn under way. ``trail`` is the steps already seen, for "back".
    ``editing``: this step was entered from the read-back and leads back there. ``confirmed``: the resident
    agreed to send; from then on the draft is kept until it is saved. ``turns`` counts the acts that led from
    one step to another. ``saying`` and ``turn`` number the
    utterances and listening turns, so that a late report of an old one is told apart.
    """

    languages: tuple[str, ...] = ("zh-CN", "en")
    categories: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    patience: Patience = Patience()
    read_always: bool = False
    ears: Ears = Ears.MOMENT
    voice: bool = True
    saying: int = 0
    turn: int = 0

    language: str = "zh-CN"
    step: Step = Step.WELCOME
    overlay: Overlay = Overlay.NONE
    beneath: tuple[Overlay, ...] = ()
    trail: tuple[Step, ...] = ()
    draft: Draft = field(default_factory=Draft)
    comfort: Comfort = field(default_factory=Comfort)
    speaking: bool = False
    listening: bool = False
    open: bool = False
    caption: tuple[Word, ...] = ()
    misses: int = 0
    told: tuple[str, ...] = ()
    warnings: int = 0
    notice_given: bool = False
    editing: bool = False
    confirmed: bool = False
    page: int = 0
    dialled: str = ""
    number: str = ""
    error: str = ""
    turns: int = 0
