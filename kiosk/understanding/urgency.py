"""How soon somebody must act: the pack's rules, explained by the words they found, and the trained part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from kiosk.packs import Pack, PackError, read
from kiosk.understanding.sound import fold, syllables
from kiosk.understanding.text import is_chinese, plain
from kiosk.understanding.understood import Urgency

# How far before the words found a "last year" or "if" still holds for them, and after them a "was put out".
_BEFORE = {True: 14, False: 45}
_AFTER = {True: 8, False: 40}
_NEAR = {True: 12, False: 60}

# The trained part alone is believed from these scores (five-fold on the phrases: see bench_understanding).
SURE_EMERGENCY = 0.48
SURE_URGENT = 0.58


class _Rule(msgspec.Struct, frozen=True):
    name: str
    level: str
    all: tuple[str, ...]
    near: int = 0
    unless: str = ""
    takes_back: str = ""
    firm: bool = False


class _File(msgspec.Struct, frozen=True):
    rule: tuple[_Rule, ...] = ()
    before: str = ""
    denied: str = msgspec.field(name="not", default="")
    now: str = ""
    after: str = ""


@dataclass(frozen=True)
class _Pattern:
    """A pattern on the text, one on the syllables, or both."""

    text: re.Pattern[str] | None
    sound: re.Pattern[str] | None


@dataclass(frozen=True)
class _Compiled:
    rule: _Rule
    level: Urgency
    all: tuple[_Pattern, ...]
    unless: re.Pattern[str] | None
    takes_back: re.Pattern[str] | None


@dataclass(frozen=True)
class _Rules:
    rules: tuple[_Compiled, ...]
    before: re.Pattern[str] | None
    denied: re.Pattern[str] | None
    now: re.Pattern[str] | None
    after: re.Pattern[str] | None


@lru_cache(maxsize=8)
def _rules(folder: Path) -> _Rules:
    path = folder / "urgency.toml"
    if not path.is_file():
        return _Rules((), None, None, None, None)
    file = read(path, _File)
    compiled = []
    for rule in file.rule:
        try:
            compiled.append(
                _Compiled(
                    rule,
                    Urgency(rule.level),
                    tuple(_pattern(p) for p in rule.all),
                    _optional(rule.unless),
                    _optional(rule.takes_back),
                )
            )
        except (re.error, ValueError) as error:
            raise PackError(f"{path}: rule {rule.name!r}: {error}") from None
    return _Rules(
        tuple(compiled),
        _optional(file.before),
        _optional(file.denied),
        _optional(file.now),
        _optional(file.after),
    )


def _optional(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _pattern(written: str) -> _Pattern:
    """Split the alternatives after "~" (syllables) from the others; only the outermost "|" are split at."""
    body = written[1:-1] if written.startswith("(") and written.endswith(")") and _wraps(written) else written
    text: list[str] = []
    sound: list[str] = []
    for part in _alternatives(body):
        if part.startswith("~"):
            sound.append(" " + " ".join(fold(s) for s in part[1:].split()) + " ")
        else:
            text.append(part)
    return _Pattern(
        re.compile("|".join(text)) if text else None, re.compile("|".join(sound)) if sound else None
    )


def _wraps(written: str) -> bool:
    depth = 0
    for at, c in enumerate(written):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return at == len(written) - 1
    return False


def _alternatives(body: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, c in enumerate(body):
        depth += (c in "([") - (c in ")]")
        if c == "|" and depth == 0:
            parts.append(body[start:at])
            start = at + 1
    return [*parts, body[start:]]


def urgency(
    text: str, pack: Pack, scores: Mapping[str, float] | None = None
) -> tuple[Urgency, tuple[str, ...]]:
    """The urgency, and the words that led to it.

    ``scores`` are those of the trained part, where there is one: it finds what no rule names.
    """
    said = plain(text, pack.tag)
    chinese = is_chinese(pack.tag)
    rules = _rules(pack.folder)
    sounds = _Sounds(said) if chinese else None
    found: tuple[Urgency, tuple[str, ...]] = (Urgency.NORMAL, ())
    for compiled in rules.rules:
        if found[0] is compiled.level or (found[0] is Urgency.EMERGENCY):
            continue
        words = _holds(compiled, said, sounds, rules, chinese)
        if words:
            found = compiled.level, words
    if found[0] is not Urgency.EMERGENCY and scores and scores.get("urgency:emergency", 0) >= SURE_EMERGENCY:
        return Urgency.EMERGENCY, ()
    danger = scores.get("urgency:urgent", 0) + max(0.0, scores.get("urgency:emergency", 0)) if scores else 0.0
    if found[0] is Urgency.NORMAL and danger >= SURE_URGENT:
        return Urgency.URGENT, ()
    return found


class _Sounds:
    """The syllables of a text in one string, with the way back to its characters."""

    def __init__(self, said: str) -> None:
        self.text = " "
        self.at: list[int] = []
        for syllable, character in zip(syllables(said), range(len(said)), strict=False):
            self.at += [character] * (len(syllable) + 1)
            self.text += syllable + " "
        self.at.append(len(said))

    def find(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        return [(self.at[m.start()], self.at[m.end() - 2] + 1) for m in pattern.finditer(self.text)]


def _holds(
    compiled: _Compiled, said: str, sounds: _Sounds | None, rules: _Rules, chinese: bool
) -> tuple[str, ...] | None:
    if compiled.unless and compiled.unless.search(said):
        return None
    places: list[list[tuple[int, int]]] = []
    for pattern in compiled.all:
        spots = [m.span() for m in pattern.text.finditer(said)] if pattern.text else []
        if pattern.sound and sounds:
            spots += sounds.find(pattern.sound)
        if not spots:
            return None
        places.append(spots)
    near = compiled.rule.near or _NEAR[chinese]
    for chain in _chains(places, near):
        first, last = min(s for s, _ in chain), max(e for _, e in chain)
        before = said[max(0, first - _BEFORE[chinese]) : first]
        if compiled.takes_back and compiled.takes_back.search(before):
            continue
        if not compiled.rule.firm and _taken_back(said, before, first, last, rules, chinese):
            continue
        return tuple(dict.fromkeys(said[s:e].strip() for s, e in sorted(chain)))
    return None


def _taken_back(said: str, before: str, first: int, last: int, rules: _Rules, chinese: bool) -> bool:
    """Whether what was found is told as past, feared or denied, and not as happening now after all."""
    if rules.denied and rules.denied.search(before):
        return True
    told = list(rules.before.finditer(before)) if rules.before else []
    if told:
        since = before[told[-1].end() :] + said[first : last + _AFTER[chinese]]
        return not (rules.now and rules.now.search(since))
    after = said[last : last + _AFTER[chinese]]
    return bool(rules.after and rules.after.search(after))


def _chains(places: list[list[tuple[int, int]]], near: int) -> list[tuple[tuple[int, int], ...]]:
    """Ways to take one spot of each pattern so that each is near the one before."""
    chains: list[tuple[tuple[int, int], ...]] = [(spot,) for spot in places[0]]
    for spots in places[1:]:
        chains = [
            (*chain, spot)
            for chain in chains
            for spot in spots
            if min(abs(spot[0] - chain[-1][1]), abs(chain[-1][0] - spot[1])) <= near
            or (spot[0] < chain[-1][1] and chain[-1][0] < spot[1])
        ][:50]
    return chains
