"""Where a conversation stands: the step, the draft of the ticket, the resident's comfort settings."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import takewhile

from kiosk.conversation.line import Speech
from kiosk.understanding.understood import Candidate, Kind, Urgency


class Step(StrEnum):
    """One question a screen; the order is the way a typical request goes."""

    WELCOME = "welcome"
    SPEAK = "speak"
    EMERGENCY = "emergency"
    CHECK = "check"
    MEND = "mend"
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
    HOW_TO = "how-to"
    START_OVER = "start-over"
    STILL_THERE = "still-there"
    HIDDEN = "hidden"
    RELAY = "relay"


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


class Scan(StrEnum):
    """How fast the controls are gone through for somebody with one switch."""

    OFF = "off"
    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


@dataclass(frozen=True)
class Comfort:
    """How this resident sees and hears; reset at the end of every session.

    ``size`` is a step 0..3 of 1x, 1.25x, 1.6x, 2x; ``rate`` is per cent of the pack's speaking rate;
    ``volume_db`` is relative to the station's default. ``headphones``: the voice is heard by them alone.
    """

    size: int = 0
    theme: Theme = Theme.DAY
    rate: int = 100
    volume_db: int = 0
    quiet: bool = False
    less_motion: bool = False
    headphones: bool = False
    scan: Scan = Scan.OFF


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

    ``others`` is what else may have been meant, whole texts, the likeliest first: shown where the resident
    says that the text is wrong, and kept nowhere else.
    ``same`` is the number of a neighbour's ticket that says the same, ``joins`` that number once the
    resident wants to be counted with it.
    """

    recognized: str = ""
    text: str = ""
    words: tuple[Word, ...] = ()
    others: tuple[str, ...] = ()
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
    ``emergency``: whom to ring for fire, an ambulance, the police.
    ``screen_reader``: one speaks here, so the kiosk's voice is quiet, and its ears open only when asked: they
    cannot tell the reader from the resident.
    ``beneath`` is the overlays that lie under ``overlay`` and come back once it is taken away.
    ``told`` is the prompts said last that are no part of the screen itself (asked again, a sample …).
    ``spoken``: the resident came by voice or by keys, so the screens say what can be said and chosen.
    ``focused``: the keys moved since the screen came, ``typed`` is what stands in the editor.
    ``caption`` is what is heard in the turn under way. ``hard`` is what makes them hard to hear in it
    (faint, loud, noise), ``advised`` what of it was said to them already. ``trail`` is the steps already
    seen, for "back". ``editing``: this step was entered from the read-back and leads back there.
    ``confirmed``: the resident agreed to send; from then on the draft is kept until it is saved.
    ``likely`` is the number that the ticket probably gets, ``number`` the one it got.
    ``turns`` counts the acts that led from one step to another. ``saying`` and ``turn`` number the
    utterances and listening turns, so that a late report of an old one is told apart.
    """

    languages: tuple[str, ...] = ("zh-CN", "en")
    categories: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    emergency: tuple[str, str, str] = ("119", "120", "110")
    patience: Patience = Patience()
    read_always: bool = False
    headphones: bool = False
    listen_at_rest: bool = False
    screen_reader: bool = False
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
    relay: Relay = Relay()
    comfort: Comfort = field(default_factory=Comfort)
    spoken: bool = False
    focused: bool = False
    typed: str = ""
    speaking: bool = False
    speech: Speech = field(default_factory=Speech)
    listening: bool = False
    open: bool = False
    caption: tuple[Word, ...] = ()
    hard: str = ""
    advised: tuple[str, ...] = ()
    misses: int = 0
    told: tuple[str, ...] = ()
    warnings: int = 0
    notice_given: bool = False
    editing: bool = False
    confirmed: bool = False
    page: int = 0
    dialled: str = ""
    likely: str = ""
    number: str = ""
    error: str = ""
    turns: int = 0

    @property
    def untouched(self) -> bool:
        """Whether the welcome screen stands as the next resident should find it."""
        return self.overlay is Overlay.NONE and not self.spoken and self.comfort == self.first_comfort

    @property
    def first_comfort(self) -> Comfort:
        """What every resident begins with. Two voices at once cannot be understood."""
        return Comfort(quiet=self.screen_reader)

    @property
    def at_hand(self) -> tuple[object, ...]:
        """What a resident changes on the welcome screen; the ears' turns come and go by themselves."""
        return self.overlay, self.spoken, self.comfort, self.speaking, self.saying


STATIONS = tuple(takewhile("language".__ne__, (each.name for each in fields(Session))))
"""The fields of a session that are the station's: its first block."""
