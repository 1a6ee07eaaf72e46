"""What the end-to-end tests share: a kiosk that runs, and spoken requests as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.stage import Stage, kiosk_on_stage
from tests.synthetic_speech import english, korean, mandarin
from tests.virtual_audio import virtual_sound_card

Speech = Callable[[str, str], Path]


@pytest.fixture
def speech(tmp_path: Path) -> Speech:
    """A voice that says a text into a WAV file: ``speech("en", "the lift is broken")``."""
    voices = {"en": english, "zh-CN": mandarin, "ko": korean}

    def say(language: str, text: str) -> Path:
        wav = tmp_path / f"said-{abs(hash((language, text))):x}.wav"
        wav.write_bytes(voices[language](text))
        return wav

    return say


@pytest.fixture(scope="session")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One kiosk as it comes, upright, for one resident after the other; each ends at the welcome screen."""
    with virtual_sound_card() as card, kiosk_on_stage(tmp_path_factory.mktemp("kiosk"), card) as stage:
        yield stage
