"""What is installed: only what is used, each by its hash, from wherever pip is set up to look."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = ("kiosk", "ui", "speech", "numerals")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_every_dependency_is_imported_somewhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {
        _plain(one)
        for part in (project["dependencies"], *project["optional-dependencies"].values())
        for one in part
    }
    owners = packages_distributions()
    used = {_plain(owner) for module in _imported() for owner in owners.get(module, ())}
    assert named - used == set()


def test_the_lock_names_each_package_with_its_hash_and_no_address() -> None:
    packages = re.split(r"\n(?=\S)", LOCK)
    assert len(packages) > 30
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r"\S*(?:://|--index|--find-links)\S*", LOCK) == []


def test_neither_a_video_library_nor_a_hub_client_is_installed() -> None:
    locked = {_plain(line) for line in LOCK.splitlines() if "==" in line}
    assert locked & {"av", "faster-whisper", "huggingface-hub", "hf-xet"} == set()


def _imported() -> set[str]:
    """The top names of everything that the program imports."""
    found: set[str] = set()
    for module in [
        path for folder in ("kiosk", "ui", "speech", "numerals") for path in (ROOT / folder).rglob("*.py")
    ]:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found


def _plain(requirement: str) -> str:
    """The package's name, written as an index compares it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()  # type: ignore[index]
