"""What was installed, file by file, and the hashes pinned at the first install."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from speech.models.errors import ModelError, SourceError

NAME = "heard-manifest.json"


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def md5(path: Path) -> str:
    """The file's MD5 in hexadecimal: the only checksum that the official Vosk list gives."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


class InstalledFile(msgspec.Struct, frozen=True):
    """One file of a model: its size in bytes and its SHA-256."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """Where a model came from, and its files by their path in the folder."""

    source: str
    files: dict[str, InstalledFile]


def write(folder: Path, source: str) -> None:
    """Record every file of ``folder`` with its size and hash, and where they came from."""
    files = {
        path.relative_to(folder).as_posix(): InstalledFile(path.stat().st_size, sha256(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    _write_whole(folder / NAME, msgspec.json.encode(Manifest(source, files)))


def read(folder: Path) -> Manifest | None:
    """The manifest of an installed model; None if it was put there by hand.

    Raises ValueError where the manifest is damaged.
    """
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise ValueError(f"{NAME} is damaged: {error}") from error


def changed(folder: Path, *, deep: bool) -> list[str]:
    """What differs from the manifest, a phrase each: by sizes, or (``deep``) by the hash of every file.

    A folder without a manifest has nothing to differ from.
    """
    try:
        manifest = read(folder)
    except ValueError as error:
        return [str(error)]
    if manifest is None:
        return []
    found = []
    for name, known in manifest.files.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif path.stat().st_size != known.size:
            found.append(f"{name} has {path.stat().st_size} bytes instead of {known.size}")
        elif deep and sha256(path) != known.sha256:
            found.append(f"{name} is not the file that was installed")
    if deep:
        here = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        found += [
            f"{name} was not installed with it" for name in sorted(here - manifest.files.keys() - {NAME})
        ]
    return found


class Pins:
    """SHA-256 of what was downloaded, kept from the first install and compared from then on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._new: dict[str, str] = {}

    def check(self, key: str, path: Path, known: str = "") -> None:
        """Compare ``path`` with ``known``, else with the pin of ``key``, else note it for `keep`.

        Raises SourceError where it differs, saying what to do.
        """
        actual = sha256(path)
        pinned = self._read().get(key, "")
        if known and actual != known.lower():
            raise SourceError(f"{path.name} has the sha256 {actual}, the catalogue says {known}")
        if not known and pinned and actual != pinned:
            raise SourceError(
                f"{path.name} has the sha256 {actual}, at the first install it had {pinned}; "
                f"if the publisher has changed it, delete its line from {self._path}"
            )
        if not known and not pinned:
            self._new[key] = actual

    def keep(self) -> None:
        """Write down what `check` has noted: the model was good."""
        if self._new:
            _write_whole(self._path, msgspec.json.encode({**self._read(), **self._new}))
            self._new.clear()

    def _read(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except msgspec.MsgspecError as error:
            raise ModelError(
                f"{self._path} is damaged ({error}): correct it, or delete it to pin anew"
            ) from error


def _write_whole(path: Path, content: bytes) -> None:
    """Write a small file whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as out:
        out.write(msgspec.json.format(content, indent=1))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
