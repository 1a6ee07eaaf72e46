"""packaging/setup.sh in a small clone, with a fake apt-get, pip and kiosk that say what the real ones say."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.pace import patience

ROOT = Path(__file__).parents[1]
NOBODY = 65534
FAKE_DPKG_QUERY = """#!/bin/sh
# says that nothing is installed, or all that set-up wants
[ -n "$FAKE_DPKG_EMPTY" ] && exit
awk '!/^#/ && NF { print "installed " $1 }' "$FAKE_CLONE/packaging/debian-packages.txt"
"""
FAKE_APT_GET = """#!/bin/sh
echo "apt-get $*" >>"$FAKE_CALLS"
[ -n "$FAKE_APT_FAILS_AT" ] || exit 0
case "$*" in *"$FAKE_APT_FAILS_AT"*) echo "$FAKE_APT_SAYS"; exit 100 ;; esac
"""
FAKE_GETENT = """#!/bin/sh
echo "somebody:x:1000:1000::$FAKE_HOME:/bin/sh"
"""
FAKE_PYTHON = """#!/bin/sh
# the python of the clone's .venv, whose pip installs the kiosk
case "$*" in
*--version*) exit 0 ;;
*-r*) [ -z "$FAKE_PIP_SAYS" ] || { echo "$FAKE_PIP_SAYS" >&2; exit 1; } ;;
esac
case "${PIP_USER:-0}" in
1) echo "ERROR: Can not perform a '--user' install." >&2; exit 1 ;;
esac
cp "$FAKE_CLONE/fake-kiosk" "$FAKE_CLONE/.venv/bin/kiosk"
"""
FAKE_KIOSK = """#!/bin/sh
echo "kiosk $*" >>"$FAKE_CALLS"
mkdir -p "${HOME:?}/.local/share/heard-kiosk/models/a-model"
"""


@dataclass
class Clone:
    """A clone in a folder, what set-up called in it, and what set-up runs with."""

    folder: Path
    env: dict[str, str]
    become: list[str] = field(default_factory=list)

    def set_up(self, what: str = "run", **env: str) -> subprocess.CompletedProcess[str]:
        """Run ``setup.sh``, for what is wanted."""
        return subprocess.run(
            [*self.become, str(self.folder / "packaging" / "setup.sh"), what],
            env=self.env | env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=patience(60),
        )

    @property
    def calls(self) -> str:
        """What was called of apt-get and kiosk, a line each."""
        return Path(self.env["FAKE_CALLS"]).read_text()

    def by_an_ordinary_user(self) -> None:
        """From now on nothing of the clone may be written."""
        if os.geteuid() == 0:
            self.become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
            for path in (Path(self.env["HOME"]), Path(self.env["FAKE_CALLS"])):
                os.chown(path, NOBODY, NOBODY)
        else:
            for path in (self.folder, self.folder / ".venv"):
                path.chmod(0o555)

    def files(self) -> dict[str, float]:
        """Every file of the clone and when it was written."""
        return {str(path): path.stat().st_mtime for path in sorted(self.folder.rglob("*"))}


@pytest.fixture
def everyones_folder() -> Iterator[Path]:
    """A folder that every user can reach; pytest shuts its own whenever another run of it begins."""
    with TemporaryDirectory(prefix="heard-setup-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def clone(everyones_folder: Path) -> Clone:
    """A clone that nobody has set up yet."""
    folder = everyones_folder / "clone"
    for name in (
        "packaging/setup.sh",
        "packaging/debian-packages.txt",
        "speech/models/catalogue.toml",
        "requirements.lock",
        "pyproject.toml",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    fakes, home = everyones_folder / "fakes", everyones_folder / "home"
    for path, text in (
        (fakes / "apt-get", FAKE_APT_GET),
        (fakes / "dpkg-query", FAKE_DPKG_QUERY),
        (fakes / "getent", FAKE_GETENT),
        (folder / ".venv" / "bin" / "python", FAKE_PYTHON),
        (folder / "fake-kiosk", FAKE_KIOSK),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
    home.mkdir()
    (everyones_folder / "calls").touch()
    env = {
        "PATH": f"{fakes}:/usr/bin:/bin",
        "HOME": str(home),
        "DISPLAY": ":0",
        "FAKE_CLONE": str(folder),
        "FAKE_CALLS": str(everyones_folder / "calls"),
        "FAKE_HOME": str(home),
    }
    return Clone(folder, env)


def test_set_up_installs_and_the_second_time_does_nothing(clone: Clone) -> None:
    done = clone.set_up(FAKE_DPKG_EMPTY="1")
    assert done.returncode == 0, done.stderr
    assert "libportaudio2" in clone.calls
    assert "kiosk models install" in clone.calls
    called = clone.calls
    again = clone.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert clone.calls == called


def test_for_the_tests_the_prompts_are_rendered_too_and_once(clone: Clone) -> None:
    for _ in range(2):
        done = clone.set_up("test")
        assert done.returncode == 0, done.stderr
    assert clone.calls.count("kiosk speak --prepare") == 1


@pytest.mark.parametrize(
    ("at", "says", "remedy"),
    [
        ("install", "dpkg: error: failed to write (No space left on device)", "make room on the disk"),
        (
            "install",
            "E: You don't have enough free space in /var/cache/apt/archives/.",
            "make room on the disk",
        ),
        ("update", "W: Temporary failure resolving 'deb.example'", "try again when the network is back"),
        ("install", "E: Could not get lock /var/lib/dpkg/lock-frontend.", "wait until the other program"),
        ("install", "E: dpkg was interrupted, run 'dpkg --configure -a'", "run 'dpkg --configure -a'"),
        ("install", "E: Unable to locate package libegl1", "put right what its message above says"),
    ],
)
def test_what_apt_says_is_shown_and_the_network_is_blamed_only_where_it_was_the_network(
    clone: Clone, at: str, says: str, remedy: str
) -> None:
    done = clone.set_up(FAKE_DPKG_EMPTY="1", FAKE_APT_FAILS_AT=at, FAKE_APT_SAYS=says)
    assert done.returncode == 1
    assert "FAILED at system packages" in done.stderr
    assert says in done.stderr
    assert f"What to do: {remedy}" in done.stderr
    assert ("network" in done.stderr) == ("network" in remedy)


@pytest.mark.parametrize(
    ("says", "remedy"),
    [
        (
            "ERROR: Could not install packages due to an OSError: No space left on device",
            "make room on the disk",
        ),
        (
            "WARNING: Retrying after NewConnectionError('Name or service not known')",
            "try again when the network is back",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "put right what its message above says"),
    ],
)
def test_what_pip_says_is_shown_with_what_to_do_about_it(clone: Clone, says: str, remedy: str) -> None:
    done = clone.set_up(FAKE_PIP_SAYS=says)
    assert done.returncode == 1
    assert "FAILED at virtual environment" in done.stderr
    assert says in done.stderr
    assert f"What to do: {remedy}" in done.stderr


def test_an_ordinary_user_can_use_a_clone_that_root_set_up(clone: Clone) -> None:
    clone.set_up()
    shutil.rmtree(Path(clone.env["HOME"]) / ".local")
    clone.by_an_ordinary_user()
    before = clone.files()
    for _ in range(2):
        done = clone.set_up()
        assert (done.returncode, done.stderr) == (0, "")
    assert clone.calls.count("kiosk models install") == 2, "root's once, and the user's own once"
    assert clone.files() == before


def test_an_ordinary_user_is_told_before_anything_is_done_that_root_must_renew_the_clone(
    clone: Clone,
) -> None:
    clone.set_up()
    called = clone.calls
    (clone.folder / "requirements.lock").write_text("# another\n")
    clone.by_an_ordinary_user()
    before = clone.files()
    done = clone.set_up(FAKE_DPKG_EMPTY="1")
    assert done.returncode == 1
    assert "FAILED at this folder" in done.stderr
    assert f"{clone.folder}, which belongs to " in done.stderr
    assert "or run it in a clone of your own" in done.stderr
    assert (clone.files(), clone.calls) == (before, called)


def test_set_up_finds_the_home_of_a_user_for_whom_none_is_set(clone: Clone) -> None:
    del clone.env["HOME"]
    done = clone.set_up()
    assert done.returncode == 0, done.stderr
    assert Path(clone.env["FAKE_HOME"], ".local/share/heard-kiosk/models/a-model").is_dir()


def test_a_pip_that_is_told_to_install_for_the_user_installs_in_the_environment(clone: Clone) -> None:
    done = clone.set_up(PIP_USER="1")
    assert done.returncode == 0, done.stderr
