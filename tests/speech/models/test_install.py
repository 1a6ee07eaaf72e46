"""A model is installed whole or not at all, from the first source that gives it, and stays what it was."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import threading
from collections import namedtuple
from pathlib import Path

import pytest

from speech.models import manifest
from speech.models.catalogue import Hub, Model, Remote, Web
from speech.models.download import Waits
from speech.models.errors import ModelError
from speech.models.install import install, installed, verify
from speech.models.lock import only_one
from tests.pace import patience
from tests.speech.models.server import (
    FakeSite,
    black_hole,
    listing,
    model,
    nobody,
    site,
    tree,
    vosk_files,
    zipped,
)

SOON = Waits(answer_s=0.5, stall_s=5.0, tries=2)


def leftovers(models: Path) -> list[str]:
    return sorted(p.name for p in models.iterdir() if not p.name.startswith("."))


def test_a_model_from_the_official_site_is_whole(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny = model(site(fake_site.base))
    folder = install(tiny, tmp_path)
    found = tree(folder)
    assert found.pop(manifest.NAME)
    assert found == vosk_files()
    assert installed(tiny, tmp_path)
    assert verify(tiny, tmp_path) == []
    assert not list((tmp_path / ".partial").iterdir())


def test_a_second_install_asks_nobody(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny = model(site(fake_site.base))
    install(tiny, tmp_path)
    fake_site.asked.clear()
    install(tiny, tmp_path)
    assert fake_site.asked == []


def test_an_unreachable_source_is_left_for_the_next(fake_site: FakeSite, tmp_path: Path) -> None:
    heard: list[str] = []
    with black_hole() as silent:
        tiny = model(site(silent), site(nobody()), site(fake_site.base))
        install(tiny, tmp_path, say=heard.append, waits=SOON)
    assert installed(tiny, tmp_path)
    assert "did not answer within 0.5 s" in heard[0]
    assert "is not reached" in heard[1]


def test_where_no_source_gives_it_the_reasons_and_the_way_out_are_told(tmp_path: Path) -> None:
    tiny = model(site(nobody()))
    with pytest.raises(ModelError, match=r"the official site: .* is not reached.*--from PATH"):
        install(tiny, tmp_path, waits=SOON)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"md5": "0" * 32}, "md5"), ({"size": 12}, "at most 12"), ({"name": "other"}, "no size and md5")],
)
def test_a_zip_that_the_list_does_not_vouch_for_is_refused(
    fake_site: FakeSite, tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    fake_site.files["/model-list.json"] = listing(fake_site.files["/tiny.zip"], **change)
    with pytest.raises(ModelError, match=reason):
        install(model(site(fake_site.base)), tmp_path)
    assert leftovers(tmp_path) == []


def test_a_known_sha256_needs_no_list_and_a_wrong_one_is_refused(fake_site: FakeSite, tmp_path: Path) -> None:
    del fake_site.files["/model-list.json"]
    with pytest.raises(ModelError, match="the catalogue says 0000"):
        install(model(site(fake_site.base), sha256="0" * 64), tmp_path)
    right = hashlib.sha256(fake_site.files["/tiny.zip"]).hexdigest()
    assert install(model(site(fake_site.base), sha256=right), tmp_path).is_dir()


def test_the_first_install_pins_the_hash_for_the_next(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny = model(site(fake_site.base))
    shutil.rmtree(install(tiny, tmp_path))
    other = zipped({**vosk_files(), "README": b"changed"})
    fake_site.files = {"/tiny.zip": other, "/model-list.json": listing(other)}
    with pytest.raises(ModelError, match=r"at the first install it had .*\.pins\.json"):
        install(tiny, tmp_path)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("lost", ["am/final.mdl", "conf/model.conf", "graph/Gr.fst"])
def test_a_zip_that_holds_no_model_is_refused(fake_site: FakeSite, tmp_path: Path, lost: str) -> None:
    shell = zipped({name: content for name, content in vosk_files().items() if name != lost})
    fake_site.files = {"/tiny.zip": shell, "/model-list.json": listing(shell)}
    with pytest.raises(ModelError, match=f"not a vosk model: .*{lost.split('.')[0]}"):
        install(model(site(fake_site.base)), tmp_path)
    assert leftovers(tmp_path) == []
    assert not (tmp_path / ".pins.json").exists()


def test_a_login_page_instead_of_a_zip_leaves_nothing_behind(fake_site: FakeSite, tmp_path: Path) -> None:
    fake_site.files["/tiny.zip"] = page = b"<html>Please log in"
    fake_site.files["/model-list.json"] = listing(page)
    with pytest.raises(ModelError, match="not a readable zip"):
        install(model(site(fake_site.base)), tmp_path)
    assert not list(tmp_path.rglob("*.zip*"))


def test_an_interrupted_install_shows_no_model_and_goes_on_later(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny = model(site(fake_site.base))
    fake_site.files["/tiny.zip"] = archive = zipped(
        {**vosk_files(), "noise": random.Random(1).randbytes(400_000)}
    )
    fake_site.files["/model-list.json"] = listing(archive)
    assert len(archive) > 1 << 17

    class FakeCtrlC:
        def update(self, n: float = 1, /) -> None:
            raise KeyboardInterrupt

        def close(self) -> None:
            pass

    with pytest.raises(KeyboardInterrupt):
        install(tiny, tmp_path, bar=lambda *_: FakeCtrlC())
    assert not installed(tiny, tmp_path)
    assert leftovers(tmp_path) == []
    install(tiny, tmp_path)
    assert fake_site.asked[-1][1].startswith("bytes=")
    assert verify(tiny, tmp_path) == []


def test_verify_finds_every_change(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny = model(site(fake_site.base))
    folder = install(tiny, tmp_path)
    (folder / "README").write_bytes(b"*" * len(vosk_files()["README"]))
    (folder / "graph" / "extra.fst").write_bytes(b"")
    assert installed(tiny, tmp_path)  # the quick look does not read the files
    assert verify(tiny, tmp_path) == [
        "README is not the file that was installed",
        "graph/extra.fst was not installed with it",
    ]
    (folder / "README").unlink()
    assert not installed(tiny, tmp_path)


def test_a_damaged_model_is_replaced(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny = model(site(fake_site.base))
    folder = install(tiny, tmp_path)
    (folder / "am" / "final.mdl").write_bytes(b"")
    install(tiny, tmp_path)
    assert verify(tiny, tmp_path) == []


def test_a_damaged_manifest_is_told(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny = model(site(fake_site.base))
    (install(tiny, tmp_path) / manifest.NAME).write_text('{"source": 3')
    assert "damaged" in verify(tiny, tmp_path)[0]


def whisper_like(base: str, **changes: str) -> tuple[Model, dict[str, bytes]]:
    files = {
        "model.bin": b"\6\0\0\0\x0c\0WhisperSpec" + bytes(1_100_000),
        "config.json": b"{}",
        "tokenizer.json": b"{}",
        "vocabulary.txt": b"a\n",
    }
    web = Web(tuple(Remote(f"{base}/{name}", name) for name in files))
    tiny = model(web)
    entry = {f: getattr(tiny, f) for f in tiny.__struct_fields__}
    known = {"model.bin": hashlib.sha256(files["model.bin"]).hexdigest()}
    return Model(**{**entry, "engine": "whisper", "contents": {**known, **changes}}), files


def test_single_files_are_fetched_checked_and_pinned(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny, files = whisper_like(fake_site.base)
    fake_site.files.update({f"/{name}": content for name, content in files.items()})
    folder = install(tiny, tmp_path)
    assert {name: (folder / name).read_bytes() for name in files} == files
    assert set(json.loads((tmp_path / ".pins.json").read_text())) == {
        "config.json",
        "tokenizer.json",
        "vocabulary.txt",
    }


def test_single_files_with_other_bytes_are_refused(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny, files = whisper_like(fake_site.base, **{"model.bin": "0" * 64})
    fake_site.files.update({f"/{name}": content for name, content in files.items()})
    with pytest.raises(ModelError, match="the catalogue says 0000"):
        install(tiny, tmp_path)
    assert leftovers(tmp_path) == []


def test_a_mirror_of_the_hub_is_used_where_it_is_set(
    fake_site: FakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny, files = whisper_like(fake_site.base)
    hub = Hub("who/what", "v1", tuple(Remote(name, name) for name in files))
    fake_site.files.update({f"/who/what/resolve/v1/{name}": content for name, content in files.items()})
    monkeypatch.setenv("HF_ENDPOINT", fake_site.base + "/")
    assert installed(tiny, tmp_path) is False
    install(tiny, tmp_path, sources=[hub])
    assert installed(tiny, tmp_path)


def test_two_installers_never_work_in_one_folder(fake_site: FakeSite, tmp_path: Path) -> None:
    tiny = model(site(fake_site.base))
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with only_one(tmp_path):
            held.set()
            done.wait(patience(30))

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert held.wait(patience(30))
        with pytest.raises(ModelError, match="another installation is at work"):
            install(tiny, tmp_path)
    finally:
        done.set()
        other.join()
    install(tiny, tmp_path)


def test_too_little_room_is_told_before_anything_is_fetched(
    fake_site: FakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 9, 1))
    with pytest.raises(ModelError, match="make room"):
        install(model(site(fake_site.base)), tmp_path)
    assert fake_site.asked == []


def test_a_folder_that_cannot_be_written_is_told(fake_site: FakeSite, tmp_path: Path) -> None:
    (tmp_path / ".partial").write_text("in the way")
    with pytest.raises(ModelError, match=r"\.partial.* cannot be written"):
        install(model(site(fake_site.base)), tmp_path)
