"""Headphones: a second output that is found, chosen, and never replaced by the loudspeaker unasked."""

from __future__ import annotations

import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pace import eventually, patience
from tests.speech.voice_child import VoiceChild
from tests.virtual_audio import HEADSET, RECORDED_RATE, SoundCard, virtual_sound_card

SILENT = 100  # of 32768
MINE = "My number is one two three four five six seven eight, and I live in house nine."


@pytest.fixture
def card() -> Iterator[SoundCard]:
    with virtual_sound_card() as card:
        yield card


@pytest.fixture
def voice(card: SoundCard, tmp_path: Path) -> Iterator[VoiceChild]:
    child = VoiceChild(tmp_path / "cache", env=card.headset(), headphones=HEADSET)
    child.prepare("en")
    yield child
    child.send(do="stop")
    child.close()


def sounding_s(pcm: bytes) -> float:
    """Seconds in which anything sounds, in steps of 10 ms."""
    step = 2 * RECORDED_RATE // 100
    blocks = [array.array("h", pcm[at : at + step]) for at in range(0, len(pcm) // step * step, step)]
    return sum(max(map(abs, block)) > SILENT for block in blocks) / 100


def test_private_words_go_to_the_headphones_alone_and_nowhere_once_they_are_pulled_out(
    card: SoundCard, voice: VoiceChild
) -> None:
    loudspeaker = card.record()
    # Asked for before they are there: said nowhere.
    said = voice.say("en", MINE, through="headphones")
    assert voice.wait("said", id=said)["why"] == "no-device"
    card.plug_headset()
    assert voice.wait("headphones", there=True)
    headset = card.record(HEADSET)
    said = voice.say("en", MINE, through="headphones")
    assert voice.wait("said", id=said) == {"it": "said", "id": said, "stopped": False}
    assert headset.peak() > 1000
    assert loudspeaker.peak() < SILENT
    # Another default: PulseAudio would go on in the loudspeaker.
    card.make_default(HEADSET)
    begin = len(voice.messages)
    said = voice.say("en", MINE, through="headphones")
    voice.wait("saying", id=said)
    card.make_default()
    assert voice.wait("said", id=said)["stopped"] is True
    assert voice.wait("headphones", after=begin, there=False)
    assert voice.wait("headphones", after=begin, there=True)
    # Pulled out in mid-sentence: silent, told, and not gone on with elsewhere.
    before = len(voice.messages)
    said = voice.say("en", MINE, through="headphones")
    voice.wait("saying", id=said)
    card.unplug_headset()
    assert voice.wait("headphones", after=before, there=False)
    assert voice.wait("said", id=said)["stopped"] is True
    headset.stop()
    heard = len(loudspeaker.pcm)
    eventually(lambda: len(loudspeaker.pcm) > heard + 32_000)
    # PulseAudio moves the stream to the loudspeaker before anybody can know: a syllable at most, each time.
    assert sounding_s(bytes(loudspeaker.pcm)) < patience(0.5)
    # The loudspeaker says what is said next.
    said = voice.say("en", "You said this.")
    assert voice.wait("said", id=said) == {"it": "said", "id": said, "stopped": False}
    eventually(lambda: loudspeaker.peak() > 1000)
    loudspeaker.stop()
    assert [m["there"] for m in voice.of("headphones", after=before)] == [False]
