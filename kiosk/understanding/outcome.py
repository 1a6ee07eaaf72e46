"""Whether a rule of danger holds in a request: its signs are near each other and nothing takes them back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.understanding.rules import DangerRule, Frames
from kiosk.understanding.signs import SignSearch, regex

Span = tuple[int, int]


@dataclass(frozen=True)
class Holds:
    """A rule holds, for these words; the first one stands at ``begin``."""

    words: tuple[str, ...]
    begin: int


class NotSo(Enum):
    """Why a rule does not hold."""

    SAID = "one of its signs is nowhere near"
    MEANT = "the signs are there and mean something else"
    NOW = "it is past, feared, denied or over"


def outcome(rule: DangerRule, heard: SignSearch, frames: Frames) -> Holds | NotSo:
    """The words for which a rule holds, or why it does not."""
    said, reach = heard.said, heard.language.reach
    places: list[list[Span]] = []
    for sign in rule.signs:
        spots = heard.spots(sign)
        if not spots:
            return NotSo.SAID
        places.append(spots)
    why = NotSo.SAID
    for chain in _chains(places, rule.near or reach.near):
        first, last = min(s for s, _ in chain), max(e for _, e in chain)
        around = said[max(0, first - reach.around) : last + reach.around]
        if rule.unless and regex(rule.unless, rule.file).search(around):
            why = NotSo.MEANT if why is NotSo.SAID else why
            continue
        before = said[max(0, first - reach.before) : first].rpartition("。")[2]
        after = said[last : last + reach.after]
        taken = rule.takes_back and regex(rule.takes_back, rule.file).search(before)
        if taken or (not rule.firm and _taken_back(before, said[first:last], after, frames)):
            why = NotSo.NOW
            continue
        return Holds(tuple(dict.fromkeys(said[s:e].strip() for s, e in sorted(chain))), first)
    return why


def _taken_back(before: str, found: str, after: str, frames: Frames) -> bool:
    """Whether what was found is told as past, feared or denied, and not as happening now after all."""
    if frames.denied.search(before) or frames.after.search(after):
        return True
    if frames.past.search(found) and not frames.now.search(found + after):
        return True
    told = list(frames.before.finditer(before))
    return bool(told) and not frames.now.search(before[told[-1].end() :] + found + after)


def _chains(places: Sequence[list[Span]], near: int) -> Iterator[tuple[Span, ...]]:
    """Ways to take one spot of each sign so that each is near the one before."""
    chains: list[tuple[Span, ...]] = [(spot,) for spot in places[0]]
    for spots in places[1:]:
        chains = [
            (*chain, spot)
            for chain in chains
            for spot in spots
            if max(spot[0] - chain[-1][1], chain[-1][0] - spot[1]) <= near
        ][:50]
    yield from chains
