"""The signs of danger a language pack names in urgency.toml, and a request as they are looked for in it.

Patterns are compiled when they are first looked for: most rules are done with their first sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from kiosk.languages import Said
from kiosk.languages.sound import fold, syllables
from kiosk.packs import PackError, read
from kiosk.understanding.understood import Urgency

_NEVER = r"(?!)"


class _WrittenRule(msgspec.Struct, frozen=True):
    name: str
    level: Urgency
    all: tuple[str, ...]
    near: int = 0
    unless: str = ""
    takes_back: str = ""
    firm: bool = False
    weak: bool = False


class _Urgencies(msgspec.Struct, frozen=True):
    words: dict[str, str] = {}
    before: str = _NEVER
    past: str = _NEVER
    denied: str = msgspec.field(name="not", default=_NEVER)
    now: str = _NEVER
    after: str = _NEVER
    about: str = _NEVER
    plea: str = _NEVER
    rule: tuple[_WrittenRule, ...] = ()


@dataclass(frozen=True)
class Sign:
    """Patterns on the text, on its syllables, and on them for words so short that sound alone is doubtful."""

    text: str
    sound: str
    short: str


@dataclass(frozen=True)
class DangerRule:
    """Signs that together make a level; the other fields as the pack's urgency.toml explains them."""

    name: str
    level: Urgency
    signs: tuple[Sign, ...]
    near: int
    unless: str
    takes_back: str
    firm: bool
    weak: bool


@dataclass(frozen=True)
class Frames:
    """What around a sign makes it past, feared, denied, over, mere talk, or now after all."""

    before: re.Pattern[str]
    past: re.Pattern[str]
    denied: re.Pattern[str]
    now: re.Pattern[str]
    after: re.Pattern[str]
    about: re.Pattern[str]
    plea: re.Pattern[str]


@lru_cache(maxsize=4096)
def regex(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once.

    :raises PackError: it is no regular expression.
    """
    try:
        return re.compile(pattern)
    except re.error as error:
        raise PackError(f"urgency.toml: {pattern!r} is no regular expression: {error}") from None


@lru_cache(maxsize=8)
def rules_of(folder: Path) -> tuple[tuple[DangerRule, ...], Frames]:
    """The pack's rules, emergencies first, and its frames; none where it has no urgency.toml.

    :raises PackError: the file is not as it should be.
    """
    path = folder / "urgency.toml"
    file = read(path, _Urgencies) if path.is_file() else _Urgencies()
    words = file.words
    rules = tuple(
        DangerRule(
            rule.name,
            rule.level,
            tuple(_sign(written, words, len(rule.all) > 1) for written in rule.all),
            rule.near,
            _named(rule.unless, words),
            _named(rule.takes_back, words),
            rule.firm,
            rule.weak,
        )
        for rule in sorted(file.rule, key=lambda r: r.level is not Urgency.EMERGENCY)
    )
    frames = (file.before, file.past, file.denied, file.now, file.after, file.about, file.plea)
    return rules, Frames(*(regex(_named(frame, words)) for frame in frames))


def _named(pattern: str, words: Mapping[str, str]) -> str:
    for name, alternatives in words.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{alternatives})")
    return pattern


def _sign(written: str, words: Mapping[str, str], in_chain: bool) -> Sign:
    """A pattern taken apart into its alternatives, those after "~" and plain Chinese words by sound."""
    body = written[1:-1] if written.startswith("(") and written.endswith(")") and _wraps(written) else written
    text: list[str] = []
    sound: list[str] = []
    short: list[str] = []
    for part in _put(_alternatives(body), words):
        if part.startswith("~"):
            sound.append(" " + " ".join(fold(s) for s in part[1:].split()) + " ")
            continue
        text.append(part)
        if re.fullmatch("[\u4e00-\u9fff]{2,}", part):
            (sound if len(part) > 2 else short).append(" " + " ".join(syllables(part)) + " ")
    return Sign("|".join(text), "|".join(sound), "|".join(short) if in_chain else "")


def _put(parts: Sequence[str], words: Mapping[str, str]) -> Iterator[str]:
    """The parts with the pack's own words in place of their names."""
    for part in parts:
        if part[1:-1] in words:
            yield from _alternatives(words[part[1:-1]])
        else:
            yield _named(part, words)


def _wraps(written: str) -> bool:
    depth = 0
    for at, c in enumerate(written):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return at == len(written) - 1
    return False


def _alternatives(body: str) -> list[str]:
    """The parts between the outermost "|"."""
    parts, depth, start = [], 0, 0
    for at, c in enumerate(body):
        depth += (c in "([") - (c in ")]")
        if c == "|" and depth == 0:
            parts.append(body[start:at])
            start = at + 1
    return [*parts, body[start:]]


class SignSearch:
    """Looks for signs in a request: in its plain form, "。" between the sentences of what was typed.

    ``by_ear`` says whether words of two syllables are believed by their sound alone.
    """

    def __init__(self, request: Said, by_ear: bool) -> None:
        self.language = request.language
        self.said = request.sentences
        self._by_ear = by_ear
        self._at: list[int] = []
        self._sounds = ""
        if self.language.homophones:
            pieces = [" "]
            for character, syllable in enumerate(syllables(self.said)):
                self._at += [character] * (len(syllable) + 1)
                pieces.append(syllable + " ")
            self._at.append(len(self.said))
            self._sounds = "".join(pieces)

    def spots(self, sign: Sign) -> list[tuple[int, int]]:
        """Where a sign is found in ``said``, by text or by sound: first character, and the one after."""
        found = [m.span() for m in regex(sign.text).finditer(self.said)] if sign.text else []
        if self._sounds:
            for pattern in (sign.sound, sign.short if self._by_ear else ""):
                if pattern:
                    found += [
                        (self._at[m.start()], self._at[m.end() - 2] + 1)
                        for m in regex(pattern).finditer(self._sounds)
                    ]
        return found
