"""Known answers: a published answer of the pack that fits a request, while it is valid."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from pathlib import Path

import msgspec

from kiosk.languages import Language, Said, language
from kiosk.packs import Pack, PackError, read
from kiosk.understanding.understood import Kind, Understood, Urgency

# A request must be at least this like one of the question's forms (cosine, 0 to 1), by its kind; less is
# enough where it holds the words that the answer needs.
FITS = {Kind.CONSULT: 0.27, Kind.HELP: 0.42, Kind.COMPLAINT: 0.8}
_NEEDS_FOUND = 0.6
# What is asked about something the request is less likely about must be this much more alike.
_LESS_LIKELY = 0.12


class Answer(msgspec.Struct, frozen=True):
    """A published answer. ``questions`` are ways to ask; ``text`` is said: at most four sentences.

    ``needs`` is a pattern that the plain text of a request must hold: the words without which another thing
    is asked.
    """

    id: str
    category: str
    questions: tuple[str, ...]
    text: str
    source: str
    valid_until: datetime.date
    needs: str = ""


class _Answers(msgspec.Struct, frozen=True):
    answer: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Known:
    """An answer that fits, and how well, 0 to 1."""

    answer: Answer
    score: float


@lru_cache(maxsize=8)
def answers_of(folder: Path) -> tuple[Answer, ...]:
    """The pack's published answers; none where it has no answers.toml.

    :raises PackError: the file is not as it should be, or an id is there twice.
    """
    path = folder / "answers.toml"
    if not path.is_file():
        return ()
    answers = read(path, _Answers).answer
    ids = Counter(a.id for a in answers)
    for name, count in ids.items():
        if count > 1:
            raise PackError(f"{path}: answer.id: {name} is there twice; remove one")
    return answers


def known_answer(
    request: Understood, pack: Pack, today: datetime.date, more: Sequence[Answer] = ()
) -> Known | None:
    """The published answer that fits the request best, or None.

    Only what is asked or could be settled by knowing is answered: no emergency, no urgent matter, no
    praise, no report, no proposal. Out of date means not offered. ``more`` are answers from the desk, which
    go before
    the pack's where they have the same id.
    """
    if request.urgency is not Urgency.NORMAL or request.kind not in FITS:
        return None
    lang = language(pack.tag)
    if lang.size(request.text) > lang.longest_question:
        return None
    merged = {a.id: a for a in (*answers_of(pack.folder), *more)}
    answers = tuple(a for a in merged.values() if a.valid_until >= today)
    index = _index(lang, answers)
    best: Known | None = None
    said = Said(request.text, lang)
    likely = {c.code for c in request.candidates}
    heard = _weigh(said.content_features, index.rarity)
    for answer, forms in zip(answers, index.forms, strict=True):
        if answer.category not in likely or not re.search(answer.needs, said.plain):
            continue
        score = max(_cosine(heard, form) for form in forms)
        if answer.needs:
            score /= _NEEDS_FOUND
        if answer.category != request.candidates[0].code:
            score -= _LESS_LIKELY
        if best is None or score > best.score:
            best = Known(answer, min(1.0, score))
    return best if best and best.score >= FITS[request.kind] else None


@dataclass(frozen=True)
class _Index:
    rarity: dict[str, float]
    forms: tuple[tuple[dict[str, float], ...], ...]


@lru_cache(maxsize=8)
def _index(lang: Language, answers: tuple[Answer, ...]) -> _Index:
    found = [[Said(q, lang).content_features for q in a.questions] for a in answers]
    counts = Counter(f for forms in found for form in forms for f in form)
    total = sum(map(len, found))
    rarity = {f: log((1 + total) / (1 + n)) + 0.1 for f, n in counts.items()}
    return _Index(rarity, tuple(tuple(_weigh(form, rarity) for form in forms) for forms in found))


def _weigh(found: set[str], rarity: dict[str, float]) -> dict[str, float]:
    # what no question has counts as the rarest would, so that a long story fits less
    weights = {f: rarity.get(f, 2.0) for f in found}
    length = sqrt(sum(w * w for w in weights.values())) or 1.0
    return {f: w / length for f, w in weights.items()}


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return sum(w * large[f] for f, w in small.items() if f in large)
