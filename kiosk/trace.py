"""What a running kiosk shows and does, a JSON line each: for tests, benchmarks and pictures. Off by default.

It holds no word of a resident but what ``texts`` asks for, and a kiosk in service never writes one.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any


class Trace:
    """Lines with ``t``, seconds of the system's monotonic clock, and ``it``, what happened."""

    def __init__(self, path: Path | None) -> None:
        self._file = path.open("w", encoding="utf-8", buffering=1) if path else None

    @property
    def on(self) -> bool:
        """Whether anything is written."""
        return self._file is not None

    def write(self, it: str, **more: Any) -> None:
        """Write a line."""
        if self._file is not None:
            line = {"t": round(time.monotonic(), 4), "it": it, **more}
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
