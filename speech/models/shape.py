"""Whether a folder holds what an engine needs: each file is there, and starts as such a file starts."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from speech.models.catalogue import Engine

_SMALLEST_WEIGHTS = 1_000_000  # bytes; a stub or an error page is smaller


def faults(engine: Engine, folder: Path) -> list[str]:
    """What keeps ``folder`` from being a model of ``engine``, a phrase each; empty if it is one."""
    if not folder.is_dir():
        return ["it is not there"]
    try:
        return {"vosk": _vosk, "whisper": _whisper, "silero": _silero, "piper": _piper, "kokoro": _kokoro}[
            engine
        ](folder)
    except OSError as error:
        return [f"{error.filename or folder} cannot be read: {error.strerror}"]


def _vosk(folder: Path) -> list[str]:
    found = _weights(folder / "am" / "final.mdl", b"\0B<TransitionModel>")
    if not (folder / "conf" / "model.conf").is_file() and not (folder / "conf" / "mfcc.conf").is_file():
        found.append("conf/model.conf is missing")
    graph = folder / "graph"
    if not (graph / "HCLG.fst").is_file() and not (
        (graph / "HCLr.fst").is_file() and (graph / "Gr.fst").is_file()
    ):
        found.append("graph/HCLG.fst (or graph/HCLr.fst with graph/Gr.fst) is missing")
    return found


def _whisper(folder: Path) -> list[str]:
    found = _weights(folder / "model.bin", b"WhisperSpec")
    found += _json(folder / "config.json") + _json(folder / "tokenizer.json")
    if not (folder / "vocabulary.txt").is_file() and not (folder / "vocabulary.json").is_file():
        found.append("vocabulary.txt (or vocabulary.json) is missing")
    return found


def _silero(folder: Path) -> list[str]:
    return _weights(folder / "silero_vad.onnx", b"\x08", at=0)


def _piper(folder: Path) -> list[str]:
    voices = sorted(folder.glob("*.onnx"))
    if len(voices) != 1:
        return [f"there must be one .onnx file, and there are {len(voices)}"]
    config = voices[0].with_name(voices[0].name + ".json")
    return _weights(voices[0], b"\x08", at=0) + _json(config, "phoneme_id_map", "audio")


def _kokoro(folder: Path) -> list[str]:
    found = _weights(folder / "model.onnx", b"\x08", at=0) + _json(folder / "vocab.json", "vocab")
    voices = folder / "voices.npz"
    if not voices.is_file():
        found.append("voices.npz is missing")
    elif not zipfile.is_zipfile(voices):
        found.append("voices.npz is not a NumPy archive")
    return found


def _weights(path: Path, mark: bytes, at: int | None = None) -> list[str]:
    """``mark`` must stand among the first 64 bytes, or exactly ``at``."""
    name = "/".join(path.parts[-2:])
    if not path.is_file():
        return [f"{name} is missing"]
    if path.stat().st_size < _SMALLEST_WEIGHTS:
        return [f"{name} is only {path.stat().st_size} bytes"]
    with path.open("rb") as data:
        head = data.read(64)
    right = mark in head if at is None else head[at : at + len(mark)] == mark
    return [] if right else [f"{name} does not start as such a file starts"]


def _json(path: Path, *keys: str) -> list[str]:
    if not path.is_file():
        return [f"{path.name} is missing"]
    try:
        value = json.loads(path.read_bytes())
    except ValueError:
        return [f"{path.name} is not JSON"]
    lost = [key for key in keys if not isinstance(value, dict) or key not in value]
    return [f"{path.name} has no {key!r}" for key in lost]
