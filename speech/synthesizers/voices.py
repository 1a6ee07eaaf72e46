"""Which voice speaks a language: the first in its list that is installed, and how it is loaded."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from speech.protocol import VoiceSpec
from speech.synthesizers.base import Synthesizer, VoiceMissingError
from speech.synthesizers.espeak import find_espeak, kokoro_english
from speech.synthesizers.kokoro import Kokoro, Phonemizer, voices_of
from speech.synthesizers.korean import kokoro_korean
from speech.synthesizers.mandarin import kokoro_phonemes
from speech.synthesizers.piper import Piper
from speech.synthesizers.pyttsx3 import Pyttsx3


def installed(wanted: Sequence[VoiceSpec], language: str, models: Path) -> tuple[list[VoiceSpec], str]:
    """Those of ``wanted`` that seem to be there, best first, and one sentence on why the others are not.

    Looks at files only, loads nothing: a few milliseconds.
    """
    there, reasons = [], []
    for one in wanted:
        try:
            _look(one, language, models)
            there.append(one)
        except VoiceMissingError as missing:
            reasons.append(str(missing))
    if not wanted:
        reasons.append(f"no voice is named for {language}")
    return there, "; ".join(dict.fromkeys(reasons))


_OWN_PACES = {"zm_yunjian": 265.0, "am_michael": 213.0}
_PACES = {
    "zh": {"kokoro": 242.0, "pyttsx3": 228.0},
    "ko": {"kokoro": 345.0, "pyttsx3": 320.0},
    "en": {"kokoro": 213.0, "piper": 237.0, "pyttsx3": 210.0},
}


def natural_pace(wanted: VoiceSpec, language: str) -> float:
    """How fast the voice speaks by itself: characters a minute where a language is written in them, else
    words. Measured over ten prompts, pauses between clauses not counted (tests/benchmarks/bench_voice.py)."""
    usual = _PACES.get(language.split("-")[0], _PACES["en"])
    return _OWN_PACES.get(wanted.voice, usual.get(wanted.engine, usual["pyttsx3"]))


def paces(wanted: VoiceSpec, language: str, units_a_minute: float, rate: int) -> tuple[int, int]:
    """How ``rate`` per cent of the pack's pace (0: the voice's own) is reached: the engine's rate, then how
    its sound is stretched, both in per cent.

    Kokoro is understood best at its own pace (slower, its syllables fall apart), so it is always rendered at
    that and stretched: what is cached serves every rate. The others keep what they were trained for.
    """
    natural = natural_pace(wanted, language)
    pace = max(10, round(rate * (units_a_minute or natural) / natural))
    return (100, pace) if wanted.engine == "kokoro" else (pace, 100)


def share_a_model(voice: Synthesizer, wanted: VoiceSpec) -> bool:
    """Whether ``voice`` has the model in memory that ``wanted`` needs."""
    return isinstance(voice, Kokoro) and voice.name.startswith(f"{wanted.engine}:{wanted.model}:")


def load(wanted: VoiceSpec, language: str, models: Path, before: Synthesizer | None = None) -> Synthesizer:
    """Load it, with the model of ``before`` where they share one.

    Raises VoiceMissingError with one sentence on what is missing and what to do.
    """
    _look(wanted, language, models)
    folder = models / wanted.model
    if wanted.engine == "kokoro":
        phonemes = _kokoro_phonemes(language)
        phonemes(
            "好" if language.startswith("zh") else "a"
        )  # its dictionaries are read now, not when one waits
        shared = before.network if isinstance(before, Kokoro) and share_a_model(before, wanted) else None
        return Kokoro(folder, wanted.voice, phonemes, shared)
    if wanted.engine == "piper":
        return Piper(folder, wanted.voice)
    return Pyttsx3(wanted.voice)


def load_first(wanted: Sequence[VoiceSpec], language: str, models: Path) -> Synthesizer:
    """The first of ``wanted`` that loads; raises VoiceMissingError with every reason."""
    reasons = []
    for one in wanted:
        try:
            return load(one, language, models)
        except VoiceMissingError as missing:
            reasons.append(str(missing))
    raise VoiceMissingError("; ".join(dict.fromkeys(reasons)) or f"no voice is named for {language}")


def _look(wanted: VoiceSpec, language: str, models: Path) -> None:
    folder = models / wanted.model
    if wanted.engine == "pyttsx3":
        if find_spec("pyttsx3") is None:
            raise VoiceMissingError("pyttsx3 is not installed; run: pip install pyttsx3")
        if sys.platform == "win32" and "/" in wanted.voice:
            raise VoiceMissingError(f"“{wanted.voice}” is eSpeak NG's, and Windows has voices of its own")
    elif wanted.engine not in ("kokoro", "piper"):
        raise VoiceMissingError(f"there is no voice engine “{wanted.engine}”: use kokoro, piper or pyttsx3")
    elif find_spec("onnxruntime") is None or find_spec("numpy") is None:
        raise VoiceMissingError(
            f"{wanted.engine} needs onnxruntime and numpy; run: pip install 'heard-kiosk[neural]'"
        )
    elif not folder.is_dir() or next(folder.glob("*.onnx"), None) is None:
        raise VoiceMissingError(
            f"{wanted.engine}: no model “{wanted.model}” in {models}; run: kiosk models install"
        )
    elif wanted.engine == "piper":
        find_espeak()
    else:
        _kokoro_phonemes(language)
        there = voices_of(folder)
        if missing := [voice for voice in wanted.voice.split("+") if voice not in there]:
            raise VoiceMissingError(f"Kokoro in {folder} has no voice “{missing[0]}”")


def _kokoro_phonemes(language: str) -> Phonemizer:
    if language.startswith("zh"):
        return kokoro_phonemes
    if language.startswith("en"):
        find_espeak()
        return partial(kokoro_english, voice="en-gb" if language == "en-GB" else "en-us")
    if language.split("-")[0] == "ko":
        return kokoro_korean
    raise VoiceMissingError(f"Kokoro cannot speak {language} here: only Mandarin, English and Korean")
