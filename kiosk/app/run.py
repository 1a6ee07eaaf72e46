"""``kiosk run``: ears and voice are started first, and load while the window's many modules are imported."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path

from kiosk.settings import Settings
from speech import processes
from speech.leavings import tell_uncaught


def run(settings: Settings, *, windowed: bool = False, trace: Path | None = None) -> int:
    """Run the kiosk until it is told to end; gives the exit status."""
    tell_uncaught()
    children: dict[str, subprocess.Popen[bytes]] = {}
    for name in ("ears", "voice"):
        with suppress(OSError):  # its link tries again, and tells
            children[name] = processes.start(processes.command(name))
    from kiosk.app.window import run as run_window

    return run_window(settings, children, windowed=windowed, trace=trace)
