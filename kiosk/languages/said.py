"""A text that was said or typed, with what is derived from it, each once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kiosk.languages.base import Language, Span
from kiosk.languages.passages import spans
from kiosk.languages.text import letters

_CLAUSE = re.compile(r"""[，。；：！？、,;:!?“”"（）()\n]+|\.(?=\s|$)""")
_SENTENCE = re.compile(r"[。！？!?;；\n]+|(?<!\bmr)(?<!\bst)(?<!\bdr)(?<!\bmrs)\.(?=\s|$)", re.I)
_MINUS = re.compile(r"(?<![a-zA-Z0-9])[-－]$")
_LONGEST = 600
"""Characters the trained parts look at: a story of some minutes. More adds nothing to what it is about."""


@dataclass(frozen=True)
class Said:
    """A text in a language; what is derived from it is made when it is first asked for, and kept."""

    text: str
    language: Language

    @cached_property
    def plain(self) -> str:
        """Lower case, no punctuation (see ``Language.plain``)."""
        return self.language.plain(self.text)

    @cached_property
    def clauses(self) -> str:
        """Plain, with a mark between its clauses (see ``Language.clause``)."""
        return self._parts(_CLAUSE, self.language.clause)

    def written(self, start: int, end: int) -> str:
        """The stretch of ``clauses`` from ``start`` to ``end`` as it stands in the text."""
        plain, text = self._letters
        inside = [at for n, at in zip(plain, text, strict=False) if start <= n < end]
        if len(plain) != len(text) or not inside:
            return self.clauses[start:end].strip()
        first, last = inside[0], inside[-1] + 1
        first -= bool(_MINUS.search(self.text[:first]))
        return self.language.closed(self.text[first:last])

    @cached_property
    def _letters(self) -> tuple[list[int], list[int]]:
        """Where the letters stand in ``clauses``, and where the same ones stand in the text."""
        plain = [n for n, sign in enumerate(self.clauses) if letters(sign)]
        return plain, [n for n, sign in enumerate(self.text) for _ in letters(sign)]

    @cached_property
    def sentences(self) -> str:
        """Plain, with a mark between its sentences (see ``Language.stop``)."""
        return self._parts(_SENTENCE, self.language.stop)

    @cached_property
    def passages(self) -> tuple[tuple[Span, Said], ...]:
        """The passages of ``sentences``, each with where it stands; of a short text the text itself."""
        found = spans(self.sentences, self.language)
        if len(found) == 1:
            return ((found[0], self),)
        parts = (Said(self.sentences[begin:end], self.language) for begin, end in found)
        return tuple(zip(found, parts, strict=True))

    @cached_property
    def sounds(self) -> list[str]:
        """How it sounds, word by word."""
        return self.language.sounds(self.plain)

    @cached_property
    def features(self) -> set[str]:
        """What the trained parts see of it; of what it is said not to be about, nothing."""
        return self._features(self.plain)

    @cached_property
    def content_features(self) -> set[str]:
        """The same of the words that say what a question is about."""
        return self._features(self.language.content(self.plain))

    def _features(self, plain: str) -> set[str]:
        return self.language.features(self.language.denied.sub("", plain[:_LONGEST]))

    def _parts(self, mark: re.Pattern[str], put: str) -> str:
        if not mark.search(self.text):
            return self.plain
        return put.join(p for p in map(self.language.plain, mark.split(self.text)) if p)
