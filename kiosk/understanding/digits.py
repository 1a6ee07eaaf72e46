"""Digits said in one breath: 幺, "double five", "oh", pauses, and what is said again after "no, sorry"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kiosk.languages import Said, as_said, language
from kiosk.packs import Pack


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


_DENIALS = ("not", "no not", "either")
CORRECTIONS = frozenset(("no", "last", *_DENIALS))
"""Kinds of tokens after which something is said again."""

Fits = Callable[[str], bool]
"""Whether digits are a whole number."""


@dataclass
class _Said:
    """Digits in a row, what was said before them, and after how many of them something else was said."""

    kind: str
    digits: str = ""
    broken: int = 0


def settle(run: Sequence[Token], fits: Fits) -> str:
    """The digits a run of tokens comes to, what was said again laid over what was said before.

    Of the ways to lay it the first that fits is taken; none where what is said again contradicts itself.
    """
    total = before = again = ""
    for said in _in_rows(run):
        if not total or not said.digits:
            wrong = said.broken if said.kind in _DENIALS else 0  # "not one nine two, it's oh seven ..."
            total = total or said.digits[wrong:]
        elif said.kind in _DENIALS:
            total = _denied(total, said, before, again, fits)
            before = again = ""
        else:
            before, again = total, said.digits
            total = _join(total, said.digits, said.kind, fits)
    return total


def _in_rows(run: Sequence[Token]) -> list[_Said]:
    rows, times = [_Said("")], 1
    for token in run:
        row = rows[-1]
        if token.kind in CORRECTIONS:
            if row.digits:
                rows.append(_Said(token.kind))
            else:
                row.kind = "no not" if row.kind == "no" and token.kind == "not" else token.kind
            times = 1
        elif token.kind == "repeat":
            times = int(token.value)
        elif token.kind in ("digit", "sound"):
            row.digits += token.value[0] * (times - 1) + token.value
            times = 1
        elif token.kind == "zeros" and (row.digits or len(rows) > 1):
            row.digits += token.value
        elif token.kind == "word":
            row.broken = row.broken or len(row.digits)
    return rows


def _join(before: str, part: str, kind: str, fits: Fits) -> str:
    """``part`` after ``before``, put in place of what it says again."""
    tail = before[: max(0, len(before) - len(part))] + part
    if kind == "last":
        return tail
    ways = [part] if len(part) >= 10 else []
    for shared in range(len(part), 0, -1):
        at = before.rfind(part[:shared])
        while at >= 0:
            ways.append(before[:at] + part)
            at = before.rfind(part[:shared], 0, at)
    ways += [tail, part, *(before[:-n] + part for n in range(1, len(before)))]
    if fits(before):  # what is said again is as long as what it stands for
        ways.sort(key=lambda way: len(way) != len(before) and way != part)
    return next((way for way in ways if fits(way)), ways[0] if len(part) > 1 else tail)


def _denied(total: str, said: _Said, before: str, again: str, fits: Fits) -> str:
    """The number after "not five": "no, nine, not five" and "no, not five, nine" put nine for five."""
    wrong = said.digits
    if again:  # what it is was said first
        mended = _put(before, wrong, again)
        return mended if mended == total or fits(mended) else ""
    first = _put(total[: -len(wrong)], wrong, total[-len(wrong) :])
    if not fits(total) and fits(first):
        return first
    if said.kind == "not" and fits(total):
        return total
    splits = [said.broken] if said.broken else [n for n in range(1, len(wrong)) if total.endswith(wrong[:n])]
    ways = [way for n in splits if fits(way := _put(total, wrong[:n], wrong[n:]))]
    whole = _join(total, wrong, "no", fits)
    if (
        said.kind == "either" and fits(whole) and fits(total) and not said.broken
    ):  # "A, no, B" or "A and not B"
        doubtful = (fits(wrong) and wrong != total) or any(way != whole for way in ways)
        return "" if doubtful else whole
    return (ways or [whole])[0]


def _put(number: str, wrong: str, right: str) -> str:
    """The number with the last ``wrong`` in it replaced; nothing where it has none."""
    head, found, tail = number.rpartition(wrong)
    return head + right + tail if found and (not tail or len(wrong) == len(right)) else ""


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
    return settle(believed(tens_and_ones(runs[0])), pack.phone.valid)


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
            runs.append([*(t for t in gap[-1:] if t.kind in _DENIALS), token])
        gap = []
    return [run for run in runs if any(token.kind == "digit" for token in run)]


def _joins(said: str, gap: Sequence[Token], pack: Pack) -> bool:
    if not gap:
        return True
    corrected = any(token.kind in CORRECTIONS for token in gap)
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
            for heard in (doubted(way), believed(way)):
                number = settle(heard, pack.phone.valid)
                if pack.phone.valid(number):
                    return number
    return ""


def doubted(run: Sequence[Token]) -> list[Token]:
    """The run with what only sounds like a digit taken for words."""
    return [replace(t, kind="word") if t.kind == "sound" else t for t in run]


def believed(run: Sequence[Token]) -> list[Token]:
    """The run with what sounds like a digit between two digits taken for one."""
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
