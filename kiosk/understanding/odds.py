"""How likely danger is: what the trained scores and the evidence count, added up as log-odds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Odds:
    """What speaks for one outcome: an offset, and what each score (times its value) and evidence adds."""

    offset: float
    scores: Mapping[str, float]
    evidence: Mapping[str, float]

    def of(self, scores: Mapping[str, float], evidence: Iterable[str]) -> float:
        """The log-odds of the outcome: 0 where it is as likely as not."""
        trained = sum(counts * scores.get(column, 0.0) for column, counts in self.scores.items())
        return self.offset + trained + sum(self.evidence.get(name, 0.0) for name in evidence)


def of_rules_alone(outcomes: Mapping[str, Iterable[str]]) -> dict[str, Odds]:
    """The odds where nothing was trained: an outcome is as the rules say that hold for it."""
    return {
        outcome: Odds(-5.0, {}, {f"{found} holds": 10.0 for found in holds})
        for outcome, holds in outcomes.items()
    }
