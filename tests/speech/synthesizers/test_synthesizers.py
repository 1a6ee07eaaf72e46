from __future__ import annotations

import math
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from speech.pcm import PEAK_DBFS, SPEECH_DBFS, polish, samples_of
from speech.protocol import VoiceSpec
from speech.synthesizers import pyttsx3
from speech.synthesizers.base import Sound, SynthesisError, VoiceMissingError
from speech.synthesizers.pyttsx3 import Pyttsx3
from speech.synthesizers.voices import installed, load, load_first
from tests.listener import heard, wrong
from tests.pitch import pitch_hz
from tests.synthetic_speech import at_16_khz, models

JOE = VoiceSpec("piper", "piper-en-us-joe-medium", "en-us")
SYSTEM = VoiceSpec("pyttsx3", "", "gmw/en-us")
NEZUMI = VoiceSpec("kokoro", "kokoro-82m-int8", "jf_nezumi+jf_tebukuro")
VOICES = [
    pytest.param(JOE, "en", "The street light in front of our building is broken.", 0, id="piper, English"),
    pytest.param(NEZUMI, "zh", "我没有听清楚，请再说一遍。", 1, id="kokoro, Mandarin"),
    pytest.param(
        VoiceSpec("pyttsx3", "", "gmw/en-us"), "en", "Please say it again.", 1, id="pyttsx3, English"
    ),
]


@pytest.mark.parametrize(("wanted", "language", "text", "allowed"), VOICES)
def test_a_voice_is_understood_and_as_loud_as_the_others(
    wanted: VoiceSpec, language: str, text: str, allowed: int
) -> None:
    voice = load(wanted, language, models())
    assert voice.name == wanted.name
    sound = polish(voice.render(text))
    assert sound.rate == voice.sample_rate
    said = heard(at_16_khz(sound), language)
    assert wrong(text, said, language)[0] <= allowed, said
    samples = samples_of(sound.pcm)
    loudest = 20 * math.log10(max(map(abs, samples)) / 32768)
    rms = 20 * math.log10(math.sqrt(sum(s * s for s in samples) / len(samples)) / 32768)
    assert loudest <= PEAK_DBFS + 0.1
    assert abs(rms - SPEECH_DBFS) < 4


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        pytest.param(JOE, "Could you say it again?", id="piper"),
        pytest.param(NEZUMI, "请再说一遍。", id="kokoro"),
        pytest.param(SYSTEM, "Could you say it again?", id="pyttsx3"),
    ],
)
def test_from_half_to_double_the_pace_the_pitch_stays(wanted: VoiceSpec, text: str) -> None:
    voice = load(wanted, "zh" if wanted is NEZUMI else "en", models())
    slow, normal, fast = (polish(voice.render(text, rate)) for rate in (50, 100, 200))
    assert slow.seconds > 1.4 * normal.seconds  # a voice draws its lengths anew each time
    assert normal.seconds > 1.3 * fast.seconds
    # A voice's own melody moves the median by some percent; sound played at another rate, by an octave.
    assert pitch_hz(slow) == pytest.approx(pitch_hz(normal), rel=0.15)
    assert pitch_hz(fast) == pytest.approx(pitch_hz(normal), rel=0.15)


def test_a_rendering_under_way_can_be_interrupted() -> None:
    voice = load(NEZUMI, "zh", models())
    timer = threading.Timer(0.3, voice.interrupt)
    timer.start()
    with pytest.raises(SynthesisError):
        voice.render("我们楼下的路灯坏了三天了，没有人来修，请您帮忙看一下好不好，谢谢您，我等您的消息。")
    timer.join()
    assert voice.render("好的。").seconds > 0.1


def test_mandarin_by_the_computers_own_voice_is_read_from_pinyin() -> None:
    """eSpeak NG spells hanzi out as letters otherwise: three times as long."""
    voice = Pyttsx3("sit/cmn-latn-pinyin+f3")
    assert polish(voice.render("我没有听清楚。")).seconds < 3


def test_a_voice_this_computer_has_not_is_named() -> None:
    with pytest.raises(VoiceMissingError, match="no voice “nobody”"):
        Pyttsx3("nobody")


