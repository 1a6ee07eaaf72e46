"""Downloads from a real server on this machine: resumed, bounded, and given up in time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from speech.models.download import Waits, fetch, fetch_json, reached
from speech.models.errors import SourceError
from tests.speech.models.server import FakeSite, black_hole, nobody

SOON = Waits(answer_s=0.5, stall_s=5.0, tries=3)
BODY = os.urandom(700_000)


def test_a_file_comes_whole(fake_site: FakeSite, tmp_path: Path) -> None:
    fake_site.files["/a"] = BODY
    assert fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20).read_bytes() == BODY
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_cut_connection_is_taken_up_where_it_broke(fake_site: FakeSite, tmp_path: Path) -> None:
    fake_site.files["/a"] = BODY
    fake_site.cut_after = [200_000, 300_000]
    assert fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20).read_bytes() == BODY
    starts = [int(wanted[6:-1]) if wanted else 0 for _, wanted in fake_site.asked]
    assert len(starts) == 3
    assert starts == sorted(starts)
    assert starts[1] > 0


def test_a_server_that_falls_silent_is_left_and_what_came_is_kept(
    fake_site: FakeSite, tmp_path: Path
) -> None:
    fake_site.files["/a"] = BODY
    fake_site.cut_after = [200_000, 100_000, 0, 0, 0]
    with pytest.raises(SourceError):
        fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20, waits=SOON)
    assert (tmp_path / "a.part").stat().st_size > 200_000
    assert not (tmp_path / "a").exists()


def test_a_download_that_was_stopped_goes_on_in_the_next_run(fake_site: FakeSite, tmp_path: Path) -> None:
    fake_site.files["/a"] = BODY

    class FakeCtrlC:
        def update(self, n: float = 1, /) -> None:
            raise KeyboardInterrupt

        def close(self) -> None:
            pass

    with pytest.raises(KeyboardInterrupt):
        fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20, bar=lambda *_: FakeCtrlC())
    kept = (tmp_path / "a.part").stat().st_size
    assert 0 < kept < len(BODY)
    assert fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20).read_bytes() == BODY
    assert fake_site.asked[-1][1] == f"bytes={kept}-"


def test_a_file_that_changed_meanwhile_is_fetched_anew(fake_site: FakeSite, tmp_path: Path) -> None:
    fake_site.files["/a"] = BODY
    fake_site.cut_after = [200_000, 0, 0, 0]
    with pytest.raises(SourceError, match="is not reached"):
        fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20, waits=SOON)
    fake_site.cut_after = []
    fake_site.files["/a"], fake_site.etag = BODY[::-1], '"two"'
    assert fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20).read_bytes() == BODY[::-1]


def test_a_server_without_ranges_or_marks_is_asked_for_all_of_it_again(
    fake_site: FakeSite, tmp_path: Path
) -> None:
    fake_site.files["/a"] = BODY
    fake_site.etag = ""
    fake_site.cut_after = [200_000]
    assert fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20).read_bytes() == BODY
    assert [wanted for _, wanted in fake_site.asked] == ["", ""]


def test_too_many_kept_bytes_are_thrown_away(fake_site: FakeSite, tmp_path: Path) -> None:
    fake_site.files["/a"] = BODY
    fake_site.cut_after = [200_000, 0, 0, 0]
    with pytest.raises(SourceError):
        fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20, waits=SOON)
    (tmp_path / "a.part").write_bytes(bytes(len(BODY)))
    fake_site.cut_after = []
    assert fetch(f"{fake_site.base}/a", tmp_path / "a", most=1 << 20).read_bytes() == BODY


def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    with black_hole() as base, pytest.raises(SourceError, match=r"did not answer within 0\.5 s"):
        fetch(f"{base}/a", tmp_path / "a", most=1 << 20, waits=SOON)


def test_the_patience_with_silence_is_less_than_five_seconds() -> None:
    assert Waits().answer_s < 5.0


def test_an_address_where_nobody_listens_is_given_up(tmp_path: Path) -> None:
    base = nobody()
    with pytest.raises(SourceError, match=r"is not reached: .*refused"):
        fetch(f"{base}/a", tmp_path / "a", most=1 << 20, waits=SOON)
    assert not reached(base, waits=SOON)


def test_a_missing_file_is_told_with_its_address(fake_site: FakeSite, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"answered 404 .*/gone"):
        fetch(f"{fake_site.base}/gone", tmp_path / "a", most=1 << 20)


def test_more_bytes_than_expected_are_refused(fake_site: FakeSite, tmp_path: Path) -> None:
    fake_site.files["/a"] = BODY
    with pytest.raises(SourceError, match="at most 1000 were expected"):
        fetch(f"{fake_site.base}/a", tmp_path / "a", most=1000)


def test_an_address_that_is_not_https_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not https"):
        fetch("http://models.example/a", tmp_path / "a", most=1000)


def test_a_page_that_is_no_list_is_refused(fake_site: FakeSite) -> None:
    fake_site.files["/list"] = b"<html>Please log in"
    with pytest.raises(SourceError, match="not a readable JSON list"):
        fetch_json(f"{fake_site.base}/list")
