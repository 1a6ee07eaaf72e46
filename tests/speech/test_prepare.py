from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from speech.prepare import prepare
from speech.renderer import SpokenLanguage
from speech.voice_cache import VoiceCache
from tests.pace import patience
from tests.speech.voice_child import VoiceChild, spec_of
from tests.synthetic_speech import models

ENGLISH = SpokenLanguage.of("en", spec_of("en"))


class Told:
    """A progress bar that notes what it is told, and may stop the work as Ctrl-C does."""

    def __init__(self, stop_after: int = 100) -> None:
        self.opened: list[tuple[str, int | None, int]] = []
        self.done = 0
        self._stop_after = stop_after

    def __call__(self, label: str, total: int | None, done: int) -> Told:
        self.opened.append((label, total, done))
        return self

    def update(self, n: float = 1, /) -> None:
        self.done += int(n)
        if self.done == self._stop_after:
            raise KeyboardInterrupt

    def close(self) -> None: ...


def test_prompts_are_rendered_once_and_go_on_where_they_were_stopped(tmp_path: Path) -> None:
    cache, told = VoiceCache(tmp_path), Told(stop_after=1)
    with pytest.raises(KeyboardInterrupt):
        list(prepare([ENGLISH], models(), cache, told))
    assert told.opened == [("en", 3, 0)]
    assert len(list(tmp_path.iterdir())) == 1
    again = Told()
    [made] = prepare([ENGLISH], models(), cache, again)
    assert (again.opened, again.done) == ([("en", 3, 1)], 2)
    assert (made.done, made.failed) == (3, ())
    assert made.voice.startswith("piper:")


def test_the_voice_finds_what_was_prepared(tmp_path: Path) -> None:
    list(prepare([ENGLISH], models(), VoiceCache(tmp_path), Told()))
    child = VoiceChild(tmp_path)
    child.send(do="prepare", language="en")
    assert child.wait("cached", language="en")["done"] == 3
    child.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to one process there")
def test_ctrl_c_says_how_to_go_on_and_leaves_only_whole_files(tmp_path: Path) -> None:
    (tmp_path / "models").symlink_to(models())
    command = [sys.executable, "-m", "kiosk.cli", "speak", "--prepare", "--language", "en"]
    environment = os.environ | {"HEARD_DATA": str(tmp_path), "HEARD_SETTINGS": str(tmp_path / "none.toml")}
    # A job in a shell's background is started with SIGINT ignored, and so would be what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    )
    deadline = time.monotonic() + patience(60)
    while not list((tmp_path / "voice-cache").glob("*.wav")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=patience(30))
    assert process.returncode == 130
    assert "the same command goes on" in stderr
    assert "en:" in stderr  # the bar's label
    assert {file.suffix for file in (tmp_path / "voice-cache").iterdir()} == {".wav"}
