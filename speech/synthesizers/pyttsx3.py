"""The computer's own voices (eSpeak NG, SAPI 5) by pyttsx3, one utterance a process, with a time limit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from speech.processes import command
from speech.sayas.ruby import words_only
from speech.synthesizers.base import Sound, SynthesisError, VoiceMissingError
from speech.synthesizers.mandarin import pinyin
from speech.synthesizers.pyttsx3_process import NO

LIMIT_S = 10.0  # a prompt takes 0.2 s; what takes 10 s hangs
SLOWEST, FASTEST = 80, 450  # words a minute, the limits of eSpeak NG
NATURAL = 175.0  # words a minute, eSpeak NG's own
_FOLDER = "heard-said-"


class Pyttsx3:
    """The voice with the id (or a part of the name) ``voice``, such as ``ko`` or ``sit/cmn-latn-pinyin+f3``.

    ``+f3`` is a variant of eSpeak NG's: the same speech from another throat.
    """

    def __init__(self, voice: str) -> None:
        self.name = f"pyttsx3::{voice}"
        self.sample_rate = 22_050  # of eSpeak NG and most of SAPI 5; each sound tells its own
        self._voice = voice
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        try:
            self._run({"voice": voice, "rate": 0, "text": "", "out": ""})
        except SynthesisError as trouble:
            raise VoiceMissingError(
                f"pyttsx3 cannot speak with “{voice}”: {trouble}; install espeak-ng, or a voice of that name"
            ) from trouble

    def render(self, text: str, rate: int = 100) -> Sound:
        """See :class:`~speech.synthesizers.base.Synthesizer`."""
        text = pinyin(text) if "pinyin" in self._voice else words_only(text)
        words = max(SLOWEST, min(FASTEST, round(NATURAL * rate / 100)))
        sound = self._rendered(text, words)
        return (
            sound if sound.pcm or not text.strip() else self._rendered(text, words)
        )  # now and then, when busy

    def _rendered(self, text: str, words: int) -> Sound:
        """One try, at so many words a minute."""
        with _place() as (out, handles):
            self._run({"voice": self._voice, "rate": words, "text": text, "out": str(out)}, handles)
            try:
                with wave.open(str(out)) as said:
                    if said.getsampwidth() != 2 or said.getnchannels() != 1:
                        raise SynthesisError(f"pyttsx3 made other than 16-bit mono sound: {said.getparams()}")
                    return Sound(said.readframes(said.getnframes()), said.getframerate())
            except (OSError, EOFError, wave.Error) as trouble:
                raise SynthesisError(f"pyttsx3 made no sound ({trouble})") from trouble

    def interrupt(self) -> None:
        """See :class:`~speech.synthesizers.base.Synthesizer`."""
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def _run(self, job: dict[str, str | int], handles: Sequence[int] = ()) -> None:
        with self._lock:
            self._process = process = subprocess.Popen(
                command("render"),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                pass_fds=handles,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        try:
            _, trouble = process.communicate(json.dumps(job), timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise SynthesisError(f"pyttsx3 did not answer within {LIMIT_S:.0f} s") from None
        finally:
            with self._lock:
                self._process = None
        if process.returncode:
            lines = (
                trouble.strip().splitlines() if process.returncode == NO else []
            )  # else it may quote words
            raise SynthesisError(
                lines[-1] if lines else f"its process ended with status {process.returncode}"
            )


@contextmanager
def _place() -> Iterator[tuple[Path, Sequence[int]]]:
    """Give where a sound is written, and the handles that the process needs for it.

    On Linux it is memory without a name, which is gone with this process, however that ends. Elsewhere it is
    a file, and one that was left behind is deleted when the next is made.
    """
    if sys.platform == "linux":
        handle = os.memfd_create("said")
        try:
            yield Path(f"/proc/self/fd/{handle}"), (handle,)
        finally:
            os.close(handle)
        return
    for left in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        if time.time() - left.stat().st_mtime > 2 * LIMIT_S:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "said.wav", ()
