"""Nothing leaves the machine unasked: whole commands in a network with nobody in it, their calls watched."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.conftest import Speech
from tests.pace import patience
from tests.synthetic_speech import models

ROOT = Path(__file__).resolve().parents[2]
OWN = (".local/share/heard-kiosk", ".config/heard-kiosk", ".cache/heard-kiosk")
"""The program's own folders below a home folder."""
_PEER = re.compile(
    r"(?:connect|bind|send\w*)\(.*sa_family=AF_INET6?,.*?(?:inet_addr\(|AF_INET6, )\"([^\"]+)\""
)
_LOOKED_UP = re.compile(r"\"(/etc/(?:resolv\.conf|hosts))\"")
_WRITTEN = re.compile(r"(?:open|openat|creat)\(.*?\"(/[^\"]+)\".*(?:O_WRONLY|O_RDWR|O_CREAT)(?!.* = -1 )")


@dataclass
class Watched:
    """A home folder with nothing in it but the speech models and settings, and what was done from there."""

    folder: Path

    def __post_init__(self) -> None:
        for name in (*OWN[:2], "tmp"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / OWN[0] / "models").symlink_to(models())
        settings = 'languages = ["en"]\n[voice]\nengine = "piper"\n'
        (self.folder / OWN[1] / "settings.toml").write_text(settings)
        self.calls = ""

    def run(self, *command: str) -> str:
        """What the command printed."""
        log = self.folder / "calls"
        watched = ["unshare", "--map-root-user", "--net"]  # a network with nobody in it
        watched += ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(log)]
        watched += ["-e", "trace=%network,open,openat,creat"]
        done = subprocess.run(
            [*watched, sys.executable, *command],
            cwd=self.folder,
            env={
                "PATH": "/usr/bin:/bin",
                "LANG": "C.UTF-8",
                "HOME": str(self.folder),
                "TMPDIR": str(self.folder / "tmp"),
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=patience(170),
        )
        self.calls = log.read_text(errors="replace")
        log.unlink()
        assert self.calls, done.stderr
        return done.stdout

    def reached(self) -> set[str]:
        """The addresses that were spoken to; that a library tries the machine's own is no word to anybody."""
        return set(_PEER.findall(self.calls)) - {"127.0.0.1", "::1"}

    def looked_up(self) -> set[str]:
        """The files that only a look-up of a name reads."""
        return set(_LOOKED_UP.findall(self.calls))

    def strays(self) -> set[str]:
        """What was written outside the program's own folders."""
        own = [self.folder / name for name in OWN]
        below = [path for path in self.folder.rglob("*") if not path.is_dir()]
        left = {str(path) for path in below if not any(path.is_relative_to(folder) for folder in own)}
        elsewhere = (str(self.folder), str(models()), "/dev/", "/proc/")
        return left | {path for path in _WRITTEN.findall(self.calls) if not path.startswith(elsewhere)}


@pytest.fixture
def home(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "home")


def test_a_whole_journey_reaches_nobody_and_leaves_nothing_elsewhere(home: Watched, speech: Speech) -> None:
    """With the real ears, which hear a file, and the real voice, into files."""
    script, out = home.folder / OWN[0] / "script.txt", home.folder / OWN[0] / "said"
    script.write_text(
        f"language: en\nplay: {speech('en', 'The street light outside number nine is broken.')}\n"
    )
    told = home.run("-m", "kiosk.cli", "rehearse", str(script), "--agree", "--out", str(out))
    assert "street_light" in told
    assert list(out.glob("*.wav"))
    assert (home.reached(), home.looked_up(), home.strays()) == (set(), set(), set())


def test_the_doctor_reaches_nobody_and_leaves_nothing_elsewhere(home: Watched) -> None:
    told = home.run("-m", "kiosk.cli", "doctor")
    assert "said and heard en" in told
    assert (home.reached(), home.looked_up(), home.strays()) == (set(), set(), set())


def test_verifying_the_models_reaches_nobody_and_leaves_nothing_elsewhere(home: Watched) -> None:
    told = home.run("-m", "kiosk.cli", "models", "verify")
    assert "silero-vad-v6" in told
    assert (home.reached(), home.looked_up(), home.strays()) == (set(), set(), set())


def test_the_watch_sees_a_look_up_a_socket_and_a_file(home: Watched) -> None:
    home.run(
        "-c",
        "import contextlib, os, socket\n"
        "open(os.path.expanduser('~/.deviceid'), 'w').close()\n"
        "with contextlib.suppress(OSError): socket.getaddrinfo('telemetry.invalid', 443)\n"
        "with contextlib.suppress(OSError): socket.create_connection(('192.0.2.1', 443))\n",
    )
    assert "192.0.2.1" in home.reached()
    assert home.looked_up()
    assert home.strays() == {str(home.folder / ".deviceid")}
