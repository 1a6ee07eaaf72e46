"""The kiosk's side of the voice: sentences as messages, and what comes of them as events and marks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from kiosk.conversation.events import Event, HeadphonesChanged, Sounding, Spoken, VoiceChanged
from kiosk.conversation.session import Comfort
from kiosk.conversation.wording import Sentence, fixed_sentences
from kiosk.hearing import Message, Send, models_folder
from kiosk.packs import Pack
from kiosk.settings import Settings

log = logging.getLogger(__name__)


def hello(settings: Settings, packs: Sequence[Pack], **extra: Any) -> Message:
    """What the voice is told first (docs/protocol.md)."""
    return {
        "do": "hello",
        "models": str(models_folder(settings)),
        "cache": str(settings.data_folder / "voice-cache"),
        "device": settings.sound.speaker,
        "headphones": settings.sound.headphones,
        "languages": {
            pack.tag: {**_voice_of(pack), "pronunciation": settings.pronunciation.get(pack.tag, {})}
            for pack in packs
        },
        **extra,
    }


def _voice_of(pack: Pack) -> Message:
    pace = (
        {"words_a_minute": pack.voice.words_a_minute}
        if pack.voice.words_a_minute
        else {"characters_a_minute": pack.voice.characters_a_minute}
    )
    voices = [{"engine": v.engine, "model": v.model, "voice": v.voice} for v in pack.voices]
    return {"voices": voices, "prompts": fixed_sentences(pack), **pace}


class Speaking:
    """Knows what is being said. Call it from the conversation's thread only.

    ``handle`` takes events for the conversation; ``mark`` gets each sentence as it begins to sound, and ""
    when nothing does; ``mute`` closes the ears while the voice sounds.
    """

    def __init__(
        self,
        settings: Settings,
        send: Send,
        handle: Callable[[Event], None],
        mute: Callable[[bool], None],
        mark: Callable[[str], None],
    ) -> None:
        self._settings, self._send, self._handle = settings, send, handle
        self._mute, self._mark = mute, mark
        self._language = ""
        self._saying: int | None = None
        self._sentences: list[str] = []
        self._able = True

    def speak_language(self, language: str) -> None:
        """Make the voice ready for this language."""
        if language != self._language:
            self._language = language
            self._send({"do": "prepare", "language": language})

    def say(self, saying: int, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """Say the sentences; where there is no voice, they count as said."""
        self._sentences = [s.text for s in sentences]
        self._saying = saying
        self._mute(True)
        sent = self._able and self._send(
            {
                "do": "say",
                "id": saying,
                "language": language,
                "sentences": _as_messages(sentences),
                "rate": comfort.rate,
                "through": "headphones" if comfort.headphones else "loudspeaker",
                "volume_db": self._settings.sound.volume_db + comfort.volume_db,
            }
        )
        if not sent:
            self._said(saying)

    def prepare(self, language: str, sentences: Sequence[Sentence], comfort: Comfort) -> None:
        """Have sentences rendered that may be asked for next."""
        self._send(
            {
                "do": "ahead",
                "language": language,
                "sentences": _as_messages(sentences),
                "rate": comfort.rate,
            }
        )

    def hush(self) -> None:
        """Be silent now."""
        self._send({"do": "hush"})
        self._saying = None
        self._mute(False)
        self._mark("")

    def forget(self) -> None:
        """Drop what is a resident's own from the voice's memory."""
        self._send({"do": "forget"})

    def link_changed(self, up: bool) -> None:
        """The child answers, or it does not: then what it was saying is over."""
        if up is not self._able:
            self._able = up
            self._handle(VoiceChanged(up))
        if not up and self._saying is not None:
            self._said(self._saying)

    def take(self, message: Message) -> None:
        """A message of the voice."""
        match message["it"]:
            case "saying" if message.get("id") == self._saying:
                index = int(message["index"])
                self._mark(self._sentences[index] if index < len(self._sentences) else "")
                self._handle(Sounding(int(message["id"]), index))
            case "said" if message.get("id") == self._saying:
                self._said(int(message["id"]))
            case "ready" if message.get("language") == self._language:
                able = bool(message.get("voice"))
                if not able:
                    log.warning("no voice for %s: %s", self._language, message.get("why", ""))
                self.link_changed(able)
            case "headphones":
                self._handle(HeadphonesChanged(bool(message["there"])))
            case "error":
                log.warning("voice: %s", message.get("text", ""))

    def _said(self, saying: int) -> None:
        self._saying = None
        self._mute(False)
        self._mark("")
        self._handle(Spoken(saying))


def _as_messages(sentences: Sequence[Sentence]) -> list[Message]:
    return [{"text": s.text, "private": s.private} for s in sentences]
