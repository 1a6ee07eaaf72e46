"""Every message between the kiosk and its two children, ears and voice, and how it is written as a line.

A message is a JSON object on a line of its own: what a child is told names itself by ``do``, what it says by
``it``. A field that has its default is left out. docs/protocol.md says what each is for; this module imports
nothing of ours, so that either side may import it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, Literal, TypeVar

import msgspec
from msgspec import Struct

LostOrFound = Literal["lost", "found"]
LONGEST_LINE = 1_000_000
"""Bytes; what is longer is no message."""


class Command(Struct, tag_field="do", omit_defaults=True):
    """What a child is told."""


class Report(Struct, tag_field="it", omit_defaults=True):
    """What a child says."""


class MessageError(ValueError):
    """A line is no message, or lacks something; the text is one clear sentence."""


# -- to both ------------------------------------------------------------------------------------------------


class Hello(Command):
    """What a child needs to know before anything else."""


class Prepare(Command, tag="prepare"):
    """Load what this language needs."""

    language: str


class Stop(Command, tag="stop"):
    """End."""


# -- from both ----------------------------------------------------------------------------------------------


class Beat(Report, tag="beat"):
    """The child is alive; said every second."""

    rss_mb: float
    idle: bool


class DeviceState(Report, tag="device"):
    """The microphone or the loudspeaker was lost or found."""

    state: LostOrFound
    name: str
    why: str = ""


class ErrorReport(Report, tag="error"):
    """Something is wrong, in one clear sentence."""

    what: Literal["model", "device", "engine", "input"]
    text: str


# -- to the ears --------------------------------------------------------------------------------------------


class RecognizerSpec(Struct, frozen=True, omit_defaults=True):
    """What a language is heard with: names of model folders, best first; of each kind the first installed."""

    vosk: tuple[str, ...] = ()
    whisper: tuple[str, ...] = ()
    whisper_language: str = "en"
    initial_prompt: str = ""
    fillers: tuple[str, ...] = ()


class EarsHello(Hello, tag="hello"):
    """What the ears are told first."""

    models: str
    languages: dict[str, RecognizerSpec]
    device: str = ""
    echo_cancelled: bool | Literal["auto"] = False
    engine: str = ""
    source: Literal["", "wav"] = ""
    realtime: bool = True


class Listen(Command, tag="listen"):
    """Hear one turn."""

    turn: int
    language: str
    phrases: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    at_rest: bool = False
    first_sound_s: float = 10.0
    silence_s: float = 2.5
    limit_s: float = 90.0


class Finish(Command, tag="finish"):
    """End the turn now and give its words."""

    turn: int


class Cancel(Command, tag="cancel"):
    """Drop the turn."""

    turn: int


class Mute(Command, tag="mute"):
    """The voice sounds, or it has ended."""

    on: bool
    barge_in: bool = False


class Play(Command, tag="play"):
    """Hear this file."""

    file: str


# -- from the ears ------------------------------------------------------------------------------------------


class EarsReady(Report, tag="ready"):
    """What the language is heard with."""

    language: str
    engines: tuple[str, ...]
    why: str = ""


class TurnOpened(Report, tag="listening"):
    """Sound is being kept."""

    turn: int


class InputLevel(Report, tag="level"):
    """How loud it is in front of the microphone."""

    dbfs: float


class SpeechBegan(Report, tag="speech"):
    """The first sound of a turn."""

    turn: int


class Hint(StrEnum):
    """What would let the resident be heard better."""

    FAINT = "faint"
    LOUD = "loud"
    NOISE = "noise"


class SpeechHint(Report, tag="hint"):
    """What makes the resident hard to hear."""

    turn: int
    what: Hint


class BargeInHeard(Report, tag="barge-in"):
    """Somebody speaks while the voice sounds."""


class PartialWord(Struct, frozen=True):
    """A word of a text that still grows."""

    word: str
    conf: float | None


class PartialText(Report, tag="partial"):
    """The text so far."""

    turn: int
    text: str
    words: tuple[PartialWord, ...]


class LimitWarning(Report, tag="warning"):
    """The turn's limit comes near."""

    turn: int


class FinalWord(Struct, frozen=True):
    """A word of a turn, its times in seconds of the turn's sound."""

    word: str
    start: float
    end: float
    conf: float | None


class Ended(StrEnum):
    """Why a turn ended."""

    SILENCE = "silence"
    FINISHED = "finished"
    LIMIT = "limit"


class FinalText(Report, tag="final"):
    """What was said in a turn."""

    turn: int
    text: str
    words: tuple[FinalWord, ...]
    others: tuple[str, ...]
    engine: str
    ended: Ended
    final_ms: int


class NoWords(Report, tag="nothing"):
    """Nothing was said in a turn."""

    turn: int


# -- to the voice -------------------------------------------------------------------------------------------


