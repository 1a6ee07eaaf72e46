from __future__ import annotations

import math
from itertools import pairwise

import pytest

from speech.pcm import polish, samples_of
from speech.protocol import VoiceSpec
from speech.stretch import stretched
from speech.synthesizers.base import Sound
from speech.synthesizers.voices import paces
from tests.listener import heard, wrong
from tests.synthetic_speech import at_16_khz, english, pcm


def tone(hz: float, seconds: float = 1.0, rate: int = 24_000) -> Sound:
    values = (int(9_000 * math.sin(2 * math.pi * hz * n / rate)) for n in range(int(seconds * rate)))
    return Sound(b"".join(value.to_bytes(2, "little", signed=True) for value in values), rate)


def pitch(sound: Sound) -> float:
    """Zero crossings a second, halved: the frequency of a tone, Hz."""
    middle = samples_of(sound.pcm)[sound.rate // 10 : -sound.rate // 10]
    crossings = sum(1 for one, other in pairwise(middle) if one < 0 <= other)
    return crossings * sound.rate / len(middle)


@pytest.mark.parametrize("rate", [40, 79, 126, 200])
def test_a_stretched_sound_lasts_as_long_as_asked_at_the_same_pitch_and_loudness(rate: int) -> None:
    made = stretched(tone(220), rate)
    assert made.seconds == pytest.approx(100 / rate, abs=0.05)
    assert pitch(made) == pytest.approx(220, rel=0.02)
    assert max(samples_of(made.pcm)) == pytest.approx(9_000, rel=0.1)


def test_speech_is_understood_at_half_and_at_twice_its_pace() -> None:
    text = "The street light in front of our building is broken."
    sound = polish(Sound(pcm(english(text)), 16_000))
    for rate in (50, 200):
        said = heard(at_16_khz(stretched(sound, rate)), "en")
        assert wrong(text, said, "en")[0] <= 1, said


def test_nothing_and_very_little_can_be_stretched() -> None:
    assert stretched(Sound(b"", 24_000), 50).pcm == b""
    assert stretched(tone(220, 0.005), 50).seconds < 0.05
    assert stretched(tone(220), 100) == tone(220)


def test_a_neural_voice_is_rendered_once_for_every_rate() -> None:
    kokoro, piper = VoiceSpec("kokoro", "m", "v"), VoiceSpec("piper", "m", "v")
    assert {paces(kokoro, "zh-CN", 180, rate)[0] for rate in (50, 100, 200)} == {100}
    assert paces(kokoro, "zh-CN", 242, 50) == (100, 50)
    assert paces(piper, "en", 0, 50) == (50, 100)
