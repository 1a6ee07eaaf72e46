"""The audit log: who did what to which ticket, without content, and no line changed unseen."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kiosk.tickets.audit import Audit, Entry
from kiosk.tickets.errors import AuditBrokenError

WRITE_MANY = """
import sys
from pathlib import Path
from kiosk.tickets.audit import Audit
for n in range(int(sys.argv[2])):
    Audit(Path(sys.argv[1])).note("showed", [str(n)])
"""


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return Audit(tmp_path, lambda: datetime(2026, 11, 30, 8, tzinfo=UTC))


def filled(audit: Audit, count: int = 6) -> list[bytes]:
    for n in range(count):
        audit.note("showed", [f"1000000{n}"], who="anna")
    return audit.path.read_bytes().splitlines(keepends=True)


def test_what_was_noted_is_read_back_in_order(audit: Audit) -> None:
    audit.note("erased", ["10000012", "10000020"], who="kiosk", more="after 90 days")
    audit.note("listed", who="anna", more="3 tickets")
    at = "2026-11-30T08:00:00+00:00"
    assert list(audit.entries()) == [
        Entry(at, "kiosk", "erased", "10000012", "after 90 days"),
        Entry(at, "kiosk", "erased", "10000020", "after 90 days"),
        Entry(at, "anna", "listed", "", "3 tickets"),
    ]


def test_a_kiosk_without_a_log_has_an_empty_one(audit: Audit) -> None:
    assert list(audit.entries()) == []


@pytest.mark.parametrize("way", ["changed", "taken out", "put in twice", "swapped", "cut off", "made up"])
@pytest.mark.parametrize("at", [0, 2, 5])
def test_whatever_is_done_to_a_line_is_told(audit: Audit, way: str, at: int) -> None:
    lines = filled(audit)
    line = lines[at]
    match way:
        case "changed":
            lines[at] = line.replace(b"anna", b"otto")
        case "taken out":
            del lines[at]
        case "put in twice":
            lines.insert(at, line)
        case "swapped":
            lines[at], lines[at - 1] = lines[at - 1], line
        case "cut off":
            del lines[at:]
        case "made up":
            lines.insert(at, line.replace(b"1000000", b"1000009"))
    audit.path.write_bytes(b"".join(lines))
    with pytest.raises(AuditBrokenError, match=r"audit\.log is broken"):
        list(audit.entries())


@given(place=st.integers(0), bit=st.integers(0, 7))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_changed_bit_is_told(audit: Audit, place: int, bit: int) -> None:
    audit.path.unlink(missing_ok=True)
    content = bytearray(b"".join(filled(audit, 3)))
    content[place % len(content)] ^= 1 << bit
    audit.path.write_bytes(content)
    with pytest.raises(AuditBrokenError):
        list(audit.entries())


def test_without_its_mark_the_end_is_said_to_be_unknown(audit: Audit) -> None:
    filled(audit)
    (audit.path.parent / "audit-head").unlink()
    with pytest.raises(AuditBrokenError, match="whole up to line 6; whether its end is missing is unknown"):
        list(audit.entries())


def test_a_line_that_a_power_cut_left_half_written_gives_way_to_the_next(audit: Audit) -> None:
    filled(audit, 2)
    with audit.path.open("ab") as file:
        file.write(b'{"at": "2026-')
    audit.note("showed", ["10000099"])
    assert [entry.ticket for entry in audit.entries()] == ["10000000", "10000001", "10000099"]


def test_a_power_cut_between_line_and_mark_breaks_nothing(audit: Audit) -> None:
    filled(audit, 2)
    mark = audit.path.parent / "audit-head"
    kept = mark.read_bytes()
    audit.note("showed", ["10000099"])
    mark.write_bytes(kept)
    assert len(list(audit.entries())) == 3


def test_threads_and_processes_write_at_once_and_the_chain_holds(audit: Audit) -> None:
    command = [sys.executable, "-c", WRITE_MANY, str(audit.path.parent), "20"]
    children = [subprocess.Popen(command) for _ in range(2)]
    with ThreadPoolExecutor(3) as pool:
        for noted in [pool.submit(audit.note, "showed", [str(n)]) for n in range(30)]:
            noted.result()
    assert [child.wait() for child in children] == [0, 0]
    assert len(list(audit.entries())) == 70


def test_settings_are_noted_where_they_changed(audit: Audit) -> None:
    for told in ("contact_days 90", "contact_days 90", "contact_days 30", "contact_days 90"):
        audit.note_settings(told)
    assert [entry.more for entry in audit.entries()] == [
        "contact_days 90", "contact_days 30", "contact_days 90",
    ]  # fmt: skip
