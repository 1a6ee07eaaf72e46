"""Kokoro-82M, a neural voice for many languages, run by onnxruntime from phonemes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from speech.synthesizers.base import Sound, SynthesisError, VoiceMissingError
from speech.synthesizers.runtime import Network

RATE = 24_000  # Hz, fixed by the model
CONTEXT = 510  # phonemes the model can take at once
SLOWEST, FASTEST = 0.4, 2.5  # speeds at which it is still understood

Phonemizer = Callable[[str], str]


class Kokoro:
    """One Kokoro voice, or several mixed (``jf_nezumi+jf_tebukuro``).

    ``phonemes`` turns text into the model's own phoneme letters.
    """

    def __init__(self, folder: Path, voice: str, phonemes: Phonemizer) -> None:
        self.name = f"kokoro:{folder.name}:{voice}"
        self.sample_rate = RATE
        self._phonemes = phonemes
        self._styles = _style_vectors(folder / "voices.npz", voice)
        try:
            self._vocabulary: dict[str, int] = json.loads((folder / "vocab.json").read_bytes())["vocab"]
        except (OSError, ValueError, KeyError) as trouble:
            raise VoiceMissingError(
                f"Kokoro's vocab.json in {folder} cannot be read ({trouble}); run: kiosk models install"
            ) from trouble
        self._network = Network(folder / "model.onnx")

    def render(self, text: str, rate: int = 100) -> Sound:
        """See :class:`~speech.synthesizers.base.Synthesizer`."""
        return self.render_phonemes(self._phonemes(text), rate)

    def render_phonemes(self, phonemes: str, rate: int = 100) -> Sound:
        """Speak phonemes; letters the model does not know are left out."""
        import numpy as np

        ids = [self._vocabulary[p] for p in phonemes if p in self._vocabulary][:CONTEXT]
        if not ids:
            raise SynthesisError(f"there is nothing to say in “{phonemes}”")
        given = {
            "tokens": np.array([[0, *ids, 0]], dtype=np.int64),
            "style": self._styles[min(len(ids), len(self._styles)) - 1],
            "speed": np.array([min(FASTEST, max(SLOWEST, rate / 100))], dtype=np.float32),
        }
        return Sound(self._network.run(given), RATE)

    def interrupt(self) -> None:
        """See :class:`~speech.synthesizers.base.Synthesizer`."""
        self._network.interrupt()


def _style_vectors(path: Path, voice: str) -> Any:
    """The voice's style vectors (of ``a+b`` the mean), one a length of text: shape (510, 1, 256)."""
    import numpy as np

    try:
        with np.load(path) as voices:
            styles = [voices[one] for one in voice.split("+") if one in voices]
            if len(styles) == len(voice.split("+")):
                return np.mean(styles, axis=0, dtype=np.float32).reshape(-1, 1, 256)
            there = ", ".join(voices)
    except (OSError, ValueError) as trouble:
        raise VoiceMissingError(
            f"Kokoro's voices in {path} cannot be read ({trouble}); run: kiosk models install"
        ) from trouble
    raise VoiceMissingError(f"{path} has no voice “{voice}”, only {there}")
