"""``kiosk doctor`` on a computer with a sound server: what it says of speaking over the voice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.virtual_audio import virtual_sound_card


def said_of(part: str, home: Path) -> str:
    """The doctor's line about a part, its grade first."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "doctor"],
        env=os.environ | {"XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    line = next(line for line in done.stdout.splitlines() if f" {part} " in line)
    grade, _, found = line.partition(part)
    return f"{grade.strip()}: {found.strip()}"


def test_the_doctor_says_whether_one_may_speak_over_the_voice(tmp_path: Path) -> None:
    """PulseAudio without its canceller, and with it."""
    with virtual_sound_card() as card:
        assert said_of("speaking over the voice", tmp_path) == (
            "ok: no: the kiosk listens once it has spoken (the sound server cancels no echo)"
        )
        card.cancel_echo()
        assert said_of("speaking over the voice", tmp_path) == "ok: yes: its echo is cancelled"
