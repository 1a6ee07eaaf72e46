"""How each process that belongs to the program is started: from source, and by a packaged kiosk."""

from __future__ import annotations

import sys

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
