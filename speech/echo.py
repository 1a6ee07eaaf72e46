"""Whether the sound server takes the kiosk's own voice out of what the microphone hears."""

from __future__ import annotations

import shutil
import subprocess
import sys

_MARKS = ("echo-cancel", "echo_cancel", "echocancel")


def pactl(*question: str) -> str:
    """What a PulseAudio or PipeWire server answers; empty where there is none."""
    program = shutil.which("pactl")
    if sys.platform != "linux" or not program:
        return ""
    try:
        answer = subprocess.run([program, *question], capture_output=True, text=True, timeout=3, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()


def cancelled() -> bool:
    """Whether the default microphone and the default loudspeaker are those of an echo canceller.

    Both must be: what is played elsewhere it does not know of. A canceller is known by its name (PipeWire's
    own are ``echo-cancel-source`` and ``-sink``, PulseAudio's carry ``.echo-cancel``) or by its driver.
    """
    return _is_canceller("source") and _is_canceller("sink")


def _is_canceller(kind: str) -> bool:
    name = pactl(f"get-default-{kind}")
    if any(mark in name for mark in _MARKS):
        return True
    drivers = {
        f[1]: f[2] for line in pactl("list", "short", f"{kind}s").splitlines() if (f := line.split("\t"))
    }
    return any(mark in drivers.get(name, "") for mark in _MARKS)
