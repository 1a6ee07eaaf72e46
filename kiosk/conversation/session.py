"""Where a conversation stands: what is the station's, what any screen needs, what is the resident's."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.conversation.comfort import Comfort as Comfort
from kiosk.conversation.comfort import Scan as Scan
from kiosk.conversation.comfort import Theme as Theme
from kiosk.conversation.draft import Draft as Draft
from kiosk.conversation.draft import Word as Word
from kiosk.conversation.keypad import Keypad
from kiosk.conversation.line import Speech
from kiosk.conversation.matter import FollowUp, Matter
from kiosk.conversation.relay import Relay
from kiosk.conversation.step import Step as Step


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


class SlipState(StrEnum):
    """What has become of the slip of paper."""

    NONE = ""
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


class Ears(StrEnum):
    """Whether the kiosk can hear, and if not, why."""

    READY = "ready"
    MOMENT = "moment"
    NO_MODEL = "no-model"
    NO_MICROPHONE = "no-microphone"
    BROKEN = "broken"

    @property
    def deaf(self) -> bool:
        """Whether they will not hear again by themselves in a moment."""
        return self not in (Ears.READY, Ears.MOMENT)


@dataclass(frozen=True)
class Patience:
    """How long the kiosk waits, in seconds (docs/access.md): then it asks, and then it wipes the screen."""

    idle_s: float = 60.0
    warning_s: float = 20.0
    extensions: int = 10
    done_s: float = 45.0


@dataclass(frozen=True)
class Station:
    """What is the station's and outlives a resident.

    ``emergency``: who to ring for fire, an ambulance, the police. ``country``: whose other lines are shown.
    ``screen_reader``: one speaks here, so the kiosk's voice is quiet, and its ears open only when asked: they
    cannot tell the reader from the resident.
    ``answer_days`` is within how many working days a resident is phoned, 0 where nobody says so.
    ``groups`` is the categories as they are found by touch, a level above the other; none: all in one.
    ``ready`` is those that have ready sentences, ``placeless`` those that are nowhere.
    ``printer``: it can print a slip with the number.
    ``tall``: the glass reaches higher than somebody does who sits.
    ``headphones``: some are plugged in. ``voice``: the kiosk can speak. ``saying`` and ``turn`` number the
    utterances and listening turns, so that a late report of an old one is told apart.
    """

    languages: tuple[str, ...] = ("zh-CN", "en")
    categories: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    ready: frozenset[str] = frozenset()
    placeless: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    emergency: tuple[str, str, str] = ("119", "120", "110")
    country: str = "CN"
    answer_days: int = 5
    patience: Patience = Patience()
    read_always: bool = False
    headphones: bool = False
    tall: bool = False
    printer: bool = False
    listen_at_rest: bool = False
    screen_reader: bool = False
    ears: Ears = Ears.MOMENT
    voice: bool = True
    saying: int = 0
    turn: int = 0

    @property
    def first_comfort(self) -> Comfort:
        """What everybody begins with. Two voices at once cannot be understood."""
        return Comfort(quiet=self.screen_reader)


@dataclass(frozen=True)
class BaseSession:
    """What the machinery of any flow of screens knows. Two equal sessions behave the same.

    ``beneath`` is the overlays that lie under ``overlay`` and come back once it is taken away. ``trail`` is
    the steps already seen, for "back".
    ``told`` is the prompts said last that are no part of the screen itself (asked again, a sample …), and
    ``unclear`` the answer that was heard and not understood.
    ``by`` is what somebody used last: touch, voice, keys or a switch.
    ``spoken``: somebody came by voice or by keys, so the screens say what can be said and chosen.
    ``focused``: the keys moved since the screen came, ``typed`` is what stands in the editor.
    ``armed``: the screen in front has stood long enough for what sends or agrees to be pressed.
    ``caption`` is what is heard in the turn under way. ``hard`` is what makes them hard to hear in it
    (faint, loud, noise), ``advised`` what of it was said to them already. ``notice_given``: they were told
    what is kept of what they say. ``beckons``: somebody spoke at rest, and is shown where to begin.
    ``calling``: a person was called and nobody has answered; ``ringing``: the chime sounds; ``rounds`` is how
    often it has sounded for a while in vain. ``turns`` counts the acts that led from one step to another.
    """

    station: Station = field(default_factory=Station)
    language: str = "zh-CN"
    step: str = ""
    overlay: Overlay = Overlay.NONE
    beneath: tuple[Overlay, ...] = ()
    trail: tuple[str, ...] = ()
    comfort: Comfort = field(default_factory=Comfort)
    by: str = "touch"
    spoken: bool = False
    focused: bool = False
    armed: bool = True
    typed: str = ""
    keypad: Keypad = field(default_factory=Keypad)
    speaking: bool = False
    speech: Speech = field(default_factory=Speech)
    listening: bool = False
    open: bool = False
    caption: tuple[Word, ...] = ()
    hard: str = ""
    advised: tuple[str, ...] = ()
    misses: int = 0
    told: tuple[str, ...] = ()
    unclear: str = ""
    warnings: int = 0
    beckons: bool = False
    notice_given: bool = False
    error: str = ""
    calling: bool = False
    ringing: bool = False
    rounds: int = 0
    turns: int = 0

    @property
    def may_read_aloud(self) -> bool:
        """Whether the resident's own words may be said without being asked for."""
        return self.station.read_always or self.comfort.headphones

    @property
    def confidential(self) -> bool:
        """Whether what is told must stay between the resident and who helps them."""
        return False

    @property
    def untouched(self) -> bool:
        """Whether the welcome screen stands as the next resident should find it."""
        return self.overlay is Overlay.NONE and not self.spoken and self.comfort == self.station.first_comfort

    @property
    def at_hand(self) -> tuple[object, ...]:
        """What a resident changes on the welcome screen; the ears' turns come and go by themselves."""
        return self.overlay, self.spoken, self.comfort, self.speaking, self.station.saying


@dataclass(frozen=True)
class Session(BaseSession):
    """A resident's conversation.

    ``editing``: this step was entered from the read-back and leads back there. ``group`` is the group of
    categories that is open, by the first code in it. ``likely`` is the number that the ticket probably gets,
    ``number`` the one it got, and ``slip`` what has become of its slip. ``matter`` is the ticket that they
    came back for, ``did`` what they did about it, and ``failed`` whether that could not be written down, or
    looked up.
    """

    step: Step = Step.WELCOME
    trail: tuple[Step, ...] = ()
    draft: Draft = field(default_factory=Draft)
    group: str = ""
    relay: Relay = field(default_factory=Relay)
    editing: bool = False
    likely: str = ""
    number: str = ""
    matter: Matter | None = None
    did: FollowUp | None = None
    failed: bool = False
    slip: SlipState = SlipState.NONE

    @property
    def may_read_aloud(self) -> bool:
        """Never what somebody says who is being hurt, whatever the station is set to."""
        return super().may_read_aloud and not self.confidential

    @property
    def confidential(self) -> bool:
        """Whether somebody is being hurt."""
        return self.draft.confidential
