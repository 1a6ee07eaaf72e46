"""The key: made once, for its owner's eyes, never overwritten; without it nothing is touched."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tickets.errors import KeyUnusableError, UnreadableError
from kiosk.tickets.tickets import Tickets
from kiosk.tickets.vault import Vault, key_file, load_key
from tests.tickets.conftest import Station, request


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix == ".db"}


@given(st.binary(max_size=200), st.text(max_size=10))
def test_what_was_sealed_opens_and_looks_different_each_time(plain: bytes, about: str) -> None:
    vault = Vault(bytes(32))
    assert vault.open(vault.seal(plain, about), about) == plain
    assert vault.seal(plain, about) != vault.seal(plain, about)


@given(st.binary(max_size=50), st.data())
def test_one_changed_bit_is_noticed(plain: bytes, data: st.DataObject) -> None:
    vault = Vault(bytes(32))
    sealed = bytearray(vault.seal(plain, "t"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(UnreadableError, match="damaged"):
        vault.open(bytes(sealed), "t")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + bytes(12), b"\x02" + bytes(60)])
def test_what_is_too_short_or_of_another_version_is_damaged(sealed: bytes) -> None:
    with pytest.raises(UnreadableError):
        Vault(bytes(32)).open(sealed, "t")


def test_a_sealed_text_does_not_open_as_another_tickets() -> None:
    vault = Vault(bytes(32))
    with pytest.raises(UnreadableError):
        vault.open(vault.seal(b"x", "one"), "other")


def test_a_key_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "config" / "tickets.key"
    key, problems = load_key(path, may_create=True)
    assert len(key) == 32
    assert problems == []
    assert load_key(path, may_create=True) == (key, [])
    assert [file.name for file in path.parent.iterdir()] == ["tickets.key"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_key_that_others_could_read_is_closed_to_them_and_staff_are_told(tmp_path: Path) -> None:
    path = tmp_path / "tickets.key"
    load_key(path, may_create=True)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    _, problems = load_key(path, may_create=True)
    assert "could be read by other users" in problems[0]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_lost_key_is_told_and_nothing_is_overwritten(station: Station) -> None:
    with station.open() as tickets:
        tickets.save(request())
    before = files(station.data)
    kept = station.key.read_bytes()
    station.key.unlink()
    with pytest.raises(KeyUnusableError, match=r"tickets\.key is missing.*put it back"):
        station.open()
    assert not station.key.exists()
    assert files(station.data) == before
    station.key.write_bytes(kept)
    assert len(list(station.open().store.entries())) == 1


def test_another_key_is_told_and_nothing_is_overwritten(station: Station) -> None:
    with station.open() as tickets:
        tickets.save(request())
    before = files(station.data)
    station.key.write_text("00" * 32)
    with pytest.raises(KeyUnusableError, match="another key"):
        station.open()
    assert files(station.data) == before


@pytest.mark.parametrize("content", [b"", b"short", b"zz" * 32, b"\xff" * 64])
def test_a_damaged_key_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tickets.key"
    path.write_bytes(content)
    with pytest.raises(KeyUnusableError, match="is damaged"):
        load_key(path, may_create=True)
    assert path.read_bytes() == content


def test_a_key_folder_that_cannot_be_made_is_told_with_the_setting_to_change(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyUnusableError, match=r"folders\.keys"):
        load_key(tmp_path / "file" / "tickets.key", may_create=True)


def test_staff_are_told_when_the_key_lies_beside_the_data(tmp_path: Path) -> None:
    station = Station(tmp_path)
    with station.open() as tickets:
        assert tickets.problems == []
    with Tickets(tmp_path / "all", tmp_path / "all" / "tickets.key") as beside:
        assert "beside the data" in beside.problems[0]


def test_a_key_that_systemd_hands_over_wins_and_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, handed = tmp_path / "config", tmp_path / "credentials"
    handed.mkdir()
    assert key_file(folder) == folder / "tickets.key"
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(handed))
    assert key_file(folder) == folder / "tickets.key", "none of that name is handed over"
    (handed / "tickets.key").write_text("ab" * 32)
    (handed / "tickets.key").chmod(0o440)
    assert key_file(folder) == handed / "tickets.key"
    assert load_key(key_file(folder), may_create=True) == (b"\xab" * 32, [])
    assert (handed / "tickets.key").stat().st_mode & 0o777 == 0o440
