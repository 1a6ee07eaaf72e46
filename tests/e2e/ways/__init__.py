"""The ways through the kiosk, each complete and alone: by voice, touch, keys, switches, a screen reader.

A module a way. It has ``go(stage, language) -> Journey``, which starts at the welcome screen, ends at the
ticket's number and may be called again for the next resident. Where the way needs a kiosk that is set up
for it, ``on_stage(folder, card)`` is a context manager that gives the stage; else ``kiosk_on_stage`` does.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.stage import Stage, kiosk_on_stage
from tests.virtual_audio import SoundCard

LANGUAGES = ("zh-CN", "en")


@dataclass(frozen=True)
class Journey:
    """A way that was gone: the ticket's ``number``, and what it took.

    ``presses`` counts keys, switches or touches, ``turns`` what the resident said.
    """

    number: str
    presses: int = 0
    turns: int = 0


@dataclass(frozen=True)
class Way:
    """One way through: its name, how it is gone, and the stage it is gone on."""

    name: str
    go: Callable[[Stage, str], Journey]
    on_stage: Callable[[Path, SoundCard], AbstractContextManager[Stage]]


def ways() -> list[Way]:
    """All of them, by name."""
    found = []
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        module = importlib.import_module(f"{__name__}.{name}")
        if hasattr(module, "go"):
            found.append(Way(name, module.go, getattr(module, "on_stage", kiosk_on_stage)))
    return found
