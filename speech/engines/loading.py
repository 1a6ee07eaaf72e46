"""Which recognizers a language has here, and loading them."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from speech.engines.base import Engine, EngineError


@dataclass(frozen=True)
class EarsOf:
    """What a language would like to be heard with: names of model folders, best first.

    ``whisper_language`` is Whisper's code (``zh``); ``initial_prompt`` primes it (simplified
    characters); ``fillers`` are words that by themselves are nothing.
    """

    vosk: tuple[str, ...] = ()
    whisper: tuple[str, ...] = ()
    whisper_language: str = "en"
    initial_prompt: str = ""
    fillers: tuple[str, ...] = ()


_LOADED: dict[Path, Engine] = {}
"""Whisper's weights serve every language: they are loaded once."""


def installed(models: Path, ears: EarsOf, engine: str = "") -> list[tuple[str, Path]]:
    """The (engine, folder) pairs to load, Vosk first; ``engine`` takes only that one."""
    found: list[tuple[str, Path]] = []
    for kind, package, names, mark in (
        ("vosk", "vosk", ears.vosk, "am/final.mdl"),
        ("whisper", "ctranslate2", ears.whisper, "model.bin"),
    ):
        if engine in ("", "both", kind) and importlib.util.find_spec(package):
            folders = [models / name for name in names if (models / name / mark).is_file()]
            found += [(kind, folder) for folder in folders[:1]]
    return found


def load(models: Path, ears: EarsOf, engine: str = "") -> Iterator[Engine | EngineError]:
    """Load one after the other, each given as soon as it can hear, or what is wrong with it."""
    for kind, folder in installed(models, ears, engine):
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


def require(models: Path, ears: EarsOf, engine: str = "") -> list[Engine]:
    """Load all; raises EngineError with what is wrong or missing where one that is wanted is not there."""
    loaded = list(load(models, ears, engine))
    engines = [each for each in loaded if not isinstance(each, EngineError)]
    have = {e.name.partition(":")[0] for e in engines}
    wanted = {"vosk": {"vosk"}, "whisper": {"whisper"}, "both": {"vosk", "whisper"}}.get(engine, set())
    if engines and wanted <= have:
        return engines
    for trouble in loaded:
        if isinstance(trouble, EngineError):
            raise trouble
    names = {"vosk": ears.vosk, "whisper": ears.whisper}
    missing = sorted(wanted - have) or ["vosk", "whisper"]
    lacking = [name for kind in missing for name in names[kind]]
    asked = (
        f"none of the models {', '.join(lacking)} is installed" if lacking else "the language has no model"
    )
    raise EngineError(
        f"{models}: {asked} for {' and '.join(missing)}; install one with: kiosk models install"
    )
