"""Digits said in one breath: 幺, "double five", "oh", pauses, and what is said again after "no, sorry"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.languages import Said, as_said, language
from kiosk.packs import Pack


@dataclass(frozen=True)
class Token:
    """A piece of a spoken number, at characters ``start`` to ``end`` of the plain text.

    ``kind``: digit(s), sound (a word that sounds like a digit), zeros ("百"), repeat ("double"), no ("no,
    sorry"), last ("the last is") or word (anything else).
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
    cut = _cutter(pack.tag, words.corrections, words.last, tuple(words.repeats), tuple(words.tens))
    for match in cut.finditer(plain):
        piece = match.group()
        kind = match.lastgroup or "word"
        if kind == "repeat":
            piece = str(words.repeats[piece])
        elif kind == "tens":
            kind, piece = ("zeros" if words.tens[piece] == "00" else "digit"), words.tens[piece]
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
    tag: str, no: tuple[str, ...], last: tuple[str, ...], repeats: tuple[str, ...], tens: tuple[str, ...]
) -> re.Pattern[str]:
    lang = language(tag)
    named = {"no": no, "last": last, "repeat": repeats, "tens": tens}
    parts = [f"(?P<{name}>{lang.any_of(phrases).pattern})" for name, phrases in named.items() if phrases]
    return re.compile("|".join([*parts, f"(?P<word>{lang.digit_pieces})"]))


def settle(run: Sequence[Token], fits: Callable[[str], bool]) -> str:
    """The digits a run of tokens comes to, what was said again laid over what was said before.

    ``fits`` says whether a number is whole; among the ways to lay it the first that fits is taken.
    """
    total, part, state, times = "", "", "", 1
    for token in run:
        if token.kind == "repeat":
            times = int(token.value)
        elif token.kind in ("no", "last"):
            total, part = _join(total, part, state, fits), ""
            state, times = token.kind if total else "", 1
        elif token.kind in ("digit", "sound"):
            part += token.value[0] * (times - 1) + token.value
            times = 1
        elif token.kind == "zeros" and (part or total):
            part += token.value
    return _join(total, part, state, fits)


def _join(before: str, part: str, state: str, fits: Callable[[str], bool]) -> str:
    """``part`` after ``before``: appended, or where it corrects, put in place of what it says again."""
    if not before or not part:
        return before or part
    if not state:
        return before + part
    tail = before[: max(0, len(before) - len(part))] + part
    if state == "last":
        return tail
    ways = [part] if len(part) >= 10 else []
    for shared in range(len(part), 0, -1):
        at = before.rfind(part[:shared])
        while at >= 0:
            ways.append(before[:at] + part)
            at = before.rfind(part[:shared], 0, at)
    ways += [tail, part]
    return next((way for way in ways if fits(way)), ways[0] if len(part) > 1 else tail)


def between_digits(run: Sequence[Token], n: int) -> bool:
    """Whether token ``n``, a sound, stands between digits, so that it may be believed one."""
    before = run[n - 1].kind if n else "word"
    after = run[n + 1].kind if n + 1 < len(run) else "word"
    return {before, after} <= {"digit", "sound", "repeat"} and "digit" in (before, after)


def digits(text: str | Said, pack: Pack) -> str:
    """The digits of a number said in one breath, for a keypad; empty where there are none."""
    found = list(tokens(as_said(text, pack.tag).plain, pack))
    kept = [t for n, t in enumerate(found) if t.kind != "sound" or between_digits(found, n)]
    if not any(t.kind == "digit" for t in kept):
        return ""
    return settle(kept, pack.phone.valid)
