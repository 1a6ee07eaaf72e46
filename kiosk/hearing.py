"""The kiosk's side of the ears: listening turns as messages, and messages as what the conversation hears."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kiosk.conversation.effects import Listening
from kiosk.conversation.events import BargedIn, EarsChanged, Event
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.runner import Conversation
from kiosk.conversation.session import Ears, Session, Word
from kiosk.packs import Pack
from kiosk.settings import Settings

log = logging.getLogger(__name__)

Message = dict[str, Any]
Send = Callable[[Message], bool]

REST_S, GREETING_S = 60.0, 5.0
"""At rest: seconds of a turn before the next one, and how long a greeting may be at its end."""
SURE = 0.5  # a word below this confidence is marked on the screen


def hello(settings: Settings, packs: Sequence[Pack], *, source: str = "", realtime: bool = True) -> Message:
    """What the ears are told first (docs/protocol.md)."""
    return {
        "do": "hello",
        "models": str(models_folder(settings)),
        "device": settings.sound.microphone,
        "echo_cancelled": settings.sound.echo_cancelled,
        "engine": settings.ears.engine,
        "languages": {pack.tag: ears_of(pack) for pack in packs},
        "source": source,
        "realtime": realtime,
    }


def ears_of(pack: Pack) -> Message:
    """The recognizers that a pack wishes for, as the ears read them."""
    return {
        "vosk": list(pack.ears.vosk),
        "whisper": list(pack.ears.whisper),
        "whisper_language": pack.ears.whisper_language,
        "initial_prompt": pack.ears.initial_prompt,
        "fillers": list(pack.words.fillers),
    }


def models_folder(settings: Settings) -> Path:
    """Where speech models live."""
    return settings.data_folder / "models"


class Hearing:
    """Knows how the ears are, and tells the conversation. Call it from the conversation's thread only."""

    def __init__(self, settings: Settings, send: Send) -> None:
        self._settings, self._send = settings, send
        self._language = ""
        self._up, self._broken = False, False
        self._engines: list[str] | None = None  # None: not told yet
        self._device = True
        self.conversation: Conversation[Session] | None = None
        self.on_level: Callable[[float], None] = lambda dbfs: None

    # -- what the conversation wants ----------------------------------------------------------------------

    def speak_language(self, language: str) -> None:
        """Make the ears ready for this language."""
        if language != self._language:
            self._language, self._engines = language, None
            self._send({"do": "prepare", "language": language})
            self._tell()

    def listen(self, turn: int, language: str, how: Listening, phrases: Sequence[str]) -> None:
        """Open a turn, as patient as docs/access.md asks for."""
        timings = self._settings.timings
        free, at_rest = how is Listening.FREE, how is Listening.AT_REST
        self._send(
            {
                "do": "listen",
                "turn": turn,
                "language": language,
                "phrases": list(phrases),
                "hints": list(self._settings.station.places) if free else [],
                "at_rest": at_rest,
                "first_sound_s": REST_S if at_rest else timings.first_sound_s,
                "silence_s": timings.silence_free_s if free else timings.silence_choice_s,
                "limit_s": REST_S + GREETING_S if at_rest else timings.limit_s,
            }
        )

    def finish(self, turn: int) -> None:
        """End the turn now and give its words."""
        self._send({"do": "finish", "turn": turn})

    def cancel(self, turn: int) -> None:
        """Drop the turn."""
        self._send({"do": "cancel", "turn": turn})

    def mute(self, on: bool) -> None:
        """Half duplex: nothing is heard while the kiosk itself speaks, but where its echo is cancelled what
        answers this screen; never before the resident was told what is kept."""
        session = self.conversation.session if self.conversation else None
        over = on and session is not None and RESIDENT.may_barge_in(session)
        self._send({"do": "mute", "on": on, "over": over})

    # -- what the ears say ------------------------------------------------------------------------------

    def link_changed(self, up: bool, broken: bool) -> None:
        """The child answers, is being started, or keeps failing."""
        self._up, self._broken = up, broken
        if not up:
            self._engines, self._device = None, True
        self._tell()

    def take(self, message: Message) -> None:
        """A message of the ears."""
        conversation = self.conversation
        if conversation is None:
            return
        turn = int(message.get("turn", -1))
        match message["it"]:
            case "ready" if message.get("language") == self._language:
                self._engines = list(message.get("engines", ()))
                self._tell()
            case "device":
                self._device = message.get("state") != "lost"
                if not self._device:
                    log.warning("the microphone is lost: %s", message.get("why", ""))
                self._tell()
            case "listening":
                conversation.listening_started(turn)
            case "level":
                self.on_level(float(message["dbfs"]))
            case "partial":
                conversation.heard_so_far(turn, words_of(message))
            case "final":
                words, others = words_of(message), [str(text) for text in message.get("others", ())]
                conversation.heard(turn, str(message["text"]), words, str(message.get("engine", "")), others)
            case "nothing":
                conversation.heard_nothing(turn)
            case "hint":
                conversation.hard_to_hear(turn, str(message["what"]))
            case "over":
                conversation.handle(BargedIn())
            case "error":
                log.warning("ears: %s", message.get("text", ""))

    @property
    def state(self) -> Ears:
        """Whether the kiosk can hear in the resident's language, and if not, why."""
        if self._broken:
            return Ears.BROKEN
        if not self._up or self._engines is None:
            return Ears.MOMENT
        if not self._engines:
            return Ears.NO_MODEL
        return Ears.READY if self._device else Ears.NO_MICROPHONE

    def _tell(self) -> None:
        if self.conversation is not None and self.conversation.session.station.ears is not self.state:
            event: Event = EarsChanged(self.state)
            self.conversation.handle(event)


def words_of(message: Message) -> list[Word]:
    """The words of a partial or final; without a confidence a word counts as sure."""
    words = message.get("words") or [{"word": message.get("text", "")}]
    return [Word(str(w["word"]), sure=w.get("conf") is None or float(w["conf"]) >= SURE) for w in words]
