"""A word with its reading beside it, as Unicode's interlinear annotation: WiFi read as wai1 fai1.

An engine that reads pinyin takes the reading, another one (SAPI's Mandarin voices) the word itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

ANCHOR, SEPARATOR, END = "\ufff9", "\ufffa", "\ufffb"
_RUBY = re.compile(f"{ANCHOR}([^{ANCHOR}{END}]*){SEPARATOR}([^{ANCHOR}{END}]*){END}")
_CONTROLS = {ord(control): None for control in (ANCHOR, SEPARATOR, END)}


def marked(word: str, reading: str) -> str:
    """``word`` annotated with ``reading``: pinyin syllables with tone numbers, spaces between them."""
    return f"{ANCHOR}{word}{SEPARATOR}{reading}{END}"


def unmarked(text: str) -> str:
    """``text`` without annotation characters that somebody else put there."""
    return text.translate(_CONTROLS)


def words_only(text: str) -> str:
    """``text`` with each annotated word as itself."""
    return _RUBY.sub(r"\1", text)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """``text`` in order as (text, "") and (word, its reading)."""
    at = 0
    for found in _RUBY.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], ""
        yield found[1], found[2]
        at = found.end()
    if at < len(text):
        yield text[at:], ""


def outside(text: str, change: Callable[[str], str]) -> str:
    """``text`` with what is not annotated changed by ``change``."""
    return "".join(marked(piece, reading) if reading else change(piece) for piece, reading in pieces(text))
