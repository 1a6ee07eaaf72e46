"""How soon somebody must act, and whether somebody is being hurt: the pack's rules and the trained part.

Rules are explained by the words they found; the trained part (``dangers.bin``) finds what no rule names,
backs what a rule found, and outvotes it where the words around say that it is nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.languages import Said, as_said
from kiosk.packs import Pack
from kiosk.understanding import model
from kiosk.understanding.outcome import Holds, NotSo, outcome
from kiosk.understanding.passages import Passages
from kiosk.understanding.signs import Rules, SignSearch, rules_of
from kiosk.understanding.understood import Urgency

# The trained part alone is believed from these scores (set on requests it was not trained on), from less
# where somebody is called for now or gives up on life, from more where a rule found harm within the day or
# another meaning.
SURE_EMERGENCY = 0.46
SURE_WITH_NOW = 0.40
SURE_IN_DOUBT = 0.56
SURE_URGENT = 0.63
SURE_DEED = 0.36
A_RULE = 0.36
"""What a rule that names a deed counts beside the trained part."""
# To back a sign that is not enough by itself takes less, and to believe a short word by its sound alone more.
BACKS_A_SIGN = 0.14
BACKS_A_SOUND = 0.33
# Below these the trained part outvotes a rule.
LEAST_EMERGENCY = 0.165
LEAST_FIRM = 0.10
LEAST_IN_A_STORY = 0.42

_BLANK = "·"
"""In place of each character of a figure of speech."""
LONGEST_CALL = 60
"""Characters of a request that only calls somebody."""

Found = tuple[str, ...] | None
"""The words for which something holds, none where the trained part alone says so; None: it does not hold."""


@dataclass(frozen=True)
class Danger:
    """How soon somebody must act, the words that led to it, and what is done to somebody.

    ``deed`` is a code of the pack's deeds.toml, "" where nobody is being hurt. ``calm`` is the urgency where
    the resident says that it is no emergency.
    """

    level: Urgency = Urgency.NORMAL
    reasons: tuple[str, ...] = ()
    deed: str = ""
    calm: Urgency = Urgency.NORMAL


def find_danger(
    text: str | Said,
    pack: Pack,
    scores: Mapping[str, float] | None = None,
    trained: model.Model | None = None,
) -> Danger:
    """The danger that a request tells of.

    ``trained`` is by default the pack's own; where there is none, ``scores`` stand in.

    :raises PackError: the pack's urgency.toml or deeds.toml is not as it should be.
    """
    request = as_said(text, pack.tag)
    rules = rules_of(pack.folder)
    said = request.sentences
    alone = len(request.plain) <= LONGEST_CALL and rules.frames.calls.fullmatch(request.plain)
    if alone or not said:
        return Danger()
    trained = trained or model.load(pack.folder / "dangers.bin")
    search = _Search(said, request, rules, Passages(request, trained, scores or {}))
    deed, done = search.deed()
    by_rule = search.urgent()
    life = search.emergency(in_doubt=by_rule is not None, giving_up=deed == "self_harm")
    harm = done if deed and by_rule is None else search.harm() if by_rule is None else by_rule
    calm = Urgency.NORMAL if harm is None else Urgency.URGENT
    level, reasons = (calm, harm or ()) if life is None else (Urgency.EMERGENCY, life)
    if level is not Urgency.NORMAL and not reasons and trained:
        pieces = trained.because(request, f"urgency:{level}", most=20)
        reasons = tuple(p for p in pieces if request.language.explains(p))[:3]
    return Danger(level, reasons, deed, calm)


def category_of(deed: str, pack: Pack) -> str:
    """The category of what is done to somebody; "" where nothing is, or the station has no such category."""
    codes = rules_of(pack.folder).categories.get(deed, "").split()
    return next((code for code in codes if pack.category(code)), "")


class _Search:
    """A pack's rules and what was trained, on one request."""

    def __init__(self, said: str, request: Said, rules: Rules, passages: Passages) -> None:
        frames = rules.frames
        self._rules, self._passages = rules, passages
        self._danger = passages.most("urgency:emergency")
        meant = frames.figures.sub(lambda figure: _BLANK * len(figure.group()), said)
        self._heard = SignSearch(meant, request.language, by_ear=self._danger >= BACKS_A_SOUND)
        self._now = bool(frames.now.search(said))
        self._plea = bool(frames.plea.search(said))
        self._told = bool(frames.about.search(said)) and not self._plea
        self._claimed = bool(frames.claimed.search(said))
        self._past = self._told or bool(frames.past.search(said))

    @property
    def _unreal(self) -> bool:
        return self._told or self._claimed

    def emergency(self, in_doubt: bool, giving_up: bool) -> Found:
        """Danger to life now. ``in_doubt``: harm within the day was found, which is less."""
        taken_back = False
        for rule in self._rules.urgency:
            if rule.level is not Urgency.EMERGENCY or (self._unreal and not rule.firm):
                continue
            if rule.weak and self._danger < BACKS_A_SIGN and not self._now:
                continue
            found = outcome(rule, self._heard, self._rules.frames)
            if isinstance(found, Holds):
                told = LEAST_IN_A_STORY if self._passages.many and not self._plea else LEAST_EMERGENCY
                least = LEAST_FIRM if rule.firm else told
                if self._passages.at(found.begin, "urgency:emergency") >= least:
                    return found.words
            taken_back = taken_back or found is NotSo.NOW
            in_doubt = in_doubt or found is not NotSo.SAID
        if self._unreal or (taken_back and not self._passages.many and not self._plea):
            return None
        enough = SURE_WITH_NOW if self._now else SURE_EMERGENCY
        if in_doubt or giving_up:
            enough = SURE_WITH_NOW if giving_up else SURE_IN_DOUBT
        # what is told of last year says nothing of the rest of a story
        frames = self._rules.frames
        heard = self._passages.over("urgency:emergency", enough)
        return () if any(frames.plea.search(p) or not frames.past.search(p) for p in heard) else None

    def urgent(self) -> Found:
        """Harm within the day that a rule names."""
        for rule in self._rules.urgency:
            if rule.level is Urgency.URGENT and (rule.firm or not self._told):
                found = outcome(rule, self._heard, self._rules.frames)
                if isinstance(found, Holds):
                    return found.words
        return None

    def harm(self) -> Found:
        """Harm within the day that the trained part alone hears."""
        harm = self._passages.most("urgency:urgent") + max(0.0, self._danger)
        return () if harm >= SURE_URGENT and (self._plea or not self._past) else None

    def deed(self) -> tuple[str, Found]:
        """What is done to somebody, and the words that say so; "" where nobody is being hurt."""
        named: dict[str, tuple[str, ...]] = {}
        for rule in (*self._rules.deeds, *self._rules.urgency):
            if rule.deed and rule.deed not in named and (rule.firm or not self._unreal):
                found = outcome(rule, self._heard, self._rules.frames)
                if isinstance(found, Holds):
                    named[rule.deed] = found.words
        deeds = named if self._unreal else self._rules.categories
        sure = {d: self._passages.most(f"category:{d}") + (A_RULE if d in named else 0.0) for d in deeds}
        best = max(sure, key=lambda deed: sure[deed], default="")
        return (best, named.get(best, ())) if best and sure[best] >= SURE_DEED else ("", None)
