"""Trained parts as they stand in a pack's files: a head in JSON, the features' keys, numbers of a byte each.

A feature is known by the CRC-32 of its name: sorted numbers are there at once, a dictionary of a quarter of a
million names took longer to build than all the rest. Of a million features that are not there some thirty are
taken for one that is.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any


def key(name: str) -> int:
    """What a feature is known by."""
    return zlib.crc32(name.encode())


class Keys:
    """The features of a trained part, from the bytes of their keys (four each, little-endian, sorted)."""

    def __init__(self, packed: bytes) -> None:
        self._keys = array("I", packed)
        if sys.byteorder == "big":
            self._keys.byteswap()

    def row(self, name: str) -> int:
        """The number of the feature's row, -1 where it is not known."""
        sought = key(name)
        at = bisect_left(self._keys, sought)
        return at if at < len(self._keys) and self._keys[at] == sought else -1


def pack(head: Mapping[str, object], *parts: bytes) -> bytes:
    """A file's bytes; ``head["features"]`` counts the keys, which are the first of ``parts``."""
    told = json.dumps(head, ensure_ascii=False).encode()
    return zlib.compress(len(told).to_bytes(4, "little") + told + b"".join(parts), 9)


def unpack(packed: bytes) -> tuple[dict[str, Any], Keys, memoryview]:
    """The head, the keys and what follows them, from what ``pack`` made."""
    raw = zlib.decompress(packed)
    size = int.from_bytes(raw[:4], "little")
    head: dict[str, Any] = json.loads(raw[4 : 4 + size])
    rest = memoryview(raw)[4 + size :]
    end = 4 * int(head["features"])
    return head, Keys(bytes(rest[:end])), rest[end:]
