"""What a request is about: the trained part and the packs' cue words, as scores of categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.languages import Language, Said, as_said
from kiosk.languages.passages import MOST_PASSAGES
from kiosk.packs import Category, Pack
from kiosk.understanding.model import HEAT, SURE, Model, shares
from kiosk.understanding.understood import Candidate

# What a cue counts: little beside the trained part, all there is for a category without one.
_CUE_BESIDE = 0.03
_CUE_ALONE = 0.3
_MOST = 3
_A_STORY = 3
"""Passages from which a request is judged by each of them."""


def categorize(
    text: str | Said, pack: Pack, scores: Mapping[str, float], heat: float = HEAT, sure: float = SURE
) -> tuple[str, tuple[Candidate, ...]]:
    """The category (empty where it is not sure) and the top three with their shares.

    ``heat`` and ``sure`` are the trained part's own: below the share ``sure`` the first category is not
    put into the resident's mouth.
    """
    said = as_said(text, pack.tag)
    if not said.plain or not pack.categories:
        return "", ()
    sums: dict[str, float] = {}
    hits = 0.0
    for category in pack.categories:
        trained = scores.get(f"category:{category.code}")
        found = min(_MOST, _hits(said, category))
        hits += found if trained is None else 0
        sums[category.code] = (found * _CUE_ALONE) if trained is None else trained + found * _CUE_BESIDE
    share = shares(sums, heat)
    order = sorted(share, key=lambda code: -share[code])
    best = tuple(Candidate(code, round(share[code], 3)) for code in order[:3])
    certain = share[order[0]] >= sure and (bool(scores) or hits > 0)
    return (best[0].code if certain else ""), best


def in_any_passage(said: Said, trained: Model | None, scores: Mapping[str, float]) -> Mapping[str, float]:
    """The scores of a request; of a story or letter the highest that any of its passages has.

    A letter says in one sentence of ten what it is about, often the last: its average says little.
    """
    passages = said.passages
    if trained is None or len(passages) < _A_STORY:
        return scores
    # each begins in the middle of the one before: every second one and the last hold the whole
    heard = [trained.scores(part) for _, part in (*passages[:MOST_PASSAGES:2], passages[-1])]
    return {column: max(part[column] for part in heard) for column in scores}


def _hits(said: Said, category: Category) -> float:
    """How many cues of the category are in the text; one that only sounds so counts half."""
    found = 0.0
    heard = _in_a_row(said.sounds)
    for cue, sound in _cues(said.language, category):
        if cue in said.plain:
            found += 1
        elif sound and sound in heard:
            found += 0.5
    return found


@lru_cache(maxsize=256)
def _cues(language: Language, category: Category) -> tuple[tuple[str, str], ...]:
    """Each cue in plain form, and its sound where it is long enough to be believed by sound alone."""
    cues = [plain for c in (*category.cues, category.name) if (plain := language.plain(c))]
    least = language.least_cue
    return tuple((c, _in_a_row(language.sounds(c)) if len(c) >= least else "") for c in cues)


def _in_a_row(sounds: Sequence[str]) -> str:
    return f" {' '.join(sounds)} "
