"""Reads the rows out of the pages of a damaged SQLite file, asking nothing of its header, tables or indexes.

Each page that holds rows of a table says itself where they begin (SQLite, "Database File Format", 1.6 and
2.1), so a broken page costs only what lies on it. The write-ahead log is a row of such pages too. Of which
table a row is, and whether it is what was written, is not known here: who reads it must be able to tell.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PAGE = 4096
"""SQLite's default page size in bytes; no other is made here."""

_LOG_HEADER = 32
_FRAME_HEADER = 24
_LEAF_OF_A_TABLE = b"\x0d"
_LARGEST = 10_000_000

_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of the first kinds of value."""

Value = None | int | float | str | bytes
Record = list[Value]
Chain = Callable[[int], bytes]
"""Gives the page of a number, on which a long row goes on."""


def records(database: Path) -> Iterator[Record]:
    """Give every row that can be read, from the file and its log; older versions of a row among them."""
    with contextlib.ExitStack() as opened:
        file = _Pages(opened, database, 0, 0)
        log = _Pages(opened, database.with_name(database.name + "-wal"), _LOG_HEADER, _FRAME_HEADER)
        logged = {log.number(place): place for place in range(log.count)}

        def of_the_file(number: int) -> bytes:
            return file.page(number - 1)

        def newest(number: int) -> bytes:
            return log.page(logged[number]) if number in logged else of_the_file(number)

        for pages in (log, file):
            for place in range(pages.count):
                page = pages.page(place)
                start = 100 if pages is file and place == 0 else 0
                if page[start : start + 1] == _LEAF_OF_A_TABLE:
                    yield from _rows(page, start, (newest, of_the_file))


class _Pages:
    """The pages of a file, each behind a header of its own or none."""

    def __init__(self, opened: contextlib.ExitStack, path: Path, start: int, before: int) -> None:
        self._start, self._before, self._each = start, before, before + PAGE
        self.count = 0
        with contextlib.suppress(FileNotFoundError):
            self._file = opened.enter_context(path.open("rb"))
            self.count = max(0, -((start - path.stat().st_size) // self._each))

    def page(self, place: int) -> bytes:
        """Return a page, shorter where the file was cut."""
        if not 0 <= place < self.count:
            return b""
        self._file.seek(self._start + place * self._each + self._before)
        return self._file.read(PAGE)

    def number(self, place: int) -> int:
        """Return which page of the database a page of the log is."""
        self._file.seek(self._start + place * self._each)
        return int.from_bytes(self._file.read(4))


def _rows(page: bytes, start: int, chains: Sequence[Chain]) -> Iterator[Record]:
    for index in range(int.from_bytes(page[start + 3 : start + 5])):
        place = start + 8 + 2 * index
        cell = int.from_bytes(page[place : place + 2])
        for chain in chains:
            with contextlib.suppress(ValueError, IndexError):
                content, whole = _content(page, cell, chain)
                yield _record(content)
                if whole:
                    break


def _content(page: bytes, cell: int, chain: Chain) -> tuple[bytes, bool]:
    """Return a row's bytes, and whether all of them lay on this page (file format 1.6)."""
    size, cell = _varint(page, cell)
    _, cell = _varint(page, cell)
    if not 0 < size <= _LARGEST:
        raise ValueError("no row has this size")
    most, least = PAGE - 35, (PAGE - 12) * 32 // 255 - 23
    if size <= most:
        return _exactly(page[cell : cell + size], size), True
    local = least + (size - least) % (PAGE - 4)
    local = local if local <= most else least
    content = bytearray(_exactly(page[cell : cell + local], local))
    following = int.from_bytes(page[cell + local : cell + local + 4])
    while len(content) < size:
        overflow = _exactly(chain(following), PAGE)
        following = int.from_bytes(overflow[:4])
        content += overflow[4 : 4 + size - len(content)]
    return bytes(content), False


def _record(content: bytes) -> Record:
    """Return the values of a row (file format 2.1)."""
    end, place = _varint(content, 0)
    kinds: list[int] = []
    while place < end:
        kind, place = _varint(content, place)
        kinds.append(kind)
    values: Record = []
    for kind in kinds:
        if kind in (0, 8, 9):
            values.append(None if kind == 0 else kind - 8)
            continue
        size = _SIZES[kind] if kind < len(_SIZES) else (kind - 12) // 2
        part = _exactly(content[place : place + size], size)
        place += size
        if kind == 7:
            values.append(struct.unpack(">d", part)[0])
        elif kind < 7:
            values.append(int.from_bytes(part, signed=True))
        else:
            values.append(part.decode() if kind % 2 else part)
    return values


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        value = value << 7 | content[place] & 0x7F
        if content[place] < 0x80:
            return value, place + 1
        place += 1
    return value << 8 | content[place], place + 1


def _exactly(part: bytes, size: int) -> bytes:
    if len(part) != size:
        raise ValueError("cut short")
    return part
