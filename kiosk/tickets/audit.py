"""The audit log: who looked at, exported or erased which ticket, and when, in lines that hold no content.

Each line carries the SHA-256 of the line before it, and a mark beside the log that of its last one: so what
was changed, put in or taken out is noticed. Whoever may write every file here could write all of it anew; a
copy of the last line that is kept elsewhere shows that too.
"""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.tickets.clock import local_now
from kiosk.tickets.errors import AuditBrokenError, AuditUnwritableError
from kiosk.tickets.files import locked, sync_folder
from kiosk.tickets.marks import Audited, Marks

FILE = "audit.log"
KIOSK = "kiosk"
"""Who did what the kiosk does by itself."""

SETTINGS = "settings"
_LONGEST = 1 << 16
_BEGINNING = b""


@dataclass(frozen=True)
class Entry:
    """What was done: ``ticket`` is a number, ``more`` says how (``personal``), never what was said."""

    at: str
    who: str
    what: str
    ticket: str
    more: str


class Audit:
    """The log of one data folder. Threads and processes may share it."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = local_now) -> None:
        self.path = folder / FILE
        self._marks = Marks(folder)
        self._now = now

    def note(self, what: str, numbers: Sequence[str] = ("",), *, who: str = "", more: str = "") -> None:
        """Add a line for each ticket's number; all are on the disk when this returns.

        ``who`` is the user of the computer unless it is given. Raises :class:`AuditUnwritableError`.
        """
        try:
            self._add([(self._now().isoformat(), who or user(), what, number, more) for number in numbers])
        except OSError as error:
            raise AuditUnwritableError(f"{self.path} cannot be written to ({error.strerror}).") from error

    def note_settings(self, settings: str) -> None:
        """Note the settings that matter, where they are others than those noted last."""
        with contextlib.suppress(AuditBrokenError):
            if [each.more for each in self.entries() if each.what == SETTINGS][-1:] == [settings]:
                return
        self.note(SETTINGS, who=KIOSK, more=settings)

    def entries(self) -> Iterator[Entry]:
        """Give each entry, the oldest first. Raises :class:`AuditBrokenError` where the chain breaks."""
        audited = self._marks.audited
        last, count, size = _BEGINNING, 0, 0
        for line in self._lines():
            count, size = count + 1, size + len(line)
            try:
                held = json.loads(line)
                entry, after = Entry(*(str(held[name]) for name in _NAMES)), held["after"]
            except (ValueError, TypeError, KeyError) as error:
                raise AuditBrokenError(f"{self.path} is broken: line {count} is no entry.") from error
            if after != _digest(last):
                raise AuditBrokenError(
                    f"{self.path} is broken at line {count}: it or the line before was changed, "
                    "or lines were put in or taken out there."
                )
            if audited and audited.size == size and audited.digest != _digest(line):
                raise AuditBrokenError(f"{self.path} is broken at line {count}: it was changed.")
            last = line
            yield entry
        if audited is None and count:
            raise AuditBrokenError(
                f"{self.path} is whole up to line {count}; whether its end is missing is unknown, since "
                "audit-head is missing or damaged."
            )
        if audited and audited.size > size:
            raise AuditBrokenError(f"{self.path} is broken: what came after line {count} is missing.")

    def _lines(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                yield from (line for line in file if line.endswith(b"\n"))  # else it is being written
        except FileNotFoundError:
            return
        except OSError as error:
            raise AuditBrokenError(f"{self.path} cannot be read ({error.strerror}).") from error

    def _add(self, entries: Sequence[tuple[str, ...]]) -> None:
        fresh = not self.path.exists()
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "r+b") as file, locked(file):
            end = file.seek(0, os.SEEK_END)
            start = file.seek(max(0, end - _LONGEST))
            tail = file.read()
            whole = tail.rfind(b"\n") + 1  # what a power cut left half written was never confirmed
            file.truncate(start + whole)
            file.seek(start + whole)
            last = tail[tail.rfind(b"\n", 0, whole - 1) + 1 : whole] if whole else _BEGINNING
            for entry in entries:
                held = dict(zip(_NAMES, entry, strict=True)) | {"after": _digest(last)}
                last = json.dumps(held, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
                file.write(last)
            file.flush()
            os.fsync(file.fileno())
            self._marks.audit(Audited(file.tell(), _digest(last)))
        if fresh:
            sync_folder(self.path.parent)


_NAMES = ("at", "who", "what", "ticket", "more")


def user() -> str:
    """Return who works at this computer; behind ``sudo`` who that is too."""
    try:
        name = getpass.getuser() if os.name == "nt" else _name_of(os.getuid())
    except OSError:
        name = "?"
    behind = os.environ.get("SUDO_USER", "")
    return f"{name} (sudo: {behind})" if behind else name


def _name_of(uid: int) -> str:
    import pwd  # not on Windows

    with contextlib.suppress(KeyError):
        return pwd.getpwuid(uid).pw_name
    return str(uid)


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
