"""A Piper voice (VITS), run by onnxruntime from eSpeak NG's phonemes."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

from speech.synthesizers.base import Sound, SynthesisError, VoiceMissingError
from speech.synthesizers.espeak import find_espeak, phonemes
from speech.synthesizers.runtime import Network


class Piper:
    """The Piper voice in ``folder``: one ``*.onnx`` with its ``*.onnx.json``."""

    def __init__(self, folder: Path, voice: str = "") -> None:
        model = next(iter(sorted(folder.glob("*.onnx"))), None)
        if model is None:
            raise VoiceMissingError(f"no Piper voice in {folder}; run: kiosk models install")
        try:
            config: dict[str, Any] = json.loads(model.with_name(model.name + ".json").read_bytes())
            self.sample_rate = int(config["audio"]["sample_rate"])
            self._espeak_voice = voice or str(config["espeak"]["voice"])
            self._ids: dict[str, list[int]] = config["phoneme_id_map"]
            inference: dict[str, float] = config.get("inference", {})
        except (OSError, ValueError, KeyError) as trouble:
            raise VoiceMissingError(
                f"{model.name}.json in {folder} cannot be read ({trouble}); run: kiosk models install"
            ) from trouble
        self._noise = inference.get("noise_scale", 0.667)
        self._length = inference.get("length_scale", 1.0)
        self._noise_w = inference.get("noise_w", 0.8)
        find_espeak()
        self._network = Network(model)
        self.name = f"piper:{folder.name}:{self._espeak_voice}"

    def render(self, text: str, rate: int = 100) -> Sound:
        """See :class:`~speech.synthesizers.base.Synthesizer`."""
        import numpy as np

        ids = self._phoneme_ids(phonemes(text, self._espeak_voice))
        if len(ids) <= 3:  # only the marks of beginning and end
            raise SynthesisError(f"there is nothing to say in a text of {len(text)} signs")
        given = {
            "input": np.array([ids], dtype=np.int64),
            "input_lengths": np.array([len(ids)], dtype=np.int64),
            "scales": np.array([self._noise, self._length * 100 / rate, self._noise_w], dtype=np.float32),
        }
        return Sound(self._network.run(given), self.sample_rate)

    def interrupt(self) -> None:
        """See :class:`~speech.synthesizers.base.Synthesizer`."""
        self._network.interrupt()

    def _phoneme_ids(self, text: str) -> list[int]:
        """Ids between the marks ^ and $, a pad after each but the last, as Piper was trained."""
        pad = self._ids["_"]
        ids = [*self._ids["^"], *pad]
        for phoneme in unicodedata.normalize("NFD", text):
            if phoneme in self._ids:
                ids += [*self._ids[phoneme], *pad]
        return [*ids, *self._ids["$"]]
