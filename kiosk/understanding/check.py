"""Figures of the trained part by itself: five-fold on the phrases, or on other labelled requests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kiosk.understanding.corpus import Phrase
from kiosk.understanding.features import features
from kiosk.understanding.train import Trained, train


def predict(trained: Trained, text: str, tag: str) -> dict[str, float]:
    """The score of each column, in floating point."""
    index = {name: i for i, name in enumerate(trained.names)}
    at = [index[f] for f in features(text, tag) if f in index]
    length = float(np.sqrt((trained.rarity[at] ** 2).sum())) or 1.0
    scores = trained.weights[at].sum(0) / length + trained.offset
    return dict(zip(trained.columns, map(float, scores), strict=True))


def best(scores: dict[str, float], group: str) -> list[str]:
    """The names of a group of columns, best first."""
    named = {c.partition(":")[2]: s for c, s in scores.items() if c.startswith(group + ":")}
    return sorted(named, key=lambda c: -named[c])


def print_check(phrases: Sequence[Phrase], tag: str, folds: int = 5) -> None:
    """Print category and kind right first, each fifth predicted from the others."""
    right = three = kind = 0
    for fold in range(folds):
        held = [p for n, p in enumerate(phrases) if n % folds == fold]
        trained = train([p for n, p in enumerate(phrases) if n % folds != fold], tag)
        for phrase in held:
            scores = predict(trained, phrase.text, tag)
            order = best(scores, "category")
            right += order[0] == phrase.category
            three += phrase.category in order[:3]
            kind += best(scores, "kind")[0] == phrase.kind
    n = len(phrases)
    print(
        f"{tag}: {n}, {folds}-fold: category {right / n:.1%}, top three {three / n:.1%}, kind {kind / n:.1%}"
    )
