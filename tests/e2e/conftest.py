"""What the end-to-end tests share: where pictures go, and spoken requests as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.synthetic_speech import english, korean, mandarin

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
