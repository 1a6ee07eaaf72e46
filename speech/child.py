"""What the children (ears and voice) share: their two streams, kept clean of what libraries print."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any, TextIO

END_S = 2.0  # what has not ended this long after the parent is gone is ended


def streams() -> tuple[TextIO, TextIO]:
    """This process's stdin and stdout for the protocol, UTF-8; file descriptor 1 becomes stderr.

    pyttsx3 and C libraries print on descriptor 1, which would tear the JSON lines.
    """
    sys.stdout.flush()
    stdout = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n", buffering=1)
    os.dup2(2, 1)
    stdin = os.fdopen(os.dup(0), "r", encoding="utf-8", errors="replace")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)  # so that no grandchild holds the parent's pipe open
    os.close(nothing)
    return stdin, stdout


def write(stdout: TextIO, message: Mapping[str, object]) -> None:
    """One JSON line; raises OSError where the parent is gone."""
    stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    stdout.flush()


def read_lines(stdin: TextIO, take: Callable[[dict[str, Any] | None, str], None]) -> threading.Thread:
    """Call ``take`` from a thread of its own with each message, or with None and one sentence for a line
    that is none; at the end of stdin with ``{"do": "stop"}``, after which the process has 2 s to end."""

    def run() -> None:
        for line in stdin:
            if not line.strip():
                continue
            try:
                message = json.loads(line)
            except ValueError as trouble:
                take(None, f"a line is not JSON ({trouble}): {line.strip()[:80]}")
                continue
            if isinstance(message, dict) and isinstance(message.get("do"), str):
                take(message, "")
            else:
                take(None, f'a line is no object with a text "do": {line.strip()[:80]}')
        take({"do": "stop"}, "")

    thread = threading.Thread(target=run, name="stdin", daemon=True)
    thread.start()
    return thread


def end_anyway() -> None:
    """End this process in 2 s, whatever hangs by then."""
    timer = threading.Timer(END_S, os._exit, args=(0,))
    timer.daemon = True
    timer.start()
