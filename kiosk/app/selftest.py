"""Whether ears and voice keep up on this machine: the voice says a sentence, and the ears hear it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from kiosk.app.commands import words_of
from kiosk.hearing import models_folder, recognizers_of
from kiosk.packs import Pack
from kiosk.settings import Settings
from kiosk.speaking import voices_of
from kiosk.staff.checks import Finding, Grade
from speech.engines import loading
from speech.engines.base import SAMPLE_RATE, Engine, EngineError, Request
from speech.listening import TurnSettings
from speech.models.catalogue import Catalogue
from speech.resample import resampled
from speech.sayas import spoken
from speech.sentences import clauses
from speech.synthesizers import voices
from speech.synthesizers.base import Sound, SynthesisError, Synthesizer, VoiceMissingError
from speech.wav import blocks

SAID = "speak.hint"
"""The prompt that is said: two sentences, some four seconds."""
_IN_TIME_S = TurnSettings(0).silence_s
"""What hears a whole turn at once begins at the pause that ends it: in so long it should have the words."""
_SILENCE_S = 4
"""Of what the larger ears are judged by; Whisper looks at as much for a short turn as for a long one."""


@dataclass(frozen=True)
class _Heard:
    text: str
    engine: str
    late_s: float
    """How long after the turn its words are there."""


def said_and_heard(settings: Settings, pack: Pack) -> list[Finding]:
    """What came of it; nothing where the language has no voice, which is another finding."""
    part = f"said and heard {pack.tag}"
    try:
        voice = voices.load_first(voices_of(pack), pack.tag, models_folder(settings))
        sound, made_s = _say(voice, spoken(pack.prompts[SAID], pack.tag, words_of(settings, pack.tag)))
        heard = _hear(settings, pack, sound)
    except VoiceMissingError:
        return []
    except (SynthesisError, EngineError) as trouble:
        return [Finding(part, Grade.WORSE, str(trouble), f"kiosk models install --language {pack.tag}")]
    found = f"{sound.seconds:.1f} s of speech made in {made_s:.1f} s"
    slow = ["the voice"] if made_s > sound.seconds else []
    if heard is not None:
        found += f"; {heard.engine} hears “{heard.text}” within {heard.late_s:.1f} s"
        slow += ["the ears"] if heard.late_s > _IN_TIME_S else []
        if not heard.text:
            return [Finding(part, Grade.WORSE, found, "kiosk models verify")]
    if not slow:
        return [Finding(part, Grade.GOOD, found)]
    remedy = "close other programs or use a faster computer"
    if "the voice" in slow and _has_a_quick_voice(settings, pack):
        remedy = 'engine = "piper" under [voice] in the settings; or ' + remedy
    return [Finding(part, Grade.WORSE, f"{found}: too slow for {' and '.join(slow)}", remedy)]


def _has_a_quick_voice(settings: Settings, pack: Pack) -> bool:
    """Whether there is a neural voice that needs a sixth of Kokoro's time and is not the first yet."""
    there, _ = voices.installed(voices_of(pack), pack.tag, models_folder(settings))
    return "piper" in [voice.engine for voice in there[1:]] and there[0].engine == "kokoro"


def _say(voice: Synthesizer, text: str) -> tuple[Sound, float]:
    """The sound, and how long it took once the voice was warm."""
    parts = [clause.text for clause in clauses(text)]
    voice.render(parts[0])
    began = monotonic()
    sounds = [voice.render(part) for part in parts]
    return Sound(b"".join(sound.pcm for sound in sounds), sounds[0].rate), monotonic() - began


def _hear(settings: Settings, pack: Pack, sound: Sound) -> _Heard | None:
    """What the language's best engine hears; None where it has none."""
    ears = recognizers_of(pack)
    if not loading.installed(models_folder(settings), ears, settings.ears.engine):
        return None
    engine = loading.require(models_folder(settings), ears, settings.ears.engine)[0]
    request = Request(language=ears.whisper_language, initial_prompt=ears.initial_prompt)
    pcm = resampled(sound, SAMPLE_RATE).pcm
    text, took_s = _decode(engine, pcm, request)
    late_s = max(0.0, took_s - sound.seconds) if engine.streaming else took_s
    return _Heard(text, engine.name, late_s)


def larger_ears(settings: Settings, known: Catalogue) -> list[Finding]:
    """Which of the larger Whisper models this computer is fast enough for, judged by the one that is there.

    Nothing where no Whisper model is installed, or the one that is cannot be loaded: other findings tell.
    """
    for tag in settings.languages:
        pack = settings.pack(tag)
        spec = recognizers_of(pack)
        there = dict(loading.installed(models_folder(settings), spec, "whisper"))
        own = known.get(there["whisper"].name) if there else None
        if own is None:
            continue
        try:
            (engine,) = loading.require(models_folder(settings), spec, "whisper")
        except EngineError:
            return []
        request = Request(language=spec.whisper_language, initial_prompt=spec.initial_prompt)
        _, took_s = _decode(engine, bytes(2 * SAMPLE_RATE * _SILENCE_S), request)
        larger = {
            model.name: took_s * model.work / own.work
            for model in known.values()
            if model.engine == "whisper" and model.work > own.work
        }
        return [_fast_enough(own.name, larger)] if larger else []
    return []


def _fast_enough(own: str, larger: Mapping[str, float]) -> Finding:
    told = ", ".join(f"{name} some {late_s:.1f} s" for name, late_s in larger.items())
    enough = [name for name, late_s in larger.items() if late_s <= _IN_TIME_S]
    verdict = f"fast enough for {enough[-1]}" if enough else f"{own} is what this computer is fast enough for"
    return Finding("larger ears", Grade.GOOD, f"{verdict} (words after a turn: {told})")


def _decode(engine: Engine, pcm: bytes, request: Request) -> tuple[str, float]:
    recognizer = engine.recognizer(request)
    began = monotonic()
    for block in blocks(pcm):
        recognizer.accept(block)
    return recognizer.finish().text, monotonic() - began
