"""A part that was said again put where it belongs: "the lift" mends "the left in building three is broken".

The part replaces the stretch of the text that sounds most like it. What a resident says around it ("no,
I said …", "不是…，是…") is told by the pack. The result is always shown and asked about again, so a wrong
guess costs one "no"; what sounds like no stretch, or is as long as the text, is the whole of it said anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from kiosk.languages import language
from kiosk.languages.sound import WEAK_KEYS, likeness
from kiosk.languages.text import close_spaces
from kiosk.packs import Pack
from kiosk.understanding.units import Unit, units_of

Span = tuple[int, int]

_LIKE = 0.76
"""How alike a part and a stretch must sound. (Whisper's errors in tests/data/recognized.*.tsv: nine of ten
parts are 0.8 or more like what they mend; of three to eight words of another request one in fifty is.)"""
_WHOLE = 0.8  # of the text's words: a part this long is all of it said anew
_MOST = 24  # words; whoever says more does not mend
_DOUBT = 0.06  # what it counts that the recognizer was not sure of the stretch
_STRETCH = 2  # words by which a stretch may be longer or shorter than the part
_STRAY = 0.05  # what it counts against a stretch, each
_LEFT_OUT = 0.1  # by how much more alike a part must be that lacks something

_APART = r"[\W_]"


class _Found(NamedTuple):
    likeness: float
    first: int
    last: int  # one beyond


def mended(text: str, said: str, pack: Pack, doubted: Sequence[Span] = ()) -> str | None:
    """``text`` with what was ``said`` in the place of what it sounds like; None where it is no part of it.

    ``doubted`` is where in the text (characters) the recognizer was not sure: of two stretches that sound
    alike, the doubted one is meant. Every word of the part stands in the result, every word outside the
    stretch stays. Where the text says so already, it comes back as it is.
    """
    units = units_of(text, pack)
    said = close_spaces(said)
    as_before: str | None = None
    for reading in _without_corrections(said, pack):
        for place in (_by_name, _by_sound):
            found = place(text, units, reading, pack, doubted)
            if found not in (None, text):
                return found
            as_before = as_before or found
    return as_before


def _by_name(text: str, units: Sequence[Unit], said: str, pack: Pack, doubted: Sequence[Span]) -> str | None:
    """By "not left, lift", where the text has what sounds like the wrong word."""
    for pattern in _patterns(pack.words.instead):
        match = pattern.fullmatch(said) if "wrong" in pattern.groupindex else None
        part = units_of(match["right"], pack) if match else []
        place = _place(units, units_of(match["wrong"], pack), doubted, same=True) if match and part else None
        if match and place:
            return _put(text, units, place, match["right"], part)
    return None


def _by_sound(text: str, units: Sequence[Unit], said: str, pack: Pack, doubted: Sequence[Span]) -> str | None:
    """By what the part sounds like, with as much of what was said around it as sounds like it too."""
    best: tuple[float, str] | None = None
    for reading in _readings(said, pack):
        part = units_of(reading, pack)
        place = _place(units, part, doubted)
        if place and (best is None or place.likeness > best[0] + _LEFT_OUT):
            best = place.likeness, _put(text, units, place, reading, part)
    return best[1] if best else None


def _put(text: str, units: Sequence[Unit], place: _Found, said: str, part: Sequence[Unit]) -> str:
    """What was said in its place; words that stood there already stay as they were written."""
    old = units[place.first : place.last]
    if [u.plain for u in old] == [u.plain for u in part]:
        return text
    new, at = "", part[0].begin
    matcher = SequenceMatcher(None, [u.plain for u in old], [u.plain for u in part], autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if j == j_end:
            continue
        new += said[at : part[j].begin]
        at = part[j_end - 1].end
        words = said[part[j].begin : at] if kind != "equal" else text[old[i].begin : old[i_end - 1].end]
        new += _cased(words, text[old[i].begin :]) if kind != "equal" and j == 0 else words
    return text[: old[0].begin] + new + text[old[-1].end :]


def _cased(part: str, old: str) -> str:
    """The capital that a recognizer gives every beginning, only where the text has one there."""
    first, rest = part[:1], part[1:]
    name = rest[:1].isupper() or any(word[:1].isupper() for word in rest.split()[1:])
    if old[:1].isupper():
        return first.upper() + rest
    return part if name or part.split()[0] in ("I", "I'm", "I've", "I'll", "I'd") else first.lower() + rest


def _place(
    units: Sequence[Unit], part: Sequence[Unit], doubted: Sequence[Span], *, same: bool = False
) -> _Found | None:
    """The stretch that the part sounds like; None where there is none, or the part is no part but the whole.

    One that says the same already is taken only where nothing else comes near, or ``same`` is looked for.
    """
    sounds = [s for unit in part for s in unit.sounds]
    says_little = len(sounds) < 2 or "".join(sounds) in WEAK_KEYS
    if not units or says_little or len(part) > _MOST or len(part) > _WHOLE * len(units):
        return None
    plain, bag = [u.plain for u in part], Counter(sounds)
    n, best = len(part), _Found(0.0, 0, 0)
    there = [at for at in range(len(units) - n + 1) if [u.plain for u in units[at : at + n]] == plain]
    if there and same:
        return _Found(1.0, there[0], there[0] + n)
    for size in range(max(1, n - _STRETCH), n + _STRETCH + 1):
        for first in range(len(units) - size + 1):
            if any(at < first + size and first < at + n for at in there):
                continue
            stretch = units[first : first + size]
            heard = [s for unit in stretch for s in unit.sounds]
            extra = (_DOUBT if _overlaps(stretch, doubted) else 0.0) - _STRAY * abs(size - n)
            most = 2 * (bag & Counter(heard)).total() / (len(sounds) + len(heard))
            if most < _LIKE or most + extra <= best.likeness:
                continue
            alike = likeness(sounds, heard)
            if alike >= _LIKE and alike + extra > best.likeness:
                best = _Found(alike + extra, first, first + size)
    return best if best.last else _Found(1.0, there[0], there[0] + n) if there else None


def _overlaps(stretch: Sequence[Unit], spans: Sequence[Span]) -> bool:
    return any(begin < stretch[-1].end and stretch[0].begin < end for begin, end in spans)


def _without_corrections(said: str, pack: Pack) -> list[str]:
    """Without the "no, sorry" before it, and all of it."""
    rest = _phrases(pack.tag, pack.words.corrections)[0].sub("", said)
    return list(dict.fromkeys([rest, said]))


def _readings(said: str, pack: Pack) -> list[str]:
    """What may be the part: what was said, and the same without what is only said around it."""
    found = [said]
    for pattern in _patterns(pack.words.instead):
        match = pattern.fullmatch(said) if "wrong" not in pattern.groupindex else None
        found += [match["right"]] if match else []
    before, after = _phrases(pack.tag, pack.words.fillers)
    return list(dict.fromkeys([*found, *(after.sub("", before.sub("", reading)) for reading in found)]))


@lru_cache(maxsize=16)
def _patterns(sentences: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(sentence) for sentence in sentences)


def _pattern(sentence: str) -> re.Pattern[str]:
    """A sentence as a pattern: a comma is some mark, a space or the end of a hanzi whatever parts words."""
    body = ""
    for piece in re.findall(r"\{\w+\}|[,，]\s*|\s+|[^\s{},，]+", sentence):
        if piece.startswith("{"):
            body += rf"(?P<{piece[1:-1]}>\w.*{'?' if piece == '{wrong}' else ''})"
        elif piece.startswith((",", "，")):
            body += rf"{_APART}*[,;.，。；、]{_APART}*"
        elif piece.isspace():
            body += f"{_APART}+"
        else:
            body += re.escape(piece) if piece.isascii() else f"{_APART}*{re.escape(piece)}{_APART}*"
    return re.compile(f"{_APART}*{body}", re.IGNORECASE)


@lru_cache(maxsize=16)
def _phrases(tag: str, phrases: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """As many of the phrases as there are at the beginning, and at the end."""
    apart = f"{_APART}+" if language(tag).space else f"{_APART}*"
    one = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) or r"(?!)"
    before, after = rf"^{_APART}*(?:(?:{one}){apart})+(?=\w)", rf"(?:{apart}(?:{one}))+{_APART}*$"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)