class VoiceSpec(Struct, frozen=True):
    """A voice; ``model`` is a folder's name, empty for pyttsx3."""

    engine: str
    model: str = ""
    voice: str = ""

    @property
    def name(self) -> str:
        """``engine:model:voice``, the same as the loaded synthesizer's."""
        return f"{self.engine}:{self.model}:{self.voice}"


class SynthesisSpec(Struct, frozen=True, omit_defaults=True):
    """What a language is spoken with: voices best first, its pace in one of two units, its prompts."""

    voices: tuple[VoiceSpec, ...] = ()
    characters_a_minute: float = 0.0
    words_a_minute: float = 0.0
    prompts: tuple[str, ...] = ()
    pronunciation: dict[str, str] = {}


class VoiceHello(Hello, tag="hello"):
    """What the voice is told first."""

    models: str
    languages: dict[str, SynthesisSpec]
    cache: str = ""
    device: str = ""
    headphones: str = ""


class SpokenText(Struct, frozen=True, omit_defaults=True):
    """A sentence, and whether it is a resident's own."""

    text: str
    private: bool = False


class Say(Command, tag="say"):
    """Say the sentences."""

    id: int
    language: str
    sentences: tuple[SpokenText, ...]
    rate: int = 100
    volume_db: float = 0.0
    through: Literal["loudspeaker", "headphones"] = "loudspeaker"


class Prerender(Command, tag="prerender"):
    """Render what may be said next."""

    language: str
    sentences: tuple[SpokenText, ...]
    rate: int = 100


class Hush(Command, tag="hush"):
    """Be silent."""


class Ring(Command, tag="ring"):
    """Let the chime that calls a person sound again and again, whenever nothing is said; or stop it."""

    on: bool
    volume_db: float = 0.0


class Forget(Command, tag="forget"):
    """Drop what is a resident's own."""


# -- from the voice -----------------------------------------------------------------------------------------


class VoiceReady(Report, tag="ready"):
    """What the language is spoken with."""

    language: str
    voice: str
    why: str = ""


class PromptsCached(Report, tag="cached"):
    """How much of what is always said lies on the disk."""

    language: str
    done: int
    of: int


class SentenceBegan(Report, tag="saying"):
    """A sentence begins to sound."""

    id: int
    index: int
    duration_s: float
    after_ms: int


class UtteranceEnded(Report, tag="said"):
    """All of it was said, or it was stopped."""

    id: int
    stopped: bool
    why: str = ""


class HeadphonesState(Report, tag="headphones"):
    """The headphones were plugged in or pulled out."""

    there: bool


class Silenced(Report, tag="silent"):
    """Nothing sounds any more after a hush."""

    after_ms: int


# -- lines --------------------------------------------------------------------------------------------------

M = TypeVar("M", bound=Struct)


class Messages(Generic[M]):
    """The messages of one direction."""

    def __init__(self, *kinds: type[M]) -> None:
        self.kinds = {str(kind.__struct_config__.tag): kind for kind in kinds}
        self._tag_field = str(kinds[0].__struct_config__.tag_field)

    def read(self, line: bytes) -> M | None:
        """The message that a line holds; None for one that is not known, which is to be ignored.

        Raises MessageError.
        """
        try:
            given = msgspec.json.decode(line)
        except (msgspec.MsgspecError, RecursionError) as trouble:
            raise MessageError(f"a line of {len(line)} bytes is not JSON ({trouble})") from None
        tag = given.get(self._tag_field) if isinstance(given, dict) else None
        if not isinstance(tag, str):
            raise MessageError(f'a line of {len(line)} bytes is no object with a text "{self._tag_field}"')
        kind = self.kinds.get(tag)
        if kind is None:
            return None
        lacking = [f"'{name}'" for name in kind.__struct_fields__ if name in _required(kind) - given.keys()]
        if lacking:
            raise MessageError(f'the message "{tag}" lacks {", ".join(lacking)}')
        try:
            return msgspec.convert(given, kind)
        except msgspec.ValidationError as trouble:
            raise MessageError(f'the message "{tag}" cannot be used: {trouble}') from None


def write(message: Command | Report) -> bytes:
    """The message's line, with its end."""
    return msgspec.json.encode(message) + b"\n"


def _required(kind: type[Struct]) -> set[str]:
    return {field.name for field in msgspec.structs.fields(kind) if field.required}


TO_EARS = Messages[Command](EarsHello, Prepare, Listen, Finish, Cancel, Mute, Play, Stop)
FROM_EARS = Messages[Report](
    Beat, DeviceState, ErrorReport, EarsReady, TurnOpened, InputLevel, SpeechBegan, SpeechHint, BargeInHeard,
    PartialText, LimitWarning, FinalText, NoWords,
)  # fmt: skip
TO_VOICE = Messages[Command](VoiceHello, Prepare, Say, Prerender, Hush, Ring, Forget, Stop)
FROM_VOICE = Messages[Report](
    Beat, DeviceState, ErrorReport, VoiceReady, PromptsCached, SentenceBegan, UtteranceEnded,
    HeadphonesState, Silenced,
)  # fmt: skip
