"""How soon somebody must act, and whether somebody is being hurt.

Each passage of a request is judged by itself. What was trained on its words, the rules that hold in it and
what stands around are evidence that is added up, and the passage that speaks most for danger decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.languages import Said, as_said
from kiosk.languages.passages import MOST_PASSAGES
from kiosk.packs import Pack
from kiosk.understanding import model
from kiosk.understanding.evidence import Evidence, Search
from kiosk.understanding.odds import of_rules_alone
from kiosk.understanding.rules import rules_of
from kiosk.understanding.understood import Urgency

EMERGENCY, HARM = "emergency", "harm"
"""Danger to life now, and whatever is urgent at least."""
DEEDS = ("hurt", "threat", "missing", "self_harm")
# Log-odds from which an outcome is believed. To pass over an emergency costs more than to make one up. One
# takes less where a rule names it, more where a rule names harm within the day and none an emergency.
SURE_EMERGENCY, NAMED, IN_DOUBT = -0.5, -1.2, 0.5
# Harm within the day takes less where a rule names it. FIRM_HARM is enough for an emergency where a rule
# has hardly a doubt.
SURE_HARM, WITH_RULE, FIRM_HARM = 1.0, -1.0, 0.5
SURE_DEED, FIRM_DEED = -0.8, 1.2

LONGEST_CALL = 60
"""Characters of a request that only calls somebody."""


@dataclass(frozen=True)
class Danger:
    """How soon somebody must act, the words that led to it, and what is done to somebody.

    ``deed`` is a code of the pack's deeds.toml, "" where nobody is being hurt; ``firm`` whether there is
    hardly a doubt of it. ``calm`` is the urgency where the resident says that it is no emergency.
    """

    level: Urgency = Urgency.NORMAL
    reasons: tuple[str, ...] = ()
    deed: str = ""
    firm: bool = False
    calm: Urgency = Urgency.NORMAL


@dataclass(frozen=True)
class _Judged:
    """A passage, what was found in it, and the log-odds of each outcome."""

    passage: Said
    found: Evidence
    odds: Mapping[str, float]

    def because(self, what: str, trained: model.Model | None) -> tuple[str, ...]:
        """The words that a rule found for a level or a deed, or those that speak most for the level."""
        if what in self.found.words or not trained:
            return self.found.words.get(what, ())
        pieces = trained.because(self.passage, f"urgency:{what}", most=20)
        return tuple(p for p in pieces if self.passage.language.explains(p))[:3]


_BY_RULES = of_rules_alone(
    {EMERGENCY: (EMERGENCY,), HARM: (EMERGENCY, "urgent", *DEEDS), **{deed: (deed,) for deed in DEEDS}}
)


def find_danger(text: str | Said, pack: Pack, trained: model.Model | None = None) -> Danger:
    """The danger that a request tells of; ``trained`` is by default the pack's own.

    :raises PackError: the pack's urgency.toml or deeds.toml is not as it should be.
    """
    request = as_said(text, pack.tag)
    rules = rules_of(pack.folder)
    alone = len(request.plain) <= LONGEST_CALL and rules.frames.calls.fullmatch(request.plain)
    if alone or not request.sentences:
        return Danger()
    trained = trained or model.load(pack.folder / "dangers.bin")
    search = Search.of(request, rules)
    judged = [_judge(part, search, trained) for _, part in request.passages[:MOST_PASSAGES]]

    worst, sure = _most(judged, EMERGENCY), _most(judged, HARM)
    done = {deed: _most(judged, deed) for deed in DEEDS}
    deed = max(done, key=lambda d: done[d].odds[d])
    firm = done[deed].odds[deed] >= FIRM_DEED
    if done[deed].odds[deed] < SURE_DEED:
        deed = ""
    calm = Urgency.URGENT if deed or any(map(_harms, judged)) else Urgency.NORMAL
    if any(map(_kills, judged)):
        return Danger(Urgency.EMERGENCY, worst.because(Urgency.EMERGENCY, trained), deed, firm, calm)
    if calm is Urgency.NORMAL:
        return Danger()
    reasons = done[deed].because(deed, None) if deed else sure.because(calm, trained)
    return Danger(calm, reasons, deed, firm, calm)


def category_of(deed: str, pack: Pack) -> str:
    """The category of what is done to somebody; "" where nothing is, or the station has no such category."""
    codes = rules_of(pack.folder).categories.get(deed, "").split()
    return next((code for code in codes if pack.category(code)), "")


def _judge(passage: Said, search: Search, trained: model.Model | None) -> _Judged:
    found = search.in_passage(passage)
    scores = trained.scores(passage) if trained else {}
    odds = trained.odds if trained else _BY_RULES
    return _Judged(passage, found, {outcome: o.of(scores, found.names) for outcome, o in odds.items()})


def _kills(judged: _Judged) -> bool:
    """Whether a passage tells of danger to life now."""
    names, odds = judged.found.names, judged.odds
    if f"{EMERGENCY} is firm" in names and odds[HARM] >= FIRM_HARM:
        return True
    if f"{EMERGENCY} holds" in names:
        return odds[EMERGENCY] >= NAMED
    return odds[EMERGENCY] >= (IN_DOUBT if f"{Urgency.URGENT} holds" in names else SURE_EMERGENCY)


def _harms(judged: _Judged) -> bool:
    """Whether a passage tells of what is urgent at least."""
    named = f"{Urgency.URGENT} holds" in judged.found.names
    return judged.odds[HARM] >= (WITH_RULE if named else SURE_HARM)


def _most(judged: Sequence[_Judged], outcome: str) -> _Judged:
    """The passage that speaks most for an outcome."""
    return max(judged, key=lambda j: j.odds[outcome])
