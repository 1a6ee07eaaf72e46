"""Digits as they are spoken, cut into tokens: 幺, "double five", "oh", "twenty three", "no, sorry"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kiosk.languages import language
from kiosk.packs import Pack

DENIALS = ("not", "no not", "either")
"""Kinds of tokens that name the digits it is not."""
CORRECTIONS = frozenset(("no", "last", *DENIALS))
"""Kinds of tokens after which something is said again."""


@dataclass(frozen=True)
class Token:
    """A piece of a spoken number, at characters ``start`` to ``end`` of the plain text.

    ``kind``: digit(s), sound (a word that sounds like a digit), zeros ("百"), repeat ("double"), no ("no,
    sorry"), not ("nine, not five"), either (a word that is both, 不是), last ("the last is") or word
    (anything else).
    """

    kind: str
    value: str
    start: int
    end: int


def tokens(plain: str, pack: Pack) -> Iterator[Token]:
    """The plain text cut into tokens, in order."""
    words, zeros = pack.words, language(pack.tag).zeros
    sure = _inverse(pack.tag, tuple(words.digits.items()))
    maybe = _inverse(pack.tag, tuple(words.digit_sounds.items()))
    cut = _cutter(
        pack.tag, words.corrections, words.denials, words.last, tuple(words.repeats), tuple(words.tens)
    )
    for match in cut.finditer(plain):
        piece = match.group()
        kind = match.lastgroup or "word"
        if kind == "repeat":
            piece = str(words.repeats[piece])
        elif kind == "tens":
            kind, piece = ("zeros" if words.tens[piece] == "00" else "digit"), words.tens[piece]
        elif kind == "no" and piece in words.denials:
            kind = "either"
        elif kind == "word":
            if piece in sure:
                kind, piece = "digit", sure[piece]
            elif piece.isascii() and piece.isdigit():
                kind = "digit"
            elif piece in maybe:
                kind, piece = "sound", maybe[piece]
            elif piece in zeros:
                kind, piece = "zeros", zeros[piece]
        yield Token(kind, piece, *match.span())


@lru_cache(maxsize=16)
def _inverse(tag: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    plain = language(tag).plain
    return {plain(word): digit for digit, words in table for word in words}


@lru_cache(maxsize=8)
def _cutter(
    tag: str,
    no: tuple[str, ...],
    denials: tuple[str, ...],
    last: tuple[str, ...],
    repeats: tuple[str, ...],
    tens: tuple[str, ...],
) -> re.Pattern[str]:
    lang = language(tag)
    named = {"no": no, "not": denials, "last": last, "repeat": repeats, "tens": tens}
    parts = [f"(?P<{name}>{lang.any_of(phrases).pattern})" for name, phrases in named.items() if phrases]
    return re.compile("|".join([*parts, f"(?P<word>{lang.digit_pieces})"]))


def doubted(run: Sequence[Token]) -> list[Token]:
    """The run with what only sounds like a digit taken for words."""
    return [replace(t, kind="word") if t.kind == "sound" else t for t in run]


def believed(run: Sequence[Token]) -> list[Token]:
    """The run with what sounds like a digit between two digits taken for one."""
    return [t for n, t in enumerate(run) if t.kind != "sound" or _between_digits(run, n)]


def tens_and_ones(run: Sequence[Token]) -> list[Token]:
    """The run with "twenty three" as one token, 23."""
    joined: list[Token] = []
    for token in run:
        before = joined[-1] if joined else None
        tens = before is not None and before.kind == "digit" and len(before.value) == 2
        if (
            before
            and tens
            and before.value[1] == "0" != token.value[0]
            and before.value[0] != "1"
            and (token.kind == "digit" and len(token.value) == 1 and token.start - before.end <= 1)
        ):
            joined[-1] = Token("digit", before.value[0] + token.value, before.start, token.end)
        else:
            joined.append(token)
    return joined


def _between_digits(run: Sequence[Token], n: int) -> bool:
    """Whether token ``n``, a sound, stands between digits, so that it may be believed one."""
    before = run[n - 1].kind if n else "word"
    after = run[n + 1].kind if n + 1 < len(run) else "word"
    return {before, after} <= {"digit", "sound", "repeat"} and "digit" in (before, after)
