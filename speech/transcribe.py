"""What a recording says, heard by the same path as a resident: behind ``kiosk transcribe``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from speech.activity import Activity, detector
from speech.endpoint import PAUSE_S
from speech.engines.base import BYTES_PER_SECOND, Engine, Request, bare
from speech.engines.loading import require
from speech.listening import TurnListener, TurnSettings
from speech.protocol import Ended, FinalText, FinalWord, RecognizerSpec, Report
from speech.wav import BLOCK, BLOCK_S, blocks, read_wav

Line = dict[str, object]
"""As ``kiosk transcribe --json`` writes it."""


def transcribe(
    files: Sequence[Path],
    models: Path,
    spec: RecognizerSpec,
    engine: str = "",
    realtime: bool = False,
    hints: tuple[str, ...] = (),
) -> Iterator[Line]:
    """A line for each file: file, text, engine, words, audio_s, decode_s, final_ms.

    ``engine`` is ``vosk``, ``whisper``, ``both`` or empty for the best there is. ``decode_s`` is how long
    the file took to hear. ``final_ms`` is the wait from the end of the last turn to its text: measured
    with ``realtime``; else what decoding took, less the silence that a speaker would have kept meanwhile.
    Raises WavError for a file that cannot be heard (the other files before it are given first) and
    EngineError where no recognizer is installed.
    """
    engines = require(models, spec, engine)
    request = Request(hints=hints, language=spec.whisper_language, initial_prompt=spec.initial_prompt)
    turn = TurnSettings(0, request, fillers=frozenset(map(bare, spec.fillers)), captions=realtime)
    activity = detector(models)
    for file in files:
        yield _Hearing(turn, engines, activity, realtime).of(file, read_wav(file))


class _Hearing:
    """One file: turn after turn until its sound is over."""

    def __init__(
        self, turn: TurnSettings, engines: Sequence[Engine], activity: Callable[[], Activity], realtime: bool
    ) -> None:
        self._turn, self._engines, self._activity, self._realtime = turn, engines, activity, realtime
        self._finals: list[tuple[float, FinalText]] = []
        """Each turn's beginning in the file, in seconds, and its last line."""

    def of(self, file: Path, pcm: bytes) -> Line:
        started, slept, clock_s, began_s = time.monotonic(), 0.0, 0.0, 0.0
        listening = self._listen()
        # silence follows, so that the last turn ends by itself
        silence = bytes(BLOCK) * (round(self._turn.silence_s / BLOCK_S) + 1)
        for block in blocks(pcm + silence):
            if self._realtime:
                early = max(0.0, started + clock_s + BLOCK_S - time.monotonic())
                time.sleep(early)
                slept += early
            clock_s += len(block) / BYTES_PER_SECOND
            self._keep(began_s, listening.hear(block))
            if listening.ending:
                self._keep(began_s, listening.poll(wait=True))
                listening, began_s = self._listen(), clock_s
        self._keep(began_s, listening.finish() or listening.poll(wait=True))
        texts = [final.text for _, final in self._finals]
        return {
            "file": str(file),
            "text": " ".join(texts),
            "engine": self._finals[-1][1].engine if texts else self._engines[-1].name,
            "words": [_later(word, began) for began, final in self._finals for word in final.words],
            "audio_s": round(len(pcm) / BYTES_PER_SECOND, 3),
            "decode_s": round(time.monotonic() - started - slept, 3),
            "final_ms": self._final_ms(),
        }

    def _listen(self) -> TurnListener:
        return TurnListener(self._turn, self._engines, self._activity())

    def _keep(self, began_s: float, said: list[Report]) -> None:
        self._finals += [(began_s, line) for line in said if isinstance(line, FinalText)]

    def _final_ms(self) -> int:
        """What the resident would have waited after the end of the last turn."""
        if not self._finals:
            return 0
        final = self._finals[-1][1]
        waited = float(final.final_ms)
        if not self._realtime and final.ended is Ended.SILENCE and final.engine.startswith("whisper"):
            waited -= (self._turn.silence_s - PAUSE_S) * 1000
        return max(0, round(waited))


def _later(word: FinalWord, seconds: float) -> Line:
    start, end = round(word.start + seconds, 2), round(word.end + seconds, 2)
    return {"word": word.word, "start": start, "end": end, "conf": word.conf}
