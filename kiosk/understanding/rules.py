"""A language pack's rules of danger, and what around their signs makes it none.

``urgency.toml`` has the rules of how soon somebody must act, ``deeds.toml`` those of what is done to people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from kiosk.packs import read
from kiosk.understanding.signs import Sign, named, regex, sign_of
from kiosk.understanding.understood import Urgency

URGENCY, DEEDS = "urgency.toml", "deeds.toml"
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
    deed: str = ""


class _WrittenRules(msgspec.Struct, frozen=True):
    words: dict[str, str] = {}
    before: str = _NEVER
    past: str = _NEVER
    denied: str = msgspec.field(name="not", default=_NEVER)
    now: str = _NEVER
    after: str = _NEVER
    calls: str = _NEVER
    figures: str = _NEVER
    insists: str = _NEVER
    around: dict[str, str] = {}
    categories: dict[str, str] = {}
    rule: tuple[_WrittenRule, ...] = ()


@dataclass(frozen=True)
class DangerRule:
    """Signs that together make a level; the other fields as the pack's urgency.toml explains them.

    ``deed`` is what is done to somebody ("hurt", "missing", "self_harm"), "" for other rules; ``file`` is the
    one that the rule stands in.
    """

    name: str
    level: Urgency
    signs: tuple[Sign, ...]
    near: int
    unless: str
    takes_back: str
    firm: bool
    weak: bool
    deed: str
    file: str


@dataclass(frozen=True)
class Frames:
    """What around a sign makes it past, feared, denied, over, or now after all.

    ``calls`` is what calls somebody and names no danger, ``figures`` what is only a figure of speech,
    ``insists`` what says that it is real. ``around`` are words that make danger likelier or less likely
    wherever they stand: of a film, of money.
    """

    before: re.Pattern[str]
    past: re.Pattern[str]
    denied: re.Pattern[str]
    now: re.Pattern[str]
    after: re.Pattern[str]
    calls: re.Pattern[str]
    figures: re.Pattern[str]
    insists: re.Pattern[str]
    around: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True)
class Rules:
    """A pack's rules of urgency (emergencies first) and of deeds, the categories of deeds, and the frames."""

    urgency: tuple[DangerRule, ...]
    deeds: tuple[DangerRule, ...]
    categories: Mapping[str, str]
    frames: Frames


@lru_cache(maxsize=8)
def rules_of(folder: Path) -> Rules:
    """The pack's rules; none where it has no urgency.toml and deeds.toml.

    :raises PackError: a file is not as it should be.
    """
    file = _written(folder / URGENCY)
    deeds = _written(folder / DEEDS)

    def frame(pattern: str) -> re.Pattern[str]:
        return regex(named(pattern, file.words), URGENCY)

    return Rules(
        _rules(file, URGENCY),
        _rules(deeds, DEEDS),
        deeds.categories,
        Frames(
            before=frame(file.before),
            past=frame(file.past),
            denied=frame(file.denied),
            now=frame(file.now),
            after=frame(file.after),
            calls=frame(file.calls),
            figures=frame(file.figures),
            insists=frame(file.insists),
            around={name: frame(pattern) for name, pattern in file.around.items()},
        ),
    )


def _written(path: Path) -> _WrittenRules:
    return read(path, _WrittenRules) if path.is_file() else _WrittenRules()


def _rules(written: _WrittenRules, file: str) -> tuple[DangerRule, ...]:
    words = written.words
    return tuple(
        DangerRule(
            rule.name,
            rule.level,
            tuple(sign_of(sign, words, len(rule.all) > 1, file) for sign in rule.all),
            rule.near,
            named(rule.unless, words),
            named(rule.takes_back, words),
            rule.firm,
            rule.weak,
            rule.deed,
            file,
        )
        for rule in sorted(written.rule, key=lambda r: r.level is not Urgency.EMERGENCY)
    )
