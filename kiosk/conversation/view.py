"""What a screen shows, in words, for one moment of a conversation. The window draws this and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.conversation.comfort import Comfort
from kiosk.conversation.draft import Word


class LampState(StrEnum):
    """The lamp (docs/look.md): lit = listens, speaking = the voice sounds, moment = busy, off = by touch."""

    LISTENING = "listening"
    SPEAKING = "speaking"
    MOMENT = "moment"
    OFF = "off"
    IDLE = "idle"


@dataclass(frozen=True)
class Lamp:
    """The lamp with its word and a second line (why it cannot hear, "tap and I stop" …).

    ``hears``: somebody is speaking, and words have been made out.
    """

    state: LampState
    word: str
    hint: str = ""
    hears: bool = False


@dataclass(frozen=True)
class Act:
    """A control: ``code`` goes into ``Pressed``, ``icon`` is a Phosphor name, ``hint`` what one may say.

    ``chosen`` is None where there is nothing to choose. ``name`` is what it is called where its row is not
    seen; "" where ``label`` says enough. ``highlighted`` is where in the label (characters) the words stand
    that want an eye. ``armed`` is None where it neither sends nor agrees: else whether it can be pressed
    yet, which is soon after the screen has come (``Screen.binding``).
    """

    code: str
    label: str
    hint: str = ""
    icon: str = ""
    main: bool = False
    warn: bool = False
    chosen: bool | None = None
    enabled: bool = True
    language: str = ""
    name: str = ""
    highlighted: tuple[tuple[int, int], ...] = ()
    armed: bool | None = None


@dataclass(frozen=True)
class Row:
    """A line of the read-back or of the comfort panel: a label, a value, and what can be pressed in it.

    ``name`` is all that it says, for those who do not see it.
    """

    label: str
    value: str = ""
    acts: tuple[Act, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Note:
    """An icon and a sentence."""

    icon: str
    text: str


@dataclass(frozen=True)
class View:
    """One screen.

    ``screen`` is the Step or, where one lies above, the Overlay. ``question`` is what the kiosk says now:
    its first sentence is the heading, the others and ``hint`` stand below it in the second size. Every
    sentence that is said stands somewhere on the screen (question, hint, notes, words, rows, number), and
    the window marks the one being said by its text. ``stage`` counts 1..4 along ``stages`` (0: before the
    way begins); ``way`` says it in words. ``home`` starts over and ``hide`` covers the screen; they stand
    small in the top line. ``error`` is what went wrong, in plain words, shown near the acts (where
    it is the question, as that: see ``fails``). ``tools`` are
    the words of what the window does by itself, by code: scroll-up, scroll-down, and the keyboard's
    key-erase, key-clear, key-restore, key-left, key-right, key-space, key-pinyin, key-digits, key-more,
    key-comma, key-stop. ``level`` tells levels of one screen apart: another one is drawn and named as a new
    screen. ``headings`` is how many sentences of ``question`` are set as the heading, a line each.
    """

    screen: str
    language: str
    name: str
    question: tuple[str, ...]
    hint: str = ""
    stages: tuple[str, ...] = ()
    stage: int = 0
    way: str = ""
    label: str = ""
    words: tuple[Word, ...] = ()
    rows: tuple[Row, ...] = ()
    number: str = ""
    notes: tuple[Note, ...] = ()
    typed: str = ""
    keypad: tuple[Act, ...] = ()
    acts: tuple[Act, ...] = ()
    foot: tuple[Act, ...] = ()
    home: Act | None = None
    hide: Act | None = None
    error: str = ""
    tools: tuple[Act, ...] = ()
    headings: int = 1
    level: str = ""
    lamp: Lamp = Lamp(LampState.IDLE, "")
    comfort: Comfort = field(default_factory=Comfort)

    @property
    def fails(self) -> bool:
        """Whether what went wrong is all that counts here: it is the heading, in the warning colour."""
        return bool(self.error) and self.question[:1] == (self.error,)
