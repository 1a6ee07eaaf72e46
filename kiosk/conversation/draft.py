"""The ticket so far: the resident's own words, what they mean, and what was corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kiosk.conversation.step import Step
from kiosk.understanding.understood import Candidate, Kind, Urgency

CONFIDENTIAL: Final = frozenset({"abuse"})
"""Categories whose requests nobody else at the kiosk may hear of."""


@dataclass(frozen=True)
class Word:
    """A word as recognized; ``sure`` is false where the recognizer's confidence is low."""

    text: str
    sure: bool = True


@dataclass(frozen=True)
class Change:
    """A change to what was recognized, and who made it (``voice``, ``touch`` or ``staff``)."""

    field: str
    before: str
    after: str
    by: str


@dataclass(frozen=True)
class Draft:
    """The ticket so far. Empty strings are what is not known yet.

    ``others`` is what else may have been meant, whole texts, the likeliest first: shown where the resident
    says that the text is wrong, and kept nowhere else. ``asked`` is the questions that were put already.
    ``same`` is the number of a neighbour's ticket that says the same: None until that was looked for, ""
    where there is none. ``joins`` is that number once the resident wants to be counted with it.
    ``phone_offered`` is a number that may be the resident's: they are asked. ``calm`` and ``deed`` are those
    of ``Understood``, ``danger`` and ``ring`` those of ``Heard``.
    """

    recognized: str = ""
    text: str = ""
    words: tuple[Word, ...] = ()
    others: tuple[str, ...] = ()
    engine: str = ""
    category: str = ""
    candidates: tuple[Candidate, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    reasons: tuple[str, ...] = ()
    calm: Urgency = Urgency.NORMAL
    deed: str = ""
    danger: str = ""
    ring: str = ""
    answer: str = ""
    answer_source: str = ""
    kind: Kind = Kind.HELP
    place: str = ""
    same: str | None = None
    same_people: int = 0
    joins: str = ""
    when: str = ""
    phone: str = ""
    phone_offered: str = ""
    asked: frozenset[Step] = frozenset()
    corrections: tuple[Change, ...] = ()

    @property
    def confidential(self) -> bool:
        """Whether somebody is being hurt: not read aloud unasked, not compared with neighbours' tickets."""
        return bool(self.deed) or self.category in CONFIDENTIAL

    def edited(self, field: str, value: str, by: str) -> Draft:
        """With another ``value`` in a field, and who changed it; the first words are no correction."""
        before = str(getattr(self, field))
        corrections = self.corrections
        if before != value and not (field == "text" and not before):
            corrections = (*corrections, Change(field, before, str(value), by))
        return replace(self, **{field: value}, corrections=corrections)  # type: ignore[arg-type]  # by name
