"""What the doctor finds when the voice says a sentence and the ears hear it, with the real ones."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import msgspec
import pytest

from kiosk.app.selftest import larger_ears, said_and_heard
from kiosk.packs import load_pack
from kiosk.settings import Settings, VoiceSettings
from kiosk.staff.checks import Grade
from speech.models.catalogue import load as load_catalogue
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


def test_which_larger_ears_a_computer_is_fast_enough_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for seconds, verdict in (
        (0.1, "fast enough for whisper-large-v3-turbo (words after a turn: whisper-small some 0.4 s, "),
        (0.2, "fast enough for whisper-medium (words after a turn: whisper-small some 0.8 s, "),
        (
            2.0,
            "whisper-base is what this computer is fast enough for (words after a turn: whisper-small some ",
        ),
    ):
        ticks = count(0, seconds)
        monkeypatch.setattr("kiosk.app.selftest.monotonic", lambda ticks=ticks: next(ticks))
        (finding,) = larger_ears(Settings(languages=("en",)), load_catalogue())
        assert finding.part == "larger ears"
        assert finding.found.startswith(verdict)


def test_without_whisper_nothing_is_said_of_larger_ears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARD_DATA", str(tmp_path))
    assert larger_ears(Settings(languages=("en",)), load_catalogue()) == []
