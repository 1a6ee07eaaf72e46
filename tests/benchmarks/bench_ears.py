"""How soon, how exactly and with how much memory the ears hear; all sound is fed in real time."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from speech.engines.base import BYTES_PER_SECOND
from speech.wav import BLOCK_S, read_wav
from tests.benchmarks.table import Row, percentile
from tests.listener import heard
from tests.speech.ears_child import LIBRIVOX, EarsChild, Line, transcripts, wrong_words
from tests.synthetic_speech import korean

_SENTENCES = (
    "안녕하세요",
    "물이 안 나와요",
    "엘리베이터가 고장 났습니다",
    "어제부터 가로등이 켜지지 않아요",
    "쓰레기를 아무도 치우지 않아요",
)


def run() -> list[Row]:
    """The rows of the ears."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_whisper(), *_vosk(Path(folder))]


def _whisper() -> Iterator[Row]:
    files = transcripts(LIBRIVOX)
    with EarsChild(engine="whisper") as ears:
        ears.prepare("en")
        ears.tell(do="listen", turn=0, language="en", phrases=[])
        ears.until("listening")
        yield _row("process start to able to hear, Whisper base", 3.0, time.monotonic() - ears.started, "s")
        ears.tell(do="cancel", turn=0)
        finals, lags, texts = [], [], {}
        for turn, file in enumerate([*files] * 2, 1):
            final = ears.hear(turn, "en", file)
            texts[file] = str(final["text"])
            finals.append(float(final["final_ms"]))
            lags += _behind(ears, turn, final)
        yield _row("end of a turn to final text, Whisper, p95", 300, percentile(finals, 95), "ms")
        yield _row("partial caption behind the sound, Whisper alone, p95", 2.0, percentile(lags, 95), "s")
        yield _row("ears resident memory, Whisper base", 450, _memory(ears), "MB")
    yield from _against_the_model_alone(texts, finals)


def _vosk(folder: Path) -> Iterator[Row]:
    with EarsChild(engine="vosk") as ears:
        ears.prepare("ko")
        ears.tell(do="listen", turn=0, language="ko", phrases=[])
        ears.until("listening")
        yield _row("process start to able to hear, Vosk Korean", 4.5, time.monotonic() - ears.started, "s")
        ears.tell(do="cancel", turn=0)
        finals, lags, behind = [], [], []
        for turn, sentence in enumerate(_SENTENCES * 2, 1):
            file = folder / f"{turn}.wav"
            file.write_bytes(korean(sentence))
            final = ears.hear(turn, "ko", file)
            finals.append(float(final["final_ms"]))
            lags += _decoded_behind(ears, turn)
            behind += _behind(ears, turn, final)
        yield _row("end of a turn to final text, Vosk, p95", 200, percentile(finals, 95), "ms")
        yield _row("partial caption behind the sound, Vosk, p95", 0.3, percentile(lags, 95), "s")
        yield Row(
            "word's end to its caption, Vosk, p95",
            "",
            f"{percentile(behind, 95):.2f} s",
            None,
            "it waits until the next sound tells the words apart",
        )
        yield _row("ears resident memory, Vosk Korean", 700, _memory(ears), "MB")


def _behind(ears: EarsChild, turn: int, final: Line) -> list[float]:
    """Seconds from the end of each word, as timed in the final, to the first caption that reaches it."""
    began = _began(ears, turn)
    captions = [(at, len(line["words"])) for at, line in ears.seen if _is(line, "partial", turn)]
    ended = next(at for at, line in ears.seen if _is(line, "final", turn))
    lags = []
    for n, word in enumerate(final["words"], 1):
        shown = next((at for at, count in captions if count >= n), ended)
        lags.append(max(0.0, shown - began - word["end"]))
    return lags


def _decoded_behind(ears: EarsChild, turn: int) -> list[float]:
    """Seconds from a block's last sample to the partial that it led to.

    Each block's level is said before the block is decoded, and its partial after. The n-th block ended
    n - 1 blocks after the first, however late it was taken.
    """
    first = _began(ears, turn) + BLOCK_S
    lags: list[float] = []
    block = 0
    for at, line in ears.seen:
        if at >= first and line["it"] == "level":
            block += 1
        elif _is(line, "partial", turn):
            lags.append(at - first - (block - 1) * BLOCK_S)
    return lags


def _against_the_model_alone(texts: dict[Path, str], finals: list[float]) -> Iterator[Row]:
    """Wrong words, and the wait for them (ms), of the ears to those of the model alone on whole files."""
    said = transcripts(LIBRIVOX)
    heard(bytes(BYTES_PER_SECOND), "en")  # loads it
    by_itself = by_ears = 0
    took_s = 0.0
    for file, text in texts.items():
        by_ears += wrong_words(said[file], text)
        began = time.monotonic()
        text = heard(read_wav(file), "en")
        took_s += time.monotonic() - began
        by_itself += wrong_words(said[file], text)
    ratio = by_ears / by_itself if by_itself else 1.0 if not by_ears else float("inf")
    words = sum(len(text.split()) for text in said.values())
    waited = sum(finals) / len(finals) / 1000 / (took_s / len(texts))
    yield Row(
        "end of a turn to final text / Whisper base alone on the same sound afterwards",
        "<= 0.2",
        f"{waited:.3f}",
        waited <= 0.2,
        f"which takes {took_s / len(texts):.2f} s a turn",
    )
    yield Row(
        "wrong words, librivox, Whisper base ears / the model by itself",
        "<= 1.05",
        f"{ratio:.2f}",
        ratio <= 1.05,
        f"{by_ears} and {by_itself} wrong of {words} words",
    )


def _began(ears: EarsChild, turn: int) -> float:
    """When the turn's sound began: the first level is said when the first block has ended."""
    heard = False
    for at, line in ears.seen:
        heard = heard or _is(line, "listening", turn)
        if heard and line["it"] == "level":
            return at - BLOCK_S
    raise AssertionError(f"turn {turn} had no sound")


def _is(line: Line, kind: str, turn: int) -> bool:
    return line["it"] == kind and line.get("turn") == turn


def _memory(ears: EarsChild) -> float:
    return max(float(line["rss_mb"]) for _, line in ears.seen if line["it"] == "beat")


def _row(what: str, goal: float, figure: float, unit: str) -> Row:
    digits = 0 if goal >= 10 else 2
    return Row(what, f"<= {goal:g} {unit}", f"{figure:.{digits}f} {unit}", figure <= goal)
