"""What the doctor finds when the voice says a sentence and the ears hear it, with the real ones."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import msgspec
import pytest

from kiosk.app.selftest import said_and_heard
from kiosk.packs import load_pack
from kiosk.settings import Settings, VoiceSettings
from kiosk.staff.checks import Grade
from tests import listener
from tests.synthetic_speech import models


def test_the_ears_hear_what_the_voice_says() -> None:
    (finding,) = said_and_heard(Settings(), load_pack("en"))
    assert finding.part == "said and heard en"
    heard = re.search(r"whisper:whisper-base hears “(.*?)”", finding.found)
    assert heard, finding.found
    assert listener.wrong_within("take your time", heard[1], "en") <= 1, heard[1]


def test_a_computer_that_is_too_slow_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count(0, 20)
    monkeypatch.setattr("kiosk.app.selftest.monotonic", lambda: next(ticks))
    (finding,) = said_and_heard(Settings(), load_pack("en"))
    assert finding.grade is Grade.WORSE
    assert finding.found.endswith("too slow for the voice and the ears")
    assert finding.remedy == (
        'engine = "piper" under [voice] in the settings; or close other programs or use a faster computer'
    )
    piper = Settings(voice=VoiceSettings(engine="piper"))
    (finding,) = said_and_heard(piper, piper.pack("en"))
    assert finding.remedy == "close other programs or use a faster computer"


def test_ears_that_cannot_be_loaded_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "models" / "whisper-base").mkdir(parents=True)
    for name in ("model.bin", "tokenizer.json"):
        (tmp_path / "models" / "whisper-base" / name).write_bytes(b"damaged")
    voice = "piper-en-us-joe-medium"
    (tmp_path / "models" / voice).symlink_to(models() / voice)
    monkeypatch.setenv("HEARD_DATA", str(tmp_path))
    (finding,) = said_and_heard(Settings(), load_pack("en"))
    assert finding.grade is Grade.WORSE
    assert "whisper-base: this Whisper model cannot be loaded" in finding.found


def test_a_language_without_a_voice_has_nothing_to_say() -> None:
    silent = msgspec.structs.replace(load_pack("en"), voices=())
    assert said_and_heard(Settings(), silent) == []
