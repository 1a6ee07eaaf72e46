"""How each process that belongs to the program is started: from source, and by a packaged kiosk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

_STARTED = {
    "ears": ("speech.ears", ["ears"]),
    "voice": ("speech.voice", ["voice"]),
    "headphones": ("speech.headphones", ["voice", "--headphones"]),
    "render": ("speech.synthesizers.pyttsx3_process", ["voice", "--render"]),
}
"""The module, and the arguments of ``kiosk`` that do the same."""


def command(name: str, *arguments: str) -> list[str]:
    """What starts the process ``name`` with its own ``arguments``.

    From source it is this Python with the module alone, which is up soonest. A packaged kiosk (PyInstaller)
    holds no Python that could be called: there it is the kiosk itself.
    """
    module, through_the_kiosk = _STARTED[name]
    if getattr(sys, "frozen", False):
        return [sys.executable, *through_the_kiosk, *arguments]
    return [sys.executable, "-m", module, *arguments]


def start(command: Sequence[str], env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a child that is talked with by its stdin and stdout; it ends by itself when stdin is closed.

    ``env`` is added to this process's environment. Raises OSError where it cannot be started.
    """
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"} | dict(env or {}),
        start_new_session=True,  # Ctrl-C is for the parent, which then ends its children in order
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
