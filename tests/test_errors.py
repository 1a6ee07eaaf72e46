"""Whatever a person can put right is told in one sentence, with exit status 2."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import kiosk.errors
import speech.errors
from kiosk.cli import main
from tests.pace import patience

TO_NOBODY = {
    "BadPayloadError",
    "Dropped",
    "End",
    "MessageError",
    "NotGeoReportError",
    "StoppedError",
    "UnfilledError",
}
"""Errors that another part of the program takes, and no person is told."""


def public_errors(package: ModuleType) -> set[type[Exception]]:
    found = set()
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            for name, thing in vars(importlib.import_module(module.name)).items():
                own = isinstance(thing, type) and thing.__module__ == module.name
                if own and issubclass(thing, Exception) and not name.startswith("_"):
                    found.add(thing)
    return found


def drawn(module: ModuleType) -> dict[str, str]:
    """Each class of the tree in the module's docstring, with the one above it."""
    above: list[str] = []
    tree = {}
    for line in (module.__doc__ or "").splitlines():
        depth, name = (len(line) - len(line.lstrip())) // 4, (line.split() or [""])[0]
        if depth and name.endswith("Error"):
            above[depth - 1 :] = [name]
            tree[name] = above[depth - 2] if depth > 1 else "Exception"
    return tree


@pytest.mark.parametrize("module", [kiosk.errors, speech.errors])
def test_the_module_of_errors_opens_with_the_whole_tree_of_them(module: ModuleType) -> None:
    package = importlib.import_module(module.__name__.partition(".")[0])
    there = {error.__name__: error.__bases__[0].__name__ for error in public_errors(package)}
    assert drawn(module) == {name: base for name, base in there.items() if name not in TO_NOBODY}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--settings", "nowhere.toml", "doctor"],
            "kiosk doctor: nowhere.toml: there is no such settings file",
        ),
        (
            ["--settings", "broken.toml", "tickets", "list"],
            "kiosk tickets: broken.toml: the file is not valid",
        ),
        (["rehearse", "nowhere.txt"], "kiosk rehearse: nowhere.txt: there is no such file"),
        (["transcribe", "--language", "xx", "a.wav"], "no such language pack; there are: en"),
        (["speak", "--language", "xx", "--out", "a.wav", "hello"], "kiosk speak: "),
        (["speak", "--prepare", "--language", "xx"], "kiosk speak: "),
        (["understand", "--language", "xx", "--json"], "kiosk understand: "),
        (["tickets", "show", "12"], "kiosk tickets: "),
        (["models", "install", "vosk-modl"], "kiosk models: no model is called vosk-modl"),
        (["models", "verify", "vosk-modl"], "kiosk models: no model is called vosk-modl"),
        (["doctor", "--access", "--out", "table.pdf"], "kiosk doctor: table.pdf: the name must end in"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_status_2(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEARD_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("HEARD_SETTINGS", raising=False)
    Path("broken.toml").write_text("languages = [", encoding="utf-8")
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_python_runs_the_package_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "--version"],
        capture_output=True,
        text=True,
        timeout=patience(60),
        check=True,
    )
    assert done.stdout.startswith("kiosk, version")
