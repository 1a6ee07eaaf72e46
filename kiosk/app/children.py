"""How the ears and the voice are started: a module of its own, so that the first screen waits for nothing."""

from __future__ import annotations

import sys


def child_command(name: str) -> list[str]:
    """How a child is started: by this Python, its module alone, so that it is up soon."""
    return [sys.executable, "-m", f"speech.{name}"]
