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
    """The digits of a number said in one breath, for a keypad; empty where there are none.

    A whole number counts whatever is said around it, the last one where there are more: an extension, an
    hour or an age beside it is none of its digits. Where none is whole, nothing else may have been said.
    """
    said = as_said(text, pack.tag).plain
    runs = _runs(said, pack)
    if not runs or _takes_back(said[runs[-1][-1].end :], pack):
        return ""
    whole = [number for run in runs if (number := _whole(run, bool(said[run[-1].end :].strip()), pack))]
    if whole or len(runs) != 1 or _left(said, runs[0], pack):
        return pack.phone.national(whole[-1]) if whole else ""
    return settle(_believed(tens_and_ones(runs[0])), pack.phone.valid)


def _takes_back(after: str, pack: Pack) -> bool:
    """Whether what follows the last digit says that they are wrong: "no wait, let me think"."""
    lang, words = language(pack.tag), pack.words
    wrong = tuple(phrase for phrase in words.corrections if phrase not in words.negations)
    return lang.any_of(wrong).match(lang.without(after.strip(), words.fillers)) is not None


def _runs(said: str, pack: Pack) -> list[list[Token]]:
    """Stretches of digits with only fillers or a correction between them."""
    runs: list[list[Token]] = []
    gap: list[Token] = []
    for token in tokens(said, pack):
        if token.kind not in ("digit", "repeat", "zeros"):
            gap.append(token)
            continue
        if runs and _joins(said, gap, pack):
            runs[-1] += [*gap, token]
        else:
            runs.append([token])
        gap = []
    return [run for run in runs if any(token.kind == "digit" for token in run)]


def _joins(said: str, gap: Sequence[Token], pack: Pack) -> bool:
    if not gap:
        return True
    corrected = any(token.kind in ("no", "last") for token in gap)
    left = _content(said[gap[0].start : gap[-1].end], pack)
    return language(pack.tag).size(left) <= (language(pack.tag).gap_corrected if corrected else 0) or all(
        token.kind == "sound" for token in gap
    )


def _content(between: str, pack: Pack) -> str:
    """What is said between digits that is neither filler nor correction."""
    lang, words = language(pack.tag), pack.words
    beside = (*words.fillers, *words.agreement.polite, *words.corrections, *words.last, *words.dialling)
    return lang.any_of((*beside, *lang.links)).sub("", between).strip()


def _left(said: str, run: Sequence[Token], pack: Pack) -> str:
    return _content(said[: run[0].start], pack) + _content(said[run[-1].end :], pack)


def _whole(run: Sequence[Token], more: bool, pack: Pack) -> str:
    """The whole number that a run is, or begins with: what stands before more words may be an hour."""
    for end in range(len(run), max(0, len(run) - 5) if more else len(run) - 1, -1):
        for way in (tens_and_ones(run[:end]), run[:end]):
            number = settle(_believed(way), pack.phone.valid)
            if pack.phone.valid(number):
                return number
    return ""


def _believed(run: Sequence[Token]) -> list[Token]:
    return [t for n, t in enumerate(run) if t.kind != "sound" or between_digits(run, n)]


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
