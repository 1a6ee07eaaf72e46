"""How soon somebody must act: the pack's rules, explained by the words they found, and the trained part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from kiosk.languages import Said, as_said
from kiosk.packs import Pack
from kiosk.understanding import model
from kiosk.understanding.signs import DangerRule, Frames, SignSearch, regex, rules_of
from kiosk.understanding.understood import Urgency

# The trained part alone is believed from these scores (set on requests it was not trained on), from
# less where somebody is called for now, from more where a rule found harm within the day or another meaning.
# To back a sign that is not enough by itself takes less, and to believe a short word by its sound alone more.
SURE_EMERGENCY = 0.36
SURE_WITH_NOW = 0.32
SURE_IN_DOUBT = 0.50
SURE_URGENT = 0.52
BACKS_A_SIGN = 0.14
BACKS_A_SOUND = 0.33

Span = tuple[int, int]


def urgency(
    text: str | Said,
    pack: Pack,
    scores: Mapping[str, float] | None = None,
    trained: model.Model | None = None,
) -> tuple[Urgency, tuple[str, ...]]:
    """The urgency, and the words that led to it.

    ``trained`` is what hears danger, by default the pack's own (``dangers.bin``): it finds what no
    rule names, and backs a sign that is not enough by itself. Where there is none, ``scores`` stand in.

    :raises PackError: the pack's urgency.toml is not as it should be.
    """
    request = as_said(text, pack.tag)
    trained = trained or model.load(pack.folder / "dangers.bin")
    scores = (trained.scores(request) if trained else scores) or {}
    danger = scores.get("urgency:emergency", 0.0)
    harm = scores.get("urgency:urgent", 0.0) + max(0.0, danger)
    heard = SignSearch(request, by_ear=danger >= BACKS_A_SOUND)
    rules, frames = rules_of(pack.folder)
    told = _told(heard, frames)
    found: tuple[Urgency, tuple[str, ...]] = (Urgency.NORMAL, ())
    taken_back, doubted = told, False
    for rule in rules:
        if (told and not rule.firm) or (
            rule.weak and danger < BACKS_A_SIGN and not frames.now.search(heard.said)
        ):
            continue
        outcome = _outcome(rule, heard, frames)
        if isinstance(outcome, tuple):
            found = rule.level, outcome
            break
        if rule.level is Urgency.EMERGENCY:
            taken_back = taken_back or outcome is _Not.NOW
            doubted = doubted or outcome is _Not.MEANT
    past = taken_back or bool(frames.past.search(heard.said))
    if found[0] is Urgency.EMERGENCY or (past and not frames.plea.search(heard.said)):
        return found
    level: Urgency = found[0]
    if level is Urgency.URGENT or doubted:
        enough = SURE_IN_DOUBT
    else:
        enough = SURE_WITH_NOW if frames.now.search(heard.said) else SURE_EMERGENCY
    if danger >= enough:
        level = Urgency.EMERGENCY
    elif harm >= SURE_URGENT:
        level = Urgency.URGENT
    if level is found[0]:
        return found
    pieces = trained.because(request, f"urgency:{level}", most=20) if trained else []
    return level, tuple(p for p in pieces if request.language.explains(p))[:3]


def _told(heard: SignSearch, frames: Frames) -> bool:
    """Whether the whole request is about something told (thanks, a proposal, a refund), not about now."""
    return bool(frames.about.search(heard.said)) and not frames.plea.search(heard.said)


class _Not(Enum):
    """Why a rule does not hold."""

    SAID = "one of its signs is nowhere near"
    MEANT = "the signs are there and mean something else"
    NOW = "it is past, feared, denied or over"


def _outcome(rule: DangerRule, heard: SignSearch, frames: Frames) -> tuple[str, ...] | _Not:
    """The words for which a rule holds, or why it does not."""
    said, reach = heard.said, heard.language.reach
    places: list[list[Span]] = []
    for sign in rule.signs:
        spots = heard.spots(sign)
        if not spots:
            return _Not.SAID
        places.append(spots)
    why = _Not.SAID
    for chain in _chains(places, rule.near or reach.near):
        first, last = min(s for s, _ in chain), max(e for _, e in chain)
        around = said[max(0, first - reach.around) : last + reach.around]
        if rule.unless and regex(rule.unless).search(around):
            why = _Not.MEANT if why is _Not.SAID else why
            continue
        before = said[max(0, first - reach.before) : first].rpartition("。")[2]
        after = said[last : last + reach.after]
        taken = rule.takes_back and regex(rule.takes_back).search(before)
        if taken or (not rule.firm and _taken_back(before, said[first:last], after, frames)):
            why = _Not.NOW
            continue
        return tuple(dict.fromkeys(said[s:e].strip() for s, e in sorted(chain)))
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
