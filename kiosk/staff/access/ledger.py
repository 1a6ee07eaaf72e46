"""What was measured against the access table: of each rule the worst value, where, and what fell short."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kiosk.staff.access.rules import RULES, AccessRule

_MISSES_KEPT = 40


@dataclass
class RuleResult:
    """What is known of one rule: how often it was measured, the worst, the first that fell short."""

    rule: AccessRule
    measured: int = 0
    missed: int = 0
    worst: float | None = None
    where: str = ""
    what: str = ""
    misses: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool | None:
        """Whether every measurement kept the rule; None where nothing was measured."""
        return None if not self.measured else not self.missed

    @property
    def figure(self) -> str:
        """The worst, with its unit; of faults, how many there were."""
        if self.rule.elsewhere:
            return f"see {self.rule.elsewhere}"
        if self.worst is None:
            return "not measured"
        if self.rule.counts:
            return str(self.missed) if self.missed else "none"
        return f"{round(self.worst, 1):g}{self.rule.unit}"


class Ledger:
    """Takes measurements one by one and keeps of each rule what an auditor asks for."""

    def __init__(self) -> None:
        self._entries = {rule.key: RuleResult(rule) for rule in RULES}

    def add(self, key: str, value: float, where: str = "", what: str = "") -> None:
        """One measurement; ``where`` it was taken and ``what`` it was taken of, in words."""
        entry = self._entries[key]
        rule = entry.rule
        entry.measured += 1
        held = rule.holds(value)
        if not held:
            entry.missed += 1
            if len(entry.misses) < _MISSES_KEPT:
                told = "" if rule.counts else f"{value:.2f}{rule.unit} "
                entry.misses.append(f"{told}{what} ({where})" if where else f"{told}{what}")
        if entry.worst is None or _worse(rule, value, entry.worst):
            entry.worst, entry.where, entry.what = value, where, what

    def none(self, key: str, faults: list[str], where: str = "") -> None:
        """A rule that counts faults: one measurement for each, or one without any."""
        for fault in faults:
            self.add(key, 1, where, fault)
        if not faults:
            self.add(key, 0)

    def merge(self, other: Ledger) -> None:
        """Take in what another has measured."""
        for entry, more in zip(self.entries, other.entries, strict=True):
            entry.measured += more.measured
            entry.missed += more.missed
            entry.misses = (entry.misses + more.misses)[:_MISSES_KEPT]
            if more.worst is not None and (
                entry.worst is None or _worse(entry.rule, more.worst, entry.worst)
            ):
                entry.worst, entry.where, entry.what = more.worst, more.where, more.what

    def entry(self, key: str) -> RuleResult:
        """What is known of a rule."""
        return self._entries[key]

    @property
    def entries(self) -> list[RuleResult]:
        """All rules in the table's order."""
        return list(self._entries.values())

    @property
    def missed(self) -> list[RuleResult]:
        """The rules that were not kept."""
        return [entry for entry in self._entries.values() if entry.held is False]

    def parts(self) -> dict[str, bool | None]:
        """Whether each part of the table is held: all its rules; None where none of them was measured."""
        states: dict[str, list[bool | None]] = defaultdict(list)
        for entry in self._entries.values():
            if not entry.rule.elsewhere:
                states[entry.rule.part].append(entry.held)
        return {
            part: False if False in held else None if None in held else True for part, held in states.items()
        }


def _worse(rule: AccessRule, value: float, than: float) -> bool:
    """Whether a value lies farther beyond the rule's bound; of two bounds, beyond the one it passes."""
    higher = rule.least is None or (rule.most is not None and value > rule.most)
    return value > than if higher else value < than
