"""How likely it is that somebody speaks: Silero where it is installed, an adaptive energy gate otherwise."""

from __future__ import annotations

import array
import importlib.util
import math
from collections.abc import Callable
from operator import mul
from pathlib import Path
from typing import Any, Protocol

_RATE = 16_000  # Hz
_FRAME, _CONTEXT = 512, 64
"""Samples that Silero v6 takes at 16 kHz, and how many of the frame before it wants again."""
_ON = 0.5
"""Probability at which speech begins (Silero's own default)."""
_LONE = 0.3
"""What a single frame counts less than two in a row: clicks are shorter than any sound of speech."""
_FORGET_S = 2.0
"""After this much silence Silero forgets it. Its memory of a long silence lowers what follows: a short word
scores 0.78 after 5 s of it, 0.52 after 20 s, and is missed."""
SILENT_DBFS = -96.0
"""The level of digital silence."""


class Activity(Protocol):
    """Listens for speech; one for each turn."""

    def likelihood(self, block: bytes) -> float:
        """How likely there is speech in the next block (16-bit mono, 16 kHz), 0 to 1."""


def dbfs(block: bytes) -> float:
    """The level of a 16-bit block: dB below full scale, root mean square."""
    samples = array.array("h", block[: len(block) // 2 * 2])
    power = sum(map(mul, samples, samples)) / max(1, len(samples))
    return max(SILENT_DBFS, 10 * math.log10(power / 32768**2)) if power else SILENT_DBFS


class EnergyGate:
    """Speech is what stands well above the room. The room is followed down at once and up slowly."""

    _ABOVE_DB, _LEAST_DBFS, _RISE_DB = 10.0, -50.0, 0.15

    def __init__(self) -> None:
        self._room = 0.0

    def likelihood(self, block: bytes) -> float:
        """1 where the block is at least 10 dB above the room, and above -50 dBFS; else 0."""
        level = dbfs(block)
        self._room = min(level, self._room + self._RISE_DB)
        return float(level > max(self._room + self._ABOVE_DB, self._LEAST_DBFS))


class Silero:
    """The Silero voice activity model, version 6, in the form that faster-whisper gives it."""

    def __init__(self, session: Any) -> None:
        import numpy as np

        self._np, self._session = np, session
        self._nothing = (np.zeros((1, 1, 128), np.float32), np.zeros((1, 1, 128), np.float32))
        self._memory = self._nothing
        self._silent = 0
        """Samples since speech was last found."""
        self._context = np.zeros(_CONTEXT, np.float32)
        self._left = b""
        self._last = self._likely = 0.0

    def likelihood(self, block: bytes) -> float:
        """That of the two likeliest frames in a row of those that end in this block, or of a lone one."""
        np = self._np
        self._left += block
        frames = len(self._left) // (2 * _FRAME)
        if not frames:
            return self._likely
        size = frames * 2 * _FRAME
        sound = np.frombuffer(self._left[:size], np.int16).astype(np.float32) / 32768.0
        self._left = self._left[size:]
        with_context = np.concatenate([self._context, sound])
        rows = np.lib.stride_tricks.sliding_window_view(with_context, _CONTEXT + _FRAME)[::_FRAME]
        self._context = sound[-_CONTEXT:]
        inputs = {"input": np.ascontiguousarray(rows), "h": self._memory[0], "c": self._memory[1]}
        probabilities, *memory = self._session.run(None, inputs)
        self._memory = (memory[0], memory[1])
        now = [float(p) for p in probabilities.ravel()]
        pairs = map(min, [self._last, *now], now)
        self._last, self._likely = now[-1], max(*pairs, max(now) - _LONE)
        self._silent = 0 if self._likely >= _ON else self._silent + len(sound)
        if self._silent > _FORGET_S * _RATE:
            self._memory, self._silent = self._nothing, 0
        return self._likely


def silero_installed(models: Path) -> bool:
    """Whether the folder of models has Silero, and there is what runs it."""
    return _weights(models).is_file() and importlib.util.find_spec("onnxruntime") is not None


def detector(models: Path) -> Callable[[], Activity]:
    """What makes an Activity for each turn: Silero where it is installed, else the energy gate."""
    if not silero_installed(models):
        return EnergyGate
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(str(_weights(models)), options, providers=["CPUExecutionProvider"])
    return lambda: Silero(session)


def _weights(models: Path) -> Path:
    return models / "silero-vad-v6" / "silero_vad.onnx"
