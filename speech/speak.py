"""What the voice says, as a WAV file: behind ``kiosk speak``."""

from __future__ import annotations

import os
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from speech.errors import SpeechError
from speech.pcm import polish, silence
from speech.protocol import VoiceSpec
from speech.sayas import spoken
from speech.sentences import clauses
from speech.stretch import stretched
from speech.synthesizers.base import SynthesisError, Synthesizer
from speech.synthesizers.voices import load_first, paces


class SpeakError(SpeechError):
    """The file cannot be made; the text is one clear sentence."""


@dataclass(frozen=True)
class SpokenFile:
    """What was written: by which voice, and how long it lasts."""

    voice: str
    seconds: float


def speak(
    text: str,
    out: Path,
    *,
    language: str,
    voices: Sequence[VoiceSpec],
    models: Path,
    units_a_minute: float = 0.0,
    rate: int = 100,
    words: Mapping[str, str] | None = None,
) -> SpokenFile:
    """Write ``text`` to ``out`` as 16-bit mono PCM, as the kiosk would say it; whole or not at all.

    ``units_a_minute`` is the pack's pace in words or characters (0: the voice's own), ``rate`` per cent of
    it, ``words`` the station's checked pronunciation list. Raises VoiceMissingError where no voice speaks
    the language, SpeakError for the rest.
    """
    voice = load_first(voices, language, models)
    return speak_with(
        voice, text, out, language=language, units_a_minute=units_a_minute, rate=rate, words=words
    )


def speak_with(
    voice: Synthesizer,
    text: str,
    out: Path,
    *,
    language: str,
    units_a_minute: float = 0.0,
    rate: int = 100,
    words: Mapping[str, str] | None = None,
) -> SpokenFile:
    """The same with a voice that is loaded already. Raises SpeakError."""
    parts = clauses(spoken(text, language, words))
    if not parts:
        raise SpeakError(f"there is nothing to say in “{text}”; give a sentence")
    if not 25 <= rate <= 400:
        raise SpeakError(f"a rate of {rate} % cannot be spoken; use 25 to 400")
    pace, stretch = paces(VoiceSpec(*voice.name.split(":", 2)), language, units_a_minute, rate)
    pcm, sample_rate = b"", voice.sample_rate
    try:
        for n, part in enumerate(parts):
            sound = stretched(polish(voice.render(part.text, pace)), stretch)
            sample_rate = sound.rate
            pcm += sound.pcm + (silence(part.pause_s, sound.rate) if n < len(parts) - 1 else b"")
    except SynthesisError as trouble:
        raise SpeakError(f"{voice.name} cannot say it: {trouble}") from trouble
    _write(out, pcm, sample_rate)
    return SpokenFile(voice.name, len(pcm) / 2 / sample_rate)


def _write(out: Path, pcm: bytes, rate: int) -> None:
    partial = out.with_name(f".{out.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as raw, wave.open(raw, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(pcm)
        partial.replace(out)
    except OSError as trouble:
        partial.unlink(missing_ok=True)
        raise SpeakError(f"{out} cannot be written ({trouble.strerror}); choose another place") from trouble
