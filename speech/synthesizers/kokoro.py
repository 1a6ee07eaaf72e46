"""Kokoro-82M, a neural voice for many languages, run by onnxruntime from phonemes."""

from __future__ import annotations

import json
import zipfile
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

    ``phonemes`` turns text into the model's own phoneme letters. ``network`` is the model of ``folder``
    where another voice of it has loaded that already.
    """

    def __init__(
        self, folder: Path, voice: str, phonemes: Phonemizer, network: Network | None = None
    ) -> None:
        self.name = f"kokoro:{folder.name}:{voice}"
        self.sample_rate = RATE
        self._phonemes = phonemes
        self._styles = _style_vectors(folder, voice)
        try:
            self._vocabulary: dict[str, int] = json.loads((folder / "vocab.json").read_bytes())["vocab"]
        except (OSError, ValueError, KeyError) as trouble:
            raise VoiceMissingError(
                f"Kokoro's vocab.json in {folder} cannot be read ({trouble}); run: kiosk models install"
            ) from trouble
        self.network = network or Network(folder / "model.onnx")

    def render(self, text: str, rate: int = 100) -> Sound:
        """See :class:`~speech.synthesizers.base.Synthesizer`."""
        return self.render_phonemes(self._phonemes(text), rate)

    def render_phonemes(self, phonemes: str, rate: int = 100) -> Sound:
        """Speak phonemes; letters the model does not know are left out."""
        import numpy as np

        ids = [self._vocabulary[p] for p in phonemes if p in self._vocabulary][:CONTEXT]
        if not ids:
            raise SynthesisError(f"there is nothing to say in a text of {len(phonemes)} phonemes")
        given = {
            "tokens": np.array([[0, *ids, 0]], dtype=np.int64),
            "style": self._styles[min(len(ids), len(self._styles)) - 1],
            "speed": np.array([min(FASTEST, max(SLOWEST, rate / 100))], dtype=np.float32),
        }
        return Sound(self.network.run(given), RATE)

    def interrupt(self) -> None:
        """See :class:`~speech.synthesizers.base.Synthesizer`."""
        self.network.interrupt()


def voices_of(folder: Path) -> set[str]:
    """The names of the voices in a model's folder: each a file in ``voices``, or all in ``voices.npz``.

    Raises VoiceMissingError where that cannot be read.
    """
    names = {path.stem for path in (folder / "voices").glob("*.bin")}
    try:
        with zipfile.ZipFile(folder / "voices.npz") as packed:
            return names | {name.removesuffix(".npy") for name in packed.namelist()}
    except (OSError, zipfile.BadZipFile) as trouble:
        raise _unreadable(folder, trouble) from trouble


def _style_vectors(folder: Path, voice: str) -> Any:
    """The voice's style vectors (of ``a+b`` the mean), one a length of text: shape (510, 1, 256)."""
    import numpy as np

    there = voices_of(folder)
    if missing := [one for one in voice.split("+") if one not in there]:
        raise VoiceMissingError(f"{folder} has no voice “{missing[0]}”, only {', '.join(sorted(there))}")
    styles = []
    try:
        for one in voice.split("+"):
            alone = folder / "voices" / f"{one}.bin"
            if alone.exists():
                styles.append(np.fromfile(alone, "<f4").reshape(-1, 1, 256))
            else:
                with np.load(folder / "voices.npz") as voices:
                    styles.append(voices[one].reshape(-1, 1, 256))
        return np.mean(styles, axis=0, dtype=np.float32)
    except (OSError, ValueError) as trouble:
        raise _unreadable(folder, trouble) from trouble


def _unreadable(folder: Path, trouble: Exception) -> VoiceMissingError:
    return VoiceMissingError(
        f"Kokoro's voices in {folder} cannot be read ({trouble}); run: kiosk models install"
    )
