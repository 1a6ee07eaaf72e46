"""What is known beside the databases, so that their loss is noticed and no number is given twice.

Each is a small file with a checksum: one that is damaged counts as missing, never as another value.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kiosk.tickets.files import write_whole

BLOCK = 100
"""Sequence numbers that are reserved at once."""

_WIDTH = 12


class Confirmed(NamedTuple):
    """What residents were told is saved."""

    sequence: int
    """The highest sequence of a ticket."""
    follow_ups: int
    """How much was added, reminded, withdrawn, rated and reopened altogether."""


class Erased(NamedTuple):
    """What was erased on purpose, so that nobody takes it for lost."""

    ranges: dict[int, int]
    """Sequences of tickets, each range's first with its last."""
    follow_ups: int
    """How much that followed a ticket was erased with it."""


class Audited(NamedTuple):
    """How far the audit log goes."""

    size: int
    """Bytes up to the end of its last line."""
    digest: str
    """SHA-256 of that line."""


class Marks:
    """The marks in one data folder."""

    def __init__(self, folder: Path) -> None:
        self._reserved = folder / "reserved-sequence"
        self._confirmed = folder / "confirmed-sequence"
        self._unused = folder / "unused-sequences"
        self._erased = folder / "erased-sequences"
        self._audited = folder / "audit-head"
        self._key = folder / "key-fingerprint"

    @property
    def reserved(self) -> int:
        """The highest sequence that may have been given to a ticket; 0 where that is not known."""
        text = _read(self._reserved)
        if text is None:  # a version without checksums wrote digits and a line's end
            with contextlib.suppress(OSError):
                plain = self._reserved.read_bytes()
                text = plain.decode("ascii", "replace").strip() if plain.endswith(b"\n") else None
        confirmed = self.confirmed
        return max(
            int(text) if text and text.isascii() and text.isdigit() else 0,
            confirmed.sequence if confirmed else 0,
        )

    def reserve(self, sequence: int) -> None:
        """Write, before a sequence is used, that all up to a block after it may be. Raises OSError."""
        if sequence > self.reserved:
            write_whole(self._reserved, _checked(str(sequence + BLOCK - 1)))

    @property
    def confirmed(self) -> Confirmed | None:
        """What is known to have been saved; None where that is not known."""
        text = _read(self._confirmed)
        return Confirmed(*map(int, text.split("+"))) if text else None

    def confirm(self, saved: Confirmed) -> None:
        """Write what has been saved. Raises OSError.

        The same bytes are overwritten in place: a sector is written whole or not at all, and it takes no room
        on a disk that is full.
        """
        _overwrite(self._confirmed, "+".join(str(count).zfill(_WIDTH) for count in saved))

    @property
    def missing(self) -> bool:
        """Whether nothing is known here."""
        return self.reserved == 0 and self.confirmed is None

    @property
    def unused(self) -> dict[int, int]:
        """The ranges of sequences that no ticket ever had, each first with its last."""
        return _ranges(_read(self._unused) or "")

    def note_unused(self, unused: Mapping[int, int]) -> None:
        """Write which ranges were never used. Raises OSError."""
        if unused != self.unused:
            write_whole(self._unused, _checked(_told(unused)))

    @property
    def erased(self) -> Erased:
        """The tickets that were erased on purpose, and how much that followed them."""
        count, _, ranges = (_read(self._erased) or "0+").partition("+")
        return Erased(_ranges(ranges), int(count))

    def note_erased(self, erased: Erased) -> None:
        """Write what is erased, before it is. Raises OSError."""
        if erased != self.erased:
            write_whole(self._erased, _checked(f"{erased.follow_ups}+{_told(erased.ranges)}"))

    @property
    def audited(self) -> Audited | None:
        """How far the audit log goes; None where that is not known."""
        size, _, digest = (_read(self._audited) or "").partition("+")
        return Audited(int(size), digest) if digest else None

    def audit(self, audited: Audited) -> None:
        """Write how far the audit log goes, in place as :meth:`confirm` does. Raises OSError."""
        _overwrite(self._audited, f"{audited.size:0{_WIDTH}}+{audited.digest}")

    @property
    def key(self) -> str:
        """The fingerprint of the key that the databases here were written with; empty if not known."""
        return _read(self._key) or ""

    def bind(self, fingerprint: str) -> None:
        """Write which key the databases here are written with. Raises OSError."""
        if self.key != fingerprint:
            write_whole(self._key, _checked(fingerprint))


def _ranges(text: str) -> dict[int, int]:
    ranges = [each.split("-") for each in text.split(",") if each]
    return {int(first): int(last) for first, last in ranges}


def _told(ranges: Mapping[int, int]) -> str:
    return ",".join(f"{first}-{last}" for first, last in ranges.items())


def _overwrite(path: Path, text: str) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.write(handle, _checked(text))
        os.fsync(handle)
    finally:
        os.close(handle)


def _checked(text: str) -> bytes:
    return f"{text} {zlib.crc32(text.encode()):08x}\n".encode()


def _read(path: Path) -> str | None:
    """Return what was written, or None where it is missing or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    text = content.partition(b" ")[0].decode("ascii", "replace")
    return text if content == _checked(text) else None
