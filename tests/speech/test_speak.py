from __future__ import annotations

import wave
from pathlib import Path

import pytest

from speech.protocol import VoiceSpec
from speech.speak import SpeakError, speak
from speech.synthesizers.base import VoiceMissingError
from speech.wav import read_wav
from tests.listener import heard, wrong
from tests.synthetic_speech import models

JOE = [VoiceSpec("piper", "piper-en-us-joe-medium", "en-us")]
TEXT = "Your number is four zero two. Someone will call you."


def test_what_the_kiosk_would_say_is_written_as_16_bit_pcm(tmp_path: Path) -> None:
    out = tmp_path / "said.wav"
    spoken = speak(TEXT, out, language="en", voices=JOE, models=models(), units_a_minute=130)
    with wave.open(str(out)) as file:
        assert (file.getsampwidth(), file.getnchannels()) == (2, 1)
        assert abs(file.getnframes() / file.getframerate() - spoken.seconds) < 0.01
    assert wrong(TEXT, heard(read_wav(out), "en"), "en")[0] <= 1
    assert list(tmp_path.iterdir()) == [out]


def test_the_packs_pace_is_kept(tmp_path: Path) -> None:
    slow = speak(
        TEXT, tmp_path / "a.wav", language="en", voices=JOE, models=models(), units_a_minute=130
    ).seconds
    words_a_minute = len(TEXT.split()) / slow * 60
    assert 100 < words_a_minute < 165
    fast = speak(
        TEXT, tmp_path / "b.wav", language="en", voices=JOE, models=models(), units_a_minute=130, rate=200
    ).seconds
    assert fast < 0.75 * slow


@pytest.mark.parametrize(
    ("text", "out", "rate", "says"),
    [
        ("...", "a.wav", 100, "nothing to say"),
        ("Hi.", "no/a.wav", 100, "written"),
        ("Hi.", "a.wav", 5, "rate"),
    ],
)
def test_what_cannot_be_said_is_one_clear_sentence_and_leaves_nothing(
    tmp_path: Path, text: str, out: str, rate: int, says: str
) -> None:
    with pytest.raises(SpeakError, match=says):
        speak(text, tmp_path / out, language="en", voices=JOE, models=models(), rate=rate)
    assert list(tmp_path.iterdir()) == []


def test_a_language_without_a_voice_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(VoiceMissingError, match="kiosk models install"):
        speak("Hi.", tmp_path / "a.wav", language="en", voices=JOE, models=tmp_path)
