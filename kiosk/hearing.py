"""The kiosk's side of the ears: listening turns as messages, and messages as what the conversation hears."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol

from kiosk.conversation.effects import Listening
from kiosk.conversation.events import BargedIn, EarsChanged, Event
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.runner import Conversation
from kiosk.conversation.session import Ears, Session, Word
from kiosk.packs import Pack
from kiosk.settings import Settings
from speech import protocol
from speech.protocol import Command, RecognizerSpec, Report

log = logging.getLogger(__name__)

Send = Callable[[Command], bool]

REST_S, GREETING_S = 60.0, 5.0
"""At rest: seconds of a turn before the next one, and how long a greeting may be at its end."""
SURE = 0.5  # a word below this confidence is marked on the screen


def hello(
    settings: Settings, packs: Sequence[Pack], *, source: Literal["", "wav"] = "", realtime: bool = True
) -> protocol.EarsHello:
    """What the ears are told first."""
    return protocol.EarsHello(
        models=str(models_folder(settings)),
        languages={pack.tag: recognizers_of(pack) for pack in packs},
        device=settings.sound.microphone,
        echo_cancelled=settings.sound.echo_cancelled,
        engine=settings.ears.engine,
        source=source,
        realtime=realtime,
    )


def recognizers_of(pack: Pack) -> RecognizerSpec:
    """What a pack wishes to be heard with."""
    return RecognizerSpec(
        vosk=pack.ears.vosk,
        whisper=pack.ears.whisper,
        whisper_language=pack.ears.whisper_language,
        initial_prompt=pack.ears.initial_prompt,
        fillers=pack.words.fillers,
    )


def models_folder(settings: Settings) -> Path:
    """Where speech models live."""
    return settings.data_folder / "models"


class EarsProcess(Protocol):
    """The ears child with files as its microphone."""

    def send(self, message: Command) -> bool:
        """Send it a message."""

    def start(self, take: Callable[[Report], None], changed: Callable[[bool, bool], None]) -> None:
        """Start it; what it says and how it is comes through these, from any thread."""

    def stop(self) -> None:
        """End it."""


class Hearing:
    """Knows how the ears are, and tells the conversation. Call it from the conversation's thread only."""

    def __init__(self, settings: Settings, send: Send) -> None:
        self._settings, self._send = settings, send
        self._language = ""
        self._up, self._broken = False, False
        self._engines: tuple[str, ...] | None = None  # None: not told yet
        self._device = True
        self.conversation: Conversation[Session] | None = None
        self.on_level: Callable[[float], None] = lambda dbfs: None

    # -- what the conversation wants ----------------------------------------------------------------------

    def speak_language(self, language: str) -> None:
        """Make the ears ready for this language."""
        if language != self._language:
            self._language, self._engines = language, None
            self._send(protocol.Prepare(language=language))
            self._tell()

    def listen(self, turn: int, language: str, how: Listening, phrases: Sequence[str]) -> None:
        """Open a turn, as patient as docs/access.md asks for."""
        timings = self._settings.timings
        free, at_rest = how is Listening.FREE, how is Listening.AT_REST
        self._send(
            protocol.Listen(
                turn=turn,
                language=language,
                phrases=tuple(phrases),
                hints=tuple(self._settings.station.places) if free else (),
                at_rest=at_rest,
                first_sound_s=REST_S if at_rest else timings.first_sound_s,
                silence_s=timings.silence_free_s if free else timings.silence_choice_s,
                limit_s=REST_S + GREETING_S if at_rest else timings.limit_s,
            )
        )

    def finish(self, turn: int) -> None:
        """End the turn now and give its words."""
        self._send(protocol.Finish(turn=turn))

    def cancel(self, turn: int) -> None:
        """Drop the turn."""
        self._send(protocol.Cancel(turn=turn))

    def mute(self, on: bool) -> None:
        """Half duplex: nothing is heard while the kiosk itself speaks, but where its echo is cancelled what
        answers this screen; never before the resident was told what is kept."""
        session = self.conversation.session if self.conversation else None
        barge_in = on and session is not None and RESIDENT.may_barge_in(session)
        self._send(protocol.Mute(on=on, barge_in=barge_in))

    def play(self, file: str) -> None:
        """Have ears without a microphone hear this file."""
        self._send(protocol.Play(file=file))

    # -- what the ears say ------------------------------------------------------------------------------

    def link_changed(self, up: bool, broken: bool) -> None:
        """The child answers, is being started, or keeps failing."""
        self._up, self._broken = up, broken
        if not up:
            self._engines, self._device = None, True
        self._tell()

    def take(self, message: Report) -> None:
        """A message of the ears."""
        conversation = self.conversation
        if conversation is None:
            return
        match message:
            case protocol.EarsReady(language=self._language):
                self._engines = message.engines
                self._tell()
            case protocol.DeviceState():
                self._device = message.state == "found"
                if not self._device:
                    log.warning("the microphone is lost: %s", message.why)
                self._tell()
            case protocol.TurnOpened(turn=turn):
                conversation.listening_started(turn)
            case protocol.InputLevel(dbfs=dbfs):
                self.on_level(dbfs)
            case protocol.PartialText(turn=turn):
                conversation.heard_so_far(turn, words_of(message))
            case protocol.FinalText(turn=turn):
                words, others = words_of(message), list(message.others)
                conversation.heard(turn, message.text, words, message.engine, others)
            case protocol.NoWords(turn=turn):
                conversation.heard_nothing(turn)
            case protocol.SpeechHint(turn=turn, what=what):
                conversation.hard_to_hear(turn, what.value)
            case protocol.BargeInHeard():
                conversation.handle(BargedIn())
            case protocol.ErrorReport(text=text):
                log.warning("ears: %s", text)

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


def words_of(message: protocol.PartialText | protocol.FinalText) -> list[Word]:
    """The words of a partial or final; without a confidence a word counts as sure."""
    if not message.words:
        return [Word(message.text, sure=True)]
    return [Word(w.word, sure=w.conf is None or w.conf >= SURE) for w in message.words]
