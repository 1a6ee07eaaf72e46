"""Louder for who is hard of hearing: as loud as promised, never clipped, and still understood."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from kiosk.conversation.comfort import VOLUMES_DB
from speech.loudness import CEILING, gain
from speech.pcm import polish, samples_of
from speech.protocol import VoiceSpec
from speech.synthesizers.base import Sound
from speech.synthesizers.voices import load
from tests.listener import heard, wrong
from tests.synthetic_speech import at_16_khz, models

TEXT = "The street light in front of our building is broken."
LOUDEST_DB = VOLUMES_DB[-1] + 12  # on top of the most an administrator can set


@pytest.fixture(scope="module")
def spoken() -> Sound:
    """A real sentence as the voice plays it."""
    voice = load(VoiceSpec("piper", "piper-en-us-joe-medium", "en-us"), "en", models())
    return polish(voice.render(TEXT))


def dbfs(pcm: bytes) -> float:
    samples = samples_of(pcm)
    return 20 * math.log10(math.sqrt(sum(s * s for s in samples) / len(samples)) / 32768)


def test_the_steps_of_the_panel_are_6_db_at_most_and_18_db_in_all(spoken: Sound) -> None:
    loud = [dbfs(gain(spoken.pcm, db, spoken.rate)) for db in VOLUMES_DB]
    assert all(0 < after - before < 6.1 for before, after in pairwise(loud))
    assert loud[-1] - loud[0] > 18


@pytest.mark.parametrize("db", [6, 12, LOUDEST_DB])
def test_amplified_speech_never_clips(spoken: Sound, db: float) -> None:
    samples = samples_of(gain(spoken.pcm, db, spoken.rate))
    assert len(samples) == len(samples_of(spoken.pcm))
    assert max(map(abs, samples)) <= CEILING


def test_amplified_speech_is_still_understood(spoken: Sound) -> None:
    loud = Sound(gain(spoken.pcm, LOUDEST_DB, spoken.rate), spoken.rate)
    said = heard(at_16_khz(loud), "en")
    assert wrong(TEXT, said, "en")[0] == 0, said


def test_a_sudden_shout_is_held_from_its_first_sample() -> None:
    quiet, shout = [1000, -1000] * 600, [30000, -30000] * 600
    pcm = b"".join(s.to_bytes(2, "little", signed=True) for s in (*quiet, *shout, *quiet))
    samples = samples_of(gain(pcm, 12, 24_000))
    assert max(map(abs, samples)) <= CEILING
    assert max(map(abs, samples[:600])) == 3981  # what was not too loud has its whole gain
    assert gain(b"", 6, 24_000) == b""
