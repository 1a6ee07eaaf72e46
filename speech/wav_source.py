"""A microphone made of WAV files: the ears without a sound card, for rehearsals and tests."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from speech.microphone import Say
from speech.wav import BLOCK, BLOCK_S, blocks, read_wav


class WavSource:
    """Gives silence, and each file that is to be played once a turn listens.

    In real time a block comes every 0.1 s. Else blocks come as fast as they are taken (``put`` waits for
    room), from the turn's first file on: no time passes before somebody speaks.
    """

    name = "wav"
    overflows = 0
    alive = True
    hung = False

    def __init__(self, put: Callable[[bytes], bool], say: Say, realtime: bool) -> None:
        self._put, self._say, self._realtime = put, say, realtime
        self.keeping = self.measuring = False
        self._playing = realtime
        self._left: deque[bytes] = deque()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="wav source", daemon=True)

    def start(self) -> None:
        """Begin to give sound."""
        self._thread.start()

    def close(self) -> None:
        """End."""
        self._stop.set()
        self._thread.join(timeout=2)

    def play(self, file: Path) -> None:
        """Give this file's sound next. Raises WavError where it cannot be heard."""
        self._left.extend(blocks(read_wav(file)))

    def end_turn(self) -> None:
        """The turn is over: no time passes before the next one's first file."""
        self._playing = self._realtime

    def _run(self) -> None:
        self._say("found", self.name, "")
        due = time.monotonic()
        while not self._stop.is_set():
            if self._realtime:
                due = max(due + BLOCK_S, time.monotonic() - 1.0)
                self._stop.wait(max(0.0, due - time.monotonic()))
            if self.keeping and self._left:
                self._playing = True
            if self.keeping and self._playing:
                self._put(self._left.popleft() if self._left else bytes(BLOCK))
            elif not self._realtime:
                self._stop.wait(0.01)
