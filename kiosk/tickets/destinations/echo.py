"""What a server says about a message, without what it quotes of the resident's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from kiosk.tickets.masking import mask_numbers

PLAIN, TELLING = 12, 4
"""Characters in a row that count as quoted: Latin letters, and a run with digits or another script in it."""

_CODES = frozenset(
    ("id", "ticket_id", "number", "category", "urgency", "kind", "language", "engine", "station")
)
"""Fields of a payload that nobody is known by; a reason may name them."""


def without_echo(said: str, payload: bytes) -> str:
    """Return ``said`` with ``…`` for each run of characters that stands in a text of the JSON ``payload``."""
    try:
        texts = [text.casefold() for text in _texts(msgspec.json.decode(payload)) if len(text) > 1]
    except msgspec.DecodeError:
        return "…"
    found = "".join(c.casefold() if len(c.casefold()) == 1 else c for c in said)
    hidden = bytearray(len(said))
    for text in texts:
        for match in re.finditer(re.escape(text), found):
            hidden[match.start() : match.end()] = b"x" * len(text)
    for start in range(len(found)):
        for length in (TELLING, PLAIN):
            run = found[start : start + length]
            if (length == PLAIN or _is_telling(run)) and any(len(run) == length and run in t for t in texts):
                hidden[start : start + length] = b"x" * length
    kept = "".join("\0" if hide else c for c, hide in zip(said, hidden, strict=True))
    return mask_numbers(re.sub("\0+", "…", kept))


def _texts(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str) and name not in _CODES:
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, name)


def _is_telling(run: str) -> bool:
    return any(not c.isascii() or c.isdigit() for c in run)
