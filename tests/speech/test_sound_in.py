"""Files, rates, levels, speech and silence: what happens to sound before a recognizer gets it."""

from __future__ import annotations

import array
import itertools
import math
import random
import subprocess
from pathlib import Path

import pytest

from speech.activity import SILENT_DBFS, Activity, EnergyGate, Silero, dbfs, detector
from speech.engines.base import BYTES_PER_SECOND, Word
from speech.gate import Gate
from speech.resample import Resampler, resampled
from speech.synthesizers.base import Sound
from speech.wav import BLOCK, WavError, blocks, read_wav
from tests.pace import patience
from tests.speech.ears_child import LIBRIVOX
from tests.synthetic_speech import english, models, pcm, wav

RECORDING = LIBRIVOX / "sense_and_sensibility_01_austen_64kb-0880.wav"


def _tone(rate: int, hertz: float, seconds: float = 0.5) -> bytes:
    step = 2 * math.pi * hertz / rate
    return array.array("h", (round(16000 * math.sin(n * step)) for n in range(int(rate * seconds)))).tobytes()


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 44100, 48000])
def test_a_tone_keeps_its_pitch_and_level_at_sixteen_kilohertz(rate: int) -> None:
    resampler, sound = Resampler(rate), _tone(rate, 440)
    out = b"".join(resampler.push(sound[n : n + 777 * 2]) for n in range(0, len(sound), 777 * 2))
    samples = array.array("h", out)[500:-500]
    crossings = sum(a < 0 <= b for a, b in itertools.pairwise(samples))
    assert crossings / (len(samples) / 16000) == pytest.approx(440, abs=4)
    assert dbfs(samples.tobytes()) == pytest.approx(dbfs(sound), abs=0.3)


@pytest.mark.parametrize("rate", [16000, 22050, 24000, 48000])
def test_a_voice_of_any_rate_keeps_its_pitch_length_and_level(rate: int) -> None:
    given = Sound(_tone(rate, 440), rate)
    made = resampled(given, 24000)
    assert made.rate == 24000
    assert made.seconds == pytest.approx(given.seconds, abs=0.0001)
    samples = array.array("h", made.pcm)
    middle = samples[500:-500]
    crossings = sum(a < 0 <= b for a, b in itertools.pairwise(middle))
    assert crossings / (len(middle) / 24000) == pytest.approx(440, abs=4)
    assert dbfs(samples[-240:].tobytes()) == pytest.approx(dbfs(given.pcm), abs=1.5), "its end is cut off"


def test_what_is_too_high_for_sixteen_kilohertz_is_gone_and_not_folded_back() -> None:
    out = Resampler(48000).push(_tone(48000, 11000))
    assert dbfs(out[1000:-1000]) < dbfs(_tone(48000, 11000)) - 50


@pytest.mark.parametrize(
    "shape",
    [
        ["-b", "8", "-e", "unsigned-integer"],
        ["-b", "24", "-c", "2"],
        ["-b", "32", "-r", "44100", "-e", "signed-integer"],
        ["-b", "16", "-r", "8000", "-c", "6"],
        ["-b", "32", "-e", "floating-point"],
    ],
)
def test_a_wav_file_of_any_usual_shape_is_the_same_sound(shape: list[str], tmp_path: Path) -> None:
    file = tmp_path / "shaped.wav"
    subprocess.run(["sox", "-R", str(RECORDING), *shape, str(file)], check=True, timeout=patience(20))
    known, shaped = read_wav(RECORDING), read_wav(file)
    assert len(shaped) == pytest.approx(len(known), rel=0.01)
    assert dbfs(shaped) == pytest.approx(dbfs(known), abs=1.5)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a WAV file"),
        (b"ID3 something else entirely", "not a WAV file"),
        (RECORDING.read_bytes()[:30], "not a WAV file"),
        (RECORDING.read_bytes()[:20] + b"\x55" + RECORDING.read_bytes()[21:], "format 85 cannot be heard"),
        (wav(b""), "no sound in it"),
    ],
)
def test_a_file_that_cannot_be_heard_is_named_in_one_sentence(
    content: bytes, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "broken.wav"
    file.write_bytes(content)
    with pytest.raises(WavError, match=says) as error:
        read_wav(file)
    assert str(file) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(WavError, match="there is no such file"):
        read_wav(tmp_path / "none.wav")
    with pytest.raises(WavError, match="this is a folder"):
        read_wav(tmp_path)


def test_a_recording_that_was_cut_short_is_heard_as_far_as_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "short.wav"
    file.write_bytes(RECORDING.read_bytes()[:32045])
    assert len(read_wav(file)) == pytest.approx(32000, abs=2)


def test_the_last_block_is_filled_with_silence() -> None:
    assert [len(block) for block in blocks(bytes(BLOCK + 10))] == [BLOCK, BLOCK]


def test_digital_silence_has_a_level() -> None:
    assert dbfs(bytes(BLOCK)) == SILENT_DBFS
    assert dbfs(b"") == SILENT_DBFS


def _share_of_speech(activity: Activity, pcm: bytes) -> float:
    heard = [activity.likelihood(block) >= 0.5 for block in blocks(pcm)]
    return sum(heard) / len(heard)


def _noise(seconds: float, loudness: float) -> bytes:
    chance = random.Random(1)
    return array.array("h", (round(chance.gauss(0, loudness)) for _ in range(int(16000 * seconds)))).tobytes()


def test_a_short_word_is_noticed_however_long_nobody_spoke() -> None:
    said = pcm(english("Hello."))
    for silence_s in (0, 5, 20, 40):
        activity = detector(models())()
        sound = bytes(silence_s * BYTES_PER_SECOND) + said
        assert max(map(activity.likelihood, blocks(sound))) >= 0.5, silence_s


def test_silero_tells_a_reader_from_a_noise_as_loud() -> None:
    speech, new = read_wav(RECORDING), detector(models())
    assert isinstance(new(), Silero)
    assert _share_of_speech(new(), speech) > 0.8
    assert _share_of_speech(new(), _noise(4, 3000)) < 0.05
    assert _share_of_speech(new(), bytes(BLOCK * 40)) == 0


def test_the_energy_gate_learns_the_room_and_hears_what_stands_above_it() -> None:
    room, speech = _noise(3, 60), read_wav(RECORDING)
    gate = EnergyGate()
    assert _share_of_speech(gate, room) == 0
    assert _share_of_speech(gate, speech) > 0.6
    assert _share_of_speech(gate, room) < 0.05


def test_the_gate_keeps_the_moment_before_speech_and_knows_when_it_was() -> None:
    gate = Gate()
    silence, speech = bytes(BLOCK), b"\x01" * BLOCK
    assert b"".join(gate.push(silence, False, False) for _ in range(20)) == b""
    passed = gate.push(speech, True, False)
    assert passed == bytes(4 * BLOCK) + speech  # 0.4 s of margin
    assert gate.push(silence, False, False) == silence
    assert gate.push(silence, False, True) == b""
    for _ in range(30):
        gate.push(silence, False, True)
    gate.push(speech, True, False)
    # 0.5 + 0.1 s passed of the first part, which began at 1.6 s; the second began at 2.2 + 2.7 s
    assert gate.when(Word("a", 0.3, 0.4)) == Word("a", 1.9, 2.0)
    assert gate.when(Word("b", 0.8, 0.9)).start == pytest.approx(5.1)
