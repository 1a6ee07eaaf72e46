"""Rules of replacement, tried in order: each sees what those before it made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Said = Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Rule:
    """What is written, as a pattern, and what is said for it."""

    written: re.Pattern[str]
    said: Said

    def apply(self, text: str) -> str:
        """``text`` with all that fits replaced."""
        return self.written.sub(self.said, text)


def rule(written: str, said: Said | str, flags: int = 0) -> Rule:
    """A rule; ``said`` is a function of the match, or a template as ``re.Match.expand`` takes it."""
    return Rule(re.compile(written, flags), said if callable(said) else lambda found: found.expand(said))


def either(words: Iterable[str]) -> str:
    """A pattern for one of ``words``, the longest that fits."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
