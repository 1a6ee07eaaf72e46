"""The doctor's findings, and how they are told: what was looked at, what is wrong, what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """``WORSE``: the kiosk serves, but not as well as it could. ``BROKEN``: it cannot serve."""

    GOOD = "ok"
    WORSE = "!"
    BROKEN = "BROKEN"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``remedy`` is what to do, empty where nothing is."""

    part: str
    grade: Grade
    found: str
    remedy: str = ""


def report(findings: list[Finding]) -> tuple[str, int]:
    """The findings as text, and the exit status: 1 if the kiosk cannot serve, else 0."""
    width = max((len(f.part) for f in findings), default=0)
    lines = []
    for finding in findings:
        lines.append(f"{finding.grade:>6}  {finding.part:<{width}}  {finding.found}")
        if finding.remedy:
            lines.append(f"{'':>6}  {'':<{width}}  -> {finding.remedy}")
    broken = dict.fromkeys(f.part for f in findings if f.grade is Grade.BROKEN)  # each part once, in order
    worse = dict.fromkeys(f.part for f in findings if f.grade is Grade.WORSE)
    if broken:
        lines.append(f"The kiosk cannot serve: {', '.join(broken)}.")
    elif worse:
        lines.append(f"The kiosk can serve; it would do better with: {', '.join(worse)}.")
    else:
        lines.append("The kiosk can serve.")
    return "\n".join(lines), 1 if broken else 0
