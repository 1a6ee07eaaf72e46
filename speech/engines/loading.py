"""Which recognizers a language has here, and loading them."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from speech.engines.base import Engine, EngineError
from speech.protocol import RecognizerSpec

_LOADED: dict[Path, Engine] = {}
"""Whisper's weights serve every language: they are loaded once."""


def installed(models: Path, spec: RecognizerSpec, engine: str = "") -> list[tuple[str, Path]]:
    """The (engine, folder) pairs to load, Vosk first; ``engine`` takes only that one."""
    found: list[tuple[str, Path]] = []
    for kind, package, names, mark in (
        ("vosk", "vosk", spec.vosk, "am/final.mdl"),
        ("whisper", "ctranslate2", spec.whisper, "model.bin"),
    ):
        if engine in ("", "both", kind) and importlib.util.find_spec(package):
            folders = [models / name for name in names if (models / name / mark).is_file()]
            found += [(kind, folder) for folder in folders[:1]]
    return found


def load(models: Path, spec: RecognizerSpec, engine: str = "") -> Iterator[Engine | EngineError]:
    """Load one after the other, each given as soon as it can hear, or what is wrong with it."""
    for kind, folder in installed(models, spec, engine):
        try:
            yield _vosk(folder) if kind == "vosk" else _whisper(folder)
        except EngineError as error:
            yield error


def _vosk(folder: Path) -> Engine:
    from speech.engines.vosk import VoskEngine

    return VoskEngine(folder)


def _whisper(folder: Path) -> Engine:
    from speech.engines.whisper import WhisperEngine

    if folder not in _LOADED:
        _LOADED[folder] = WhisperEngine(folder)
    return _LOADED[folder]


def require(models: Path, spec: RecognizerSpec, engine: str = "") -> list[Engine]:
    """Load all; raises EngineError with what is wrong or missing where one that is wanted is not there."""
    loaded = list(load(models, spec, engine))
    engines = [each for each in loaded if not isinstance(each, EngineError)]
    have = {e.name.partition(":")[0] for e in engines}
    wanted = {"vosk": {"vosk"}, "whisper": {"whisper"}, "both": {"vosk", "whisper"}}.get(engine, set())
    if engines and wanted <= have:
        return engines
    for trouble in loaded:
        if isinstance(trouble, EngineError):
            raise trouble
    names = {"vosk": spec.vosk, "whisper": spec.whisper}
    missing = sorted(wanted - have) or ["vosk", "whisper"]
    lacking = [name for kind in missing for name in names[kind]]
    asked = (
        f"none of the models {', '.join(lacking)} is installed" if lacking else "the language has no model"
    )
    raise EngineError(
        f"{models}: {asked} for {' and '.join(missing)}; install one with: kiosk models install"
    )
