"""``kiosk doctor`` on a computer with a sound server: what it says of devices and echo."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.e2e.stage import settings_file
from tests.held_device import HELD_DEVICE, HeldDevice
from tests.pace import patience
from tests.virtual_audio import SoundCard, virtual_sound_card


def doctor(home: Path, env: dict[str, str] | None = None) -> Callable[[str], str]:
    """Run the doctor; what it gives tells its line about a part, the grade first."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "doctor"],
        env=os.environ | {"XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)} | (env or {}),
        capture_output=True,
        text=True,
        timeout=patience(60),
    )
    assert "Traceback" not in done.stderr

    def said_of(part: str) -> str:
        line = next(line for line in done.stdout.splitlines() if f" {part} " in line)
        grade, _, found = line.partition(part)
        return f"{grade.strip()}: {found.strip()}"

    return said_of


def test_the_doctor_says_which_devices_it_found_and_whether_one_may_speak_over_the_voice(
    tmp_path: Path,
) -> None:
    """PulseAudio without its canceller, and with it."""
    with virtual_sound_card() as card:
        said_of = doctor(tmp_path)
        assert "default, ALSA (mic)" in said_of("microphone")
        assert said_of("loudspeaker") == "ok: the default one (virtspk)"
        assert said_of("speaking over the voice") == (
            "ok: no: the kiosk listens once it has spoken (the sound server cancels no echo)"
        )
        card.cancel_echo()
        assert doctor(tmp_path)("speaking over the voice") == "ok: yes: its echo is cancelled"


def test_the_doctor_says_that_another_program_may_hold_what_it_cannot_find(
    sound_card: SoundCard, tmp_path: Path
) -> None:
    (tmp_path / "heard-kiosk").mkdir()
    settings_file(tmp_path / "heard-kiosk", sound={"microphone": HELD_DEVICE, "speaker": HELD_DEVICE})
    desk = HeldDevice(tmp_path)
    desk.hold()
    said_of = doctor(tmp_path, desk.env)
    assert 'there is none named "desk", or another program holds it' in said_of("microphone")
    assert "none is named “desk”, or another program holds it" in said_of("loudspeaker")
