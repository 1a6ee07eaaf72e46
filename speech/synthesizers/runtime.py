"""How the neural voices run a model: two threads, no memory kept beyond a sentence, sound as 16-bit PCM."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from speech.synthesizers.base import SynthesisError, VoiceMissingError


class Network:
    """A model that can be interrupted while it computes."""

    def __init__(self, path: Path) -> None:
        """Load the model at ``path``; raises VoiceMissingError."""
        self._session = _open(path)
        self._options: Any = None

    def run(self, given: dict[str, Any]) -> bytes:
        """The sound that the model makes of its named inputs, as 16-bit PCM; raises SynthesisError."""
        import onnxruntime

        self._options = options = onnxruntime.RunOptions()
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        try:
            return to_pcm(self._session.run(None, given, options)[0])
        except Exception as trouble:  # onnxruntime raises its own unexported types, also when interrupted
            raise SynthesisError(f"the voice model gave no sound ({trouble})") from trouble
        finally:
            _give_back_memory()

    def interrupt(self) -> None:
        """From another thread: end the ``run`` under way, within a few ms."""
        if self._options is not None:
            self._options.terminate = True


def _open(path: Path) -> Any:
    try:
        import onnxruntime
    except ImportError as trouble:
        raise VoiceMissingError(
            "the neural voices need onnxruntime; run: pip install 'heard-kiosk[neural]'"
        ) from trouble
    if not path.is_file():
        raise VoiceMissingError(f"the voice model {path} is not installed; run: kiosk models install")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    # An arena given back after each sentence: Kokoro's peak is 340 MB, not 1250, in two thirds of the time.
    arena = {"arena_extend_strategy": "kSameAsRequested"}
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    # Threads that spin while they wait starve the sound server: heard as gaps in what is playing.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=[("CPUExecutionProvider", arena)])
    except Exception as trouble:  # onnxruntime raises its own unexported types for a damaged file
        raise VoiceMissingError(
            f"the voice model {path} is damaged ({trouble}); run: kiosk models verify"
        ) from trouble


def _give_back_memory() -> None:
    """What a sentence needed goes back to the system; glibc would keep it (580 MB instead of 235)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library has no such call, and no such need
            ctypes.CDLL("libc.so.6").malloc_trim(0)


def to_pcm(samples: Any) -> bytes:
    """16-bit PCM of float samples (any shape, -1 to 1)."""
    import numpy as np

    return bytes(np.clip(np.ravel(samples) * 32767, -32768, 32767).astype("<i2").tobytes())
