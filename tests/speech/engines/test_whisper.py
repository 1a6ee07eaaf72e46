"""Whisper base, the real weights, on recorded people."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from speech.engines import whisper
from speech.engines.base import EngineError, Request, Words, bare
from speech.engines.mel import log_mel
from speech.engines.whisper import WhisperEngine
from speech.engines.whisper_model import CAPTION, FREE, Dropped, WhisperModel, _begins, _echoes
from speech.wav import BLOCK, blocks, read_wav
from tests import listener
from tests.pace import patience
from tests.speech.ears_child import LIBRIVOX, transcripts, wrong_words
from tests.synthetic_speech import english, mandarin, models

FILES = transcripts(LIBRIVOX)
SHORT = LIBRIVOX / "sense_and_sensibility_01_austen_64kb-0880.wav"
SPECTROGRAM = [
    [-0.1458, 0.8093, 0.9271, 0.8236, 0.9100],
    [-0.4487, 0.5170, 0.6802, 0.8740, 0.5650],
    [-0.5520, 0.8780, 0.3977, 0.4203, 0.4061],
    [-0.3923, 0.6640, 0.1007, 0.4644, 0.3709],
    [-0.5597, 0.2586, 0.0641, 0.0063, 0.1112],
    [-0.4818, 0.1225, 0.2363, -0.2361, 0.4272],
    [-0.6209, 0.0385, 0.2996, 0.1324, 0.3815],
    [-0.5479, 0.2951, 0.3946, -0.1064, 0.4279],
    [-0.6736, -0.4459, -0.2041, -0.9815, -0.1834],
    [-0.9201, -0.6641, -0.8313, -0.8671, -0.6398],
]
"""Every 8th band from the 4th, every 60th frame from the 11th, of SHORT, by faster-whisper 1.2.1."""


@pytest.fixture(scope="module")
def engine() -> WhisperEngine:
    return WhisperEngine(models() / "whisper-base")


@pytest.fixture(scope="module")
def model(engine: WhisperEngine) -> WhisperModel:
    return engine._model


def _decode(model: WhisperModel, pcm: bytes, language: str = "en", primer: str = "") -> Words:
    return model.decode(
        pcm, language, "路灯、电梯。" if language == "zh" else "", primer, FREE, threading.Event()
    )


def test_the_spectrogram_is_the_one_the_model_was_trained_on() -> None:
    pcm = read_wav(SHORT)
    sound = np.frombuffer(pcm[: len(pcm) // 320 * 320], np.int16).astype(np.float32) / np.float32(32768)
    ours = log_mel(sound)
    assert ours.shape == (80, 299)
    assert np.abs(ours[3::8, 10::60] - SPECTROGRAM).max() < 1e-3
    assert ours.mean() == pytest.approx(-0.09494, abs=1e-4)


def test_a_recording_is_heard_with_times_and_confidences(model: WhisperModel) -> None:
    heard = _decode(model, read_wav(SHORT))
    assert wrong_words(FILES[SHORT], heard.text) <= 1
    assert " ".join(word.word for word in heard.words) == heard.text
    assert all(word.conf is not None and 0 < word.conf <= 1 for word in heard.words)
    assert all(0 <= word.start <= word.end <= 3.1 for word in heard.words)
    assert [word.start for word in heard.words] == sorted(word.start for word in heard.words)


def test_free_speech_comes_with_what_else_may_have_been_said_and_the_text_is_the_same(
    model: WhisperModel, tmp_path: Path
) -> None:
    file = tmp_path / "en.wav"
    file.write_bytes(english("There is a pothole outside the nursery on Mill Road."))
    sound, nobody = read_wav(file), threading.Event()
    heard = model.decode(sound, "en", "", "", FREE, nobody)
    alone = model.decode(sound, "en", "", "", replace(FREE, others=False), nobody)
    assert (heard.text, heard.words) == (alone.text, alone.words)
    assert len(set(heard.others)) >= 3
    assert heard.text not in heard.others
    meant = "there is a pothole outside the nursery on mill road"
    assert min(wrong_words(meant, other) for other in (heard.text, *heard.others)) <= 2


def test_mandarin_comes_as_simplified_characters_a_word_each(model: WhisperModel, tmp_path: Path) -> None:
    file = tmp_path / "zh.wav"
    file.write_bytes(mandarin("我们楼下的路灯坏了三天了"))
    heard = _decode(model, read_wav(file), "zh", "以下是普通话的句子。")
    assert listener.wrong("我们楼下的路灯坏了三天了", heard.text, "zh")[0] <= 2, heard.text
    assert bare("".join(word.word for word in heard.words)) == bare(heard.text)
    assert max(len(word.word.strip("，。,. ")) for word in heard.words) <= 2


@pytest.mark.parametrize(
    ("text", "echoes"),
    [
        ("暖气、暖气、暖气、停水、垃圾、噪音、物业、养老金的事。", True),
        ("以下是普通话的句子。", True),
        ("我们楼的电梯坏了,停水,养老金。", False),
        ("暖气不热,屋里很冷。", False),
    ],
)
def test_a_primer_that_comes_back_is_known_and_a_request_about_the_same_things_is_not(
    text: str, echoes: bool
) -> None:
    primer = "以下是普通话的句子，说的是路灯、电梯、暖气、停水、垃圾、噪音、物业、养老金的事。"
    assert _echoes(text, primer) is echoes


@pytest.mark.parametrize(
    ("caption", "begins"),
    [("以下是", True), ("以下是普通话。", True), ("我们楼", False), ("以下水道", False)],
)
def test_a_caption_that_is_only_the_beginning_of_the_primer_is_not_shown(caption: str, begins: bool) -> None:
    assert _begins(caption, "以下是普通话的句子，说的是路灯。") is begins


def test_nothing_is_invented_from_silence_or_noise(model: WhisperModel) -> None:
    chance = random.Random(3)
    noise = np.array([chance.gauss(0, 400) for _ in range(48000)], np.int16).tobytes()
    assert _decode(model, bytes(96000)).words == ()
    heard = _decode(model, noise, "zh", "以下是普通话的句子，居民向社区反映问题。")
    assert len(heard.text) < 6


def test_a_decode_that_nobody_wants_is_dropped(model: WhisperModel) -> None:
    dropped = threading.Event()
    dropped.set()
    with pytest.raises(Dropped):
        model.decode(read_wav(SHORT), "en", "", "", CAPTION, dropped)


def test_captions_come_while_the_sound_does_and_the_final_began_at_the_pause(
    engine: WhisperEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whisper, "_REST", 0.0)  # how fast this machine is does not matter here
    woken = threading.Event()
    turn = engine.recognizer(Request(captions=True, wake=woken.set))
    captions = []
    for block in blocks(read_wav(SHORT)):
        woken.clear()
        caption = turn.accept(block)
        if caption:
            captions.append(caption.text)
        elif turn._caption:
            woken.wait(patience(10))  # the test feeds faster than anybody speaks
    turn.pause()
    assert not turn.ready
    assert wrong_words(FILES[SHORT], turn.finish().text) <= 1
    assert turn.ready
    assert len(captions) > 3
    assert wrong_words("he was not", " ".join(captions[-1].split()[:3])) <= 1, captions[-1]


def test_who_speaks_on_is_not_cut_off_at_the_first_pause(engine: WhisperEngine) -> None:
    turn = engine.recognizer(Request())
    sound = read_wav(SHORT)
    turn.accept(sound)
    turn.pause()
    turn.resume()
    assert not turn.ready
    turn.accept(sound)
    assert wrong_words(f"{FILES[SHORT]} {FILES[SHORT]}", turn.finish().text) <= 2


def test_a_minute_without_a_pause_is_heard_whole(engine: WhisperEngine) -> None:
    turn = engine.recognizer(Request())
    said = []
    for file, text in [*FILES.items()] * 2:
        said.append(text)
        for block in blocks(read_wav(file)):
            turn.accept(block)
    heard = turn.finish()
    assert len(turn._settled) >= 1
    assert wrong_words(" ".join(said), heard.text) <= 6  # a cut may cost a word or two
    assert heard.words[-1].end == pytest.approx(49.5, abs=1.5)
    assert heard.others
    assert min(map(len, heard.others)) > 0.4 * len(heard.text), "each is all of it, but for a stretch"


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=str(tmp_path)):
        WhisperModel(tmp_path)
    (tmp_path / "model.bin").write_bytes(b"not weights")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(EngineError, match="install it again"):
        WhisperModel(tmp_path)


def test_nothing_accepted_is_nothing_heard(engine: WhisperEngine) -> None:
    turn = engine.recognizer(Request(captions=True))
    assert turn.accept(b"") is None
    turn.pause()
    assert turn.ready
    assert turn.finish() == Words()
    assert turn.accept(bytes(BLOCK)) is None
    turn.cancel()
