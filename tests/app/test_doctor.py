"""Single findings of the doctor, each of a station where that part is missing."""

from __future__ import annotations

from pathlib import Path

from kiosk.app.doctor import _speech_and_noise
from kiosk.settings import FolderSettings, Settings
from kiosk.staff.checks import Grade


def test_the_doctor_says_that_without_silero_only_loudness_tells_speech_from_noise(tmp_path: Path) -> None:
    assert _speech_and_noise(Settings()).grade is Grade.GOOD
    finding = _speech_and_noise(Settings(folders=FolderSettings(data=str(tmp_path))))
    assert finding.grade is Grade.WORSE
    assert finding.remedy == "kiosk models install silero-vad-v6"
