"""No core dump of any process, and no log that quotes what an exception quotes."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import threading
from io import StringIO
from pathlib import Path

import pytest

from speech import processes
from speech.leavings import Reticent, tell_uncaught
from speech.synthesizers.pyttsx3 import Pyttsx3
from tests.pace import eventually

WORDS = "王秀英 13812345678"


@pytest.fixture
def written() -> StringIO:
    return StringIO()


@pytest.fixture
def logger(written: StringIO) -> logging.Logger:
    handler = logging.StreamHandler(written)
    handler.setFormatter(Reticent("%(message)s"))
    logger = logging.Logger("some")
    logger.addHandler(handler)
    return logger


def stumble() -> None:
    try:
        int(WORDS)
    except ValueError as error:
        raise RuntimeError(f"no number in {WORDS}") from error


def test_an_exception_is_logged_with_its_place_and_kind_and_without_its_words(
    logger: logging.Logger, written: StringIO
) -> None:
    try:
        stumble()
    except RuntimeError:
        logger.exception("it failed")
    told = written.getvalue()
    assert "it failed" in told
    assert "in stumble" in told
    assert told.index("builtins.ValueError") < told.index("builtins.RuntimeError")
    assert WORDS not in told


def test_what_nobody_caught_in_any_thread_is_told_without_its_words(
    monkeypatch: pytest.MonkeyPatch, logger: logging.Logger, written: StringIO
) -> None:
    monkeypatch.setattr("speech.leavings.log", logger)
    for hook in ("sys.excepthook", "threading.excepthook"):
        monkeypatch.setattr(hook, None)
    tell_uncaught()
    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()
    try:
        stumble()
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert written.getvalue().count("nobody caught this") == 2
    assert WORDS not in written.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("name", ["ears", "voice", "render"])
def test_a_child_leaves_no_core_dump(name: str) -> None:
    child = processes.start(processes.command(name))
    limits = Path(f"/proc/{child.pid}/limits")
    eventually(lambda: _core(limits) == ["1", "1"], f"that {name} has no core dump")
    child.kill()
    child.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_command_leaves_no_core_dump(tmp_path: Path) -> None:
    look = (
        "import sys; from kiosk.cli import main; from pathlib import Path\n"
        "main(['tickets', 'list'], standalone_mode=False)\n"
        "print(Path('/proc/self/limits').read_text())"
    )
    environment = {
        "HEARD_DATA": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", look], env=environment, capture_output=True, text=True, check=True
    )
    (tmp_path / "limits").write_text(done.stdout)
    assert _core(tmp_path / "limits") == ["1", "1"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file is swept away later")
def test_the_systems_voice_writes_no_file_that_could_be_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    there: list[Path] = []
    run = Pyttsx3._run

    def watched(voice: Pyttsx3, *job: object) -> None:
        run(voice, *job)  # type: ignore[arg-type]  # as it was called
        there.extend(tmp_path.iterdir())

    monkeypatch.setattr(Pyttsx3, "_run", watched)
    assert Pyttsx3("gmw/en-us").render("my private words").pcm
    assert there == []


def _core(limits: Path) -> list[str]:
    [line] = [line for line in limits.read_text().splitlines() if line.startswith("Max core file size")]
    return line.split()[4:6]