def test_a_long_sentence_of_the_computers_own_voice_comes_whole_each_time() -> None:
    """Its loop ends before its thread has written the file: most came empty, until the process waited."""
    voice, text = (
        Pyttsx3("gmw/en-us"),
        "Your number is one nine zero three, and somebody will come to you soon. ",
    )
    lengths = [voice.render(text * 2).seconds for _ in range(6)]
    assert min(lengths) == max(lengths) > 5


def test_an_engine_that_hangs_is_ended_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    voice = Pyttsx3("ko")
    monkeypatch.setattr(pyttsx3, "LIMIT_S", 0.2)
    hangs = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(pyttsx3, "command", lambda name: hangs)
    with pytest.raises(SynthesisError, match="did not answer"):
        voice.render("안녕하세요.")


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG's data folder is set by the environment")
def test_missing_data_of_espeak_ends_its_own_process_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    (tmp_path / "espeak-ng-data").mkdir()
    with pytest.raises(VoiceMissingError, match="espeak-ng"):
        Pyttsx3("ko")
    with pytest.raises(VoiceMissingError, match="espeak-ng"):
        load(JOE, "en", models()).render("Hello.")


def _without_model(folder: Path) -> None:
    folder.mkdir(parents=True)


def _with_rubbish(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in ("model.onnx", "voices.npz", "vocab.json", "model.onnx.json"):
        (folder / name).write_bytes(b"rubbish")


@pytest.mark.parametrize("make", [_without_model, _with_rubbish])
@pytest.mark.parametrize("engine", ["kokoro", "piper"])
def test_a_damaged_model_is_one_clear_sentence_and_the_next_voice_is_taken(
    tmp_path: Path, engine: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "broken")
    broken, ko = VoiceSpec(engine, "broken", "v"), VoiceSpec("pyttsx3", "", "ko")
    with pytest.raises(VoiceMissingError) as missing:
        load(broken, "en", tmp_path)
    assert "\n" not in str(missing.value)
    assert load_first([broken, ko], "en", tmp_path).name == ko.name


def test_what_is_not_installed_is_passed_over_without_loading_anything() -> None:
    native = VoiceSpec("kokoro", "kokoro-82m-int8", "jf_nezumi+zf_none")
    there, why = installed([native, VoiceSpec("opera", "", ""), NEZUMI], "zh-CN", models())
    assert there == [NEZUMI]
    assert "zf_none" in why
    assert "opera" in why
    assert installed([], "zh-CN", models()) == ([], "no voice is named for zh-CN")


def test_kokoros_voices_are_found_in_the_archive_and_as_files_of_their_own(tmp_path: Path) -> None:
    folder = models() / "kokoro-82m-int8"
    for name in ("model.onnx", "vocab.json", "voices.npz"):
        (tmp_path / name).symlink_to(folder / name)
    (tmp_path / "voices").mkdir()
    with np.load(folder / "voices.npz") as voices:
        voices["jm_kumo"].tofile(tmp_path / "voices" / "alone.bin")
    packed = load(VoiceSpec("kokoro", tmp_path.name, "jm_kumo"), "zh", tmp_path.parent).render("您好。")
    alone = load(VoiceSpec("kokoro", tmp_path.name, "alone"), "zh", tmp_path.parent).render("您好。")
    assert alone == packed
    with pytest.raises(VoiceMissingError, match="no voice “nobody”"):
        load(VoiceSpec("kokoro", tmp_path.name, "nobody"), "zh", tmp_path.parent)


def test_two_languages_that_one_model_speaks_have_it_in_memory_once() -> None:
    mandarin = load(NEZUMI, "zh-CN", models())
    english = load(VoiceSpec("kokoro", NEZUMI.model, "jm_kumo"), "en", models(), mandarin)
    assert english.network is mandarin.network  # type: ignore[attr-defined]  # both are Kokoro's
    assert english.render("Good morning.") != mandarin.render("您好。")
    assert load(JOE, "en", models(), mandarin).name == JOE.name


def test_silence_around_speech_is_cut_off_and_silence_alone_is_nothing() -> None:
    tone = b"".join(int(9000 * math.sin(n / 5)).to_bytes(2, "little", signed=True) for n in range(4_000))
    padded = Sound(bytes(16_000) + tone + bytes(16_000), 16_000)
    assert 0.25 < polish(padded).seconds < 0.40
    assert polish(Sound(bytes(3_200), 16_000)).pcm == b""
    assert polish(Sound(b"", 16_000)).pcm == b""
