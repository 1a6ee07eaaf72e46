"""How the neural voices run a model: two threads, no memory kept beyond a sentence, sound as 16-bit PCM."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from speech.synthesizers.base import VoiceMissingError


def open_session(path: Path) -> Any:
    """An onnxruntime session on the processor for the model at ``path``; raises VoiceMissingError."""
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
    options.enable_cpu_mem_arena = False  # an arena keeps the largest sentence's memory for ever
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as trouble:  # onnxruntime raises its own unexported types for a damaged file
        raise VoiceMissingError(
            f"the voice model {path} is damaged ({trouble}); run: kiosk models verify"
        ) from trouble


def to_pcm(samples: Any) -> bytes:
    """16-bit PCM of float samples (any shape, -1 to 1)."""
    import numpy as np

    return bytes(np.clip(np.ravel(samples) * 32767, -32768, 32767).astype("<i2").tobytes())
