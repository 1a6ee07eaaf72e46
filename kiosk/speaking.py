"""The kiosk's side of the voice: sentences as messages, and what comes of them as events and highlights."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from kiosk.conversation.events import Event, HeadphonesChanged, Sounding, Spoken, VoiceChanged
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.session import Comfort, Station
from kiosk.conversation.wording import Sentence, fixed_sentences
from kiosk.hearing import Send, models_folder
from kiosk.packs import Pack
from kiosk.settings import Settings
from speech import protocol
from speech.protocol import Report, SpokenText, SynthesisSpec, VoiceSpec

log = logging.getLogger(__name__)

BACK_S = 10.0
"""How long a resident waits for a voice that went away: a new child takes 2 to 4 s, a loudspeaker that a busy
computer kept from taking sound 1 s."""
_TRIES = 2
"""How often one utterance is taken up again."""


def hello(settings: Settings, packs: Sequence[Pack]) -> protocol.VoiceHello:
    """What the voice is told first."""
    filled = RESIDENT.fixed(Station(emergency=settings.station.emergency.numbers))
    return protocol.VoiceHello(
        models=str(models_folder(settings)),
        languages={pack.tag: _spec(settings, pack, fixed_sentences(pack, filled)) for pack in packs},
        cache=str(settings.data_folder / "voice-cache"),
        device=settings.sound.speaker,
        headphones=settings.sound.headphones,
    )


def voices_of(pack: Pack) -> tuple[VoiceSpec, ...]:
    """What a pack wishes to be spoken with, best first."""
    return tuple(VoiceSpec(v.engine, v.model, v.voice) for v in pack.voices)


def _spec(settings: Settings, pack: Pack, prompts: Sequence[str]) -> SynthesisSpec:
    return SynthesisSpec(
        voices=voices_of(pack),
        characters_a_minute=pack.voice.characters_a_minute,
        words_a_minute=pack.voice.words_a_minute,
        prompts=tuple(prompts),
        pronunciation=settings.pronunciation.get(pack.tag, {}),
    )


class Speaking:
    """Knows what is being said, and goes on with it where the voice went away and comes back. Call it from
    the conversation's thread only.

    ``handle`` takes events for the conversation; ``highlight`` gets each sentence as it begins to sound, and
    "" when nothing does; ``mute`` closes the ears while the voice sounds; ``after`` calls back in so many
    seconds.
    """

    def __init__(
        self,
        settings: Settings,
        send: Send,
        handle: Callable[[Event], None],
        mute: Callable[[bool], None],
        highlight: Callable[[str], None],
        after: Callable[[float, Callable[[], None]], None],
    ) -> None:
        self._settings, self._send, self._handle = settings, send, handle
        self._mute, self._highlight, self._after = mute, highlight, after
        self._language = ""
        self._saying: int | None = None
        self._request: protocol.Say | None = None
        self._first = self._at = self._tries = 0
        """Of the sentences: the first that was asked for last, and the one that sounds."""
        self._bell = False
        self._able = True
        self._up = False  # what is asked of a child that still starts waits, and is asked once
        self._absence: int | None = None
        """The number of the voice's absence, while it is away."""
        self._absences = 0
        self._waited = False
        """Whether it has been away for longer than a resident should wait."""

    def speak_language(self, language: str) -> None:
        """Make the voice ready for this language."""
        if language != self._language:
            self._language = language
            self._send(protocol.Prepare(language=language))

    def say(self, saying: int, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """Say the sentences; where there is no voice, they count as said."""
        self._saying = saying
        self._first = self._at = self._tries = 0
        self._request = protocol.Say(
            id=saying,
            language=language,
            sentences=_as_texts(sentences),
            rate=comfort.rate,
            volume_db=self._settings.sound.volume_db + comfort.volume_db,
            through="headphones" if comfort.headphones else "loudspeaker",
        )
        self._mute(True)
        self._ask()

    def prerender(self, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """Have sentences rendered that may be asked for next."""
        self._send(protocol.Prerender(language=language, sentences=_as_texts(sentences), rate=comfort.rate))

    def hush(self) -> None:
        """Be silent now."""
        self._send(protocol.Hush())
        self._saying = None
        self._mute(False)
        self._highlight("")

    def ring(self, on: bool) -> None:
        """Let the chime sound, or stop it; as loud as the station is set to, whatever a resident chose."""
        self._bell = on
        self._send(protocol.Ring(on=on, volume_db=self._settings.sound.volume_db))

    def forget(self) -> None:
        """Drop what is a resident's own from the voice's memory."""
        self._send(protocol.Forget())

    def link_changed(self, up: bool) -> None:
        """The child answers, or it does not and is being started again."""
        self._up = up
        if up:
            self._back()
            if self._bell:  # a child that was started again rings on
                self.ring(True)
            self._can_speak(True)
        else:
            self._away()

    def take(self, message: Report) -> None:
        """A message of the voice."""
        match message:
            case protocol.SentenceBegan(id=self._saying):
                self._absence = None
                self._at = self._first + message.index
                sentences = self._request.sentences if self._request else ()
                self._highlight(sentences[self._at].text if self._at < len(sentences) else "")
                self._handle(Sounding(message.id, self._at))
            case protocol.UtteranceEnded(id=self._saying):
                # What was said into headphones is never taken up again: it might be in the loudspeaker.
                aloud = self._request is not None and self._request.through == "loudspeaker"
                if message.why == "no-device" and aloud:
                    self._away()
                else:
                    self._said(message.id)
            case protocol.VoiceReady(language=self._language):
                able = bool(message.voice)
                if not able:
                    log.warning("no voice for %s: %s", self._language, message.why)
                self._can_speak(able)
            case protocol.DeviceState(state="found"):
                self._back()
            case protocol.DeviceState():
                self._away()
            case protocol.HeadphonesState(there=there):
                self._handle(HeadphonesChanged(there))
            case protocol.ErrorReport(text=text):
                log.warning("voice: %s", text)

    def _can_speak(self, able: bool) -> None:
        if able is not self._able:
            self._able = able
            self._handle(VoiceChanged(able))
        if not able and self._saying is not None:
            self._said(self._saying)

    def _ask(self) -> None:
        """Have said what is left: all of it, or from the sentence on at which the voice went away."""
        self._first = self._at
        assert self._request is not None
        left = replace(self._request, sentences=self._request.sentences[self._first :])
        if not (self._up and self._able and self._send(left)):
            self._away()

    def _away(self) -> None:
        """The voice went away: what it was saying waits for it, if not for long."""
        if self._absence is None:
            self._absences += 1
            self._absence, self._waited = self._absences, False
            self._after(BACK_S, partial(self._waited_long, self._absence))
        if self._saying is not None and (self._waited or not self._able or self._tries >= _TRIES):
            self._said(self._saying)

    def _back(self) -> None:
        if self._absence is None or not self._up:
            return
        self._absence = None
        if self._saying is not None:
            self._tries += 1
            self._ask()

    def _waited_long(self, absence: int) -> None:
        if absence != self._absence:
            return
        self._waited = True
        if not self._up:
            self._can_speak(False)
        elif self._saying is not None:
            self._said(self._saying)

    def _said(self, saying: int) -> None:
        self._saying = None
        self._mute(False)
        self._highlight("")
        self._handle(Spoken(saying))


def _as_texts(sentences: Sequence[Sentence]) -> tuple[SpokenText, ...]:
    return tuple(SpokenText(s.text, s.private) for s in sentences)
