"""Which of the hotline's six kinds a request is: consult, help, complaint, report, suggestion, praise."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.packs import Pack
from kiosk.understanding.understood import Kind, Urgency


def kind(text: str, pack: Pack, scores: Mapping[str, float], category: str, urgency: Urgency) -> Kind:
    """The kind, by the trained part; an emergency is always a call for help, or a report where it says so."""
    named = {Kind(c.partition(":")[2]): s for c, s in scores.items() if c.startswith("kind:")}
    if not named:
        return Kind.HELP
    if urgency is not Urgency.NORMAL:
        return Kind.REPORT if named[Kind.REPORT] > named[Kind.HELP] + 0.3 else Kind.HELP
    return max(named, key=lambda k: named[k])
