"""What speaks for danger in a passage besides its words: what the rules find, and what stands around it.

Each piece is a name ("emergency holds", "around staged", "one passage"); what it counts was trained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.languages import Said
from kiosk.understanding.outcome import Holds, NotSo, outcome
from kiosk.understanding.rules import DangerRule, Frames, Rules
from kiosk.understanding.signs import SignSearch

_FEW = 4
"""Passages that a plain request may have; a story or a letter has more."""
_SHORT = 4
"""The part of a passage's usual length that is a mere call."""
_NOT_SO = {NotSo.NOW: "taken back", NotSo.MEANT: "means something else"}


@dataclass(frozen=True)
class Evidence:
    """Names of what was found, and for each level and deed that a rule found the words for it."""

    names: frozenset[str]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Search:
    """What is looked for in the passages of a request, and which words of ``Frames`` stand anywhere in it.

    In a letter most rules need not be looked at passage by passage: a sign of theirs stands nowhere.
    """

    request: Said
    rules: Sequence[tuple[str, DangerRule]]
    frames: Frames
    anywhere: frozenset[str]

    @classmethod
    def of(cls, request: Said, rules: Rules) -> Search:
        """The search through a request."""
        found = [(str(rule.level), rule) for rule in rules.urgency] + [(r.deed, r) for r in rules.deeds]
        if len(request.passages) > 1:
            heard = SignSearch(request.sentences, request.language, by_ear=False)
            found = [(what, rule) for what, rule in found if all(map(heard.holds, rule.signs))]
        return cls(request, found, rules.frames, frozenset(_framed(request.sentences, rules.frames)))

    def in_passage(self, passage: Said) -> Evidence:
        """What speaks for danger in a passage, and against it."""
        said = passage.sentences
        meant = _without(self.frames.figures, _without(self.frames.insists, said))
        by_text = SignSearch(meant, passage.language, by_ear=False)
        by_ear = SignSearch(meant, passage.language, by_ear=len(self.request.passages) == 1)
        words: dict[str, tuple[str, ...]] = {}
        names = {
            name
            for what, rule in self.rules
            for name in _found(rule, what, by_text, by_ear, self.frames, words)
        }
        names.update(self._around(said))
        return Evidence(frozenset(names), words)

    def _around(self, said: str) -> Iterator[str]:
        """What stands around, in the passage or elsewhere in the request, and how much is said."""
        count, reach = len(self.request.passages), self.request.language.reach
        here = set(_framed(said, self.frames)) if count > 1 else self.anywhere
        yield from (f"around {name}" for name in here)
        yield from (f"elsewhere {name}" for name in self.anywhere - here)
        yield "one passage" if count == 1 else "few passages" if count <= _FEW else "many passages"
        if len(said) * _SHORT < reach.passage:
            yield "short"


def _framed(said: str, frames: Frames) -> Iterator[str]:
    told = {"past": frames.past, "before": frames.before, "now": frames.now, "figures": frames.figures}
    rest = _without(frames.insists, said)
    yield from (name for name, pattern in (told | dict(frames.around)).items() if pattern.search(rest))
    if rest != said:
        yield "insists"


def _without(pattern: re.Pattern[str], said: str) -> str:
    """The text, blank where the pattern is found."""
    return pattern.sub(lambda found: "·" * len(found.group()), said)


def _found(
    rule: DangerRule,
    what: str,
    by_text: SignSearch,
    by_ear: SignSearch,
    frames: Frames,
    words: dict[str, tuple[str, ...]],
) -> Iterator[str]:
    """Whether a rule holds; the ``words`` of the first for a level or a deed are kept."""
    found = outcome(rule, by_text, frames)
    if isinstance(found, Holds):
        yield f"{what} holds"
        if what in words:
            yield f"{what} holds twice"
        words.setdefault(what, found.words)
        if rule.firm:
            yield f"{what} is firm"
        if rule.weak:
            yield f"{what} is weak"
    elif found in _NOT_SO:
        yield f"{what} {_NOT_SO[found]}"
    elif by_ear.sounds:
        found = outcome(rule, by_ear, frames)
        if isinstance(found, Holds):
            words.setdefault(what, found.words)
            yield f"{what} by ear"
