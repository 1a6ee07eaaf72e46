"""Every process of the program is started the same way from source and by a packaged kiosk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from speech.headphones import can_be_opened
from speech.link import Link
from speech.processes import command
from speech.protocol import FROM_EARS
from speech.synthesizers.pyttsx3 import Pyttsx3
from tests.pace import patience
from tests.synthetic_speech import models

HELLO = '{"do": "hello", "models": "", "languages": {}, "source": "wav"}\n'
REPOSITORY = Path(__file__).parents[2]
posix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="the packaged kiosk is played by a shell script"
)


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kiosk as PyInstaller packages it: one executable, which is no Python. What it was called with is in
    ``called`` beside it."""
    kiosk, called = tmp_path / "kiosk", tmp_path / "called"
    kiosk.write_text(f'#!/bin/sh\necho "$@" >>"{called}"\nexec "{sys.executable}" -m kiosk.cli "$@"\n')
    kiosk.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    monkeypatch.setattr(sys, "executable", str(kiosk))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    return called


@pytest.fixture(params=["from source", pytest.param("packaged", marks=posix_only)])
def started(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Either way of starting a process."""
    monkeypatch.chdir(REPOSITORY)
    if request.param == "packaged":
        request.getfixturevalue("packaged")
    return str(request.param)


@pytest.mark.parametrize("name", ["ears", "voice"])
def test_a_child_answers_and_ends_with_its_parent(name: str, started: str) -> None:
    child = subprocess.run(command(name), input=HELLO, capture_output=True, text=True, timeout=patience(60))
    assert '"it":"beat"' in child.stdout, child.stderr
    assert child.returncode == 0


def test_an_output_that_is_not_there_cannot_be_opened(started: str) -> None:
    asked = subprocess.run(
        command("headphones", "Trumpet of Jericho"), capture_output=True, timeout=patience(60)
    )
    assert (asked.returncode, asked.stderr) == (1, b"")
    assert not can_be_opened("Trumpet of Jericho")


def test_the_computers_own_voice_speaks(started: str) -> None:
    assert Pyttsx3("ko").render("안녕하세요.").seconds > 0.3


@posix_only
def test_a_packaged_kiosk_starts_itself_and_not_a_python(packaged: Path) -> None:
    link = Link("ears", command("ears"), FROM_EARS, lambda message: None)
    link.start()
    Pyttsx3("ko")
    can_be_opened("Trumpet of Jericho")
    link.stop()
    calls = packaged.read_text().splitlines()
    assert sorted(calls) == ["ears", "voice --headphones Trumpet of Jericho", "voice --render"]


@posix_only
def test_a_child_starts_though_a_setting_is_wrong(packaged: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "settings.toml"
    wrong.write_text("languages = 7\n")
    ears = [sys.executable, "--settings", str(wrong), "ears"]
    assert (
        subprocess.run(ears, stdin=subprocess.DEVNULL, capture_output=True, timeout=patience(60)).returncode
        == 0
    )


@pytest.mark.parametrize(
    "module", ["speech.ears", "speech.voice", "kiosk.app.doctor", "speech.models.commands"]
)
def test_every_process_turns_telemetry_off_before_it_imports_onnxruntime(module: str) -> None:
    program = f"""
import os, sys
from pathlib import Path
from importlib.abc import MetaPathFinder
class Watch(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        assert name != "onnxruntime" or os.environ.get("ORT_DISABLE_TELEMETRY") == "1"
sys.meta_path.insert(0, Watch())
import {module}
from speech.activity import detector
detector(Path(sys.argv[1]))
print(os.environ["ORT_DISABLE_TELEMETRY"])
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, str(models())],
        env={name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=patience(60),
    )
    assert ran.stdout == "1\n", ran.stderr
