"""Train a linear classifier from phrases and their labels (needs numpy).

Ridge regression on one-hot columns, solved in its dual form: exact, no seed matters but the one of the
made-up recognition errors, and a minute on two cores.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
import numpy.typing as npt

from kiosk.languages import Said, language
from kiosk.understanding.model import HEAT, SURE
from kiosk.understanding.odds import Odds
from kiosk.understanding.stored import key, pack
from kiosk.understanding.training.corpus import (
    KINDS,
    URGENCIES,
    Phrase,
    read_lexicon,
    read_stories,
    told,
)
from kiosk.understanding.training.misheard import misheard

Array = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]
PENALTY = 0.5
MISHEARD = 0.12
RAREST = 3
# What a phrase counts as it stands, misheard within a story, and a word of the lexicon.
PLAIN, TOLD, WORD = 1.0, 0.5, 1.0
# Features of more texts than this are multiplied as a whole, rarer ones pair by pair.
_COMMON = 60


@dataclass(frozen=True)
class Examples:
    """Texts as rows of features: ``row``, ``column`` and ``value`` of what is not nought, length 1 each.

    ``source`` is the number of the phrase a text was made from, -1 for a word of the lexicon.
    """

    names: list[str]
    rarity: Array
    row: Whole
    column: Whole
    value: Array
    labels: list[Phrase]
    counts: Array
    source: Whole


@dataclass(frozen=True)
class Trained:
    """Weights: ``rarity`` of each feature, ``weights`` features by columns, ``offset`` of each column.

    ``heat`` makes scores of categories into honest shares, ``sure`` is the share from which the first is
    put into the resident's mouth (see ``calibrate``). ``odds`` are what danger is judged by.
    """

    columns: tuple[str, ...]
    names: list[str]
    rarity: Array
    weights: Array
    offset: Array
    heat: float = HEAT
    sure: float = SURE
    odds: Mapping[str, Odds] = field(default_factory=dict)


def examples(phrases: Sequence[Phrase], tag: str, copies: int) -> Examples:
    """The phrases as they stand, ``copies`` times misheard within a story, and the words of the lexicon."""
    rng = random.Random(4)
    stories = read_stories(tag)
    lexicon = read_lexicon(tag)
    texts = [p.text for p in phrases]
    for _ in range(copies):
        texts += [misheard(told(p.text, stories, tag, rng), tag, MISHEARD, rng) for p in phrases]
    texts += [p.text for p in lexicon]
    n = len(phrases)
    seen = [Said(t, language(tag)).features for t in texts]
    found = Counter(f for s in seen for f in s)
    names = sorted(f for f, times in found.items() if times >= RAREST)
    index = {f: i for i, f in enumerate(names)}
    rarity = np.log((1 + len(texts)) / (1 + np.array([found[f] for f in names]))) + 1
    rarity = (np.round(np.minimum(rarity, 15) * 16) / 16).astype(np.float32)
    known = [[index[f] for f in s if f in index] for s in seen]
    row = np.repeat(np.arange(len(texts)), [len(k) for k in known])
    column = np.array([i for k in known for i in k], np.int64)
    value = rarity[column]
    value /= np.sqrt(np.bincount(row, value**2, len(texts)))[row].astype(np.float32)
    return Examples(
        names,
        rarity,
        row,
        column,
        value,
        [*phrases, *list(phrases) * copies, *lexicon],
        np.repeat(np.array([PLAIN, TOLD, WORD], np.float32), [n, n * copies, len(lexicon)]),
        np.concatenate([np.tile(np.arange(n), 1 + copies), np.full(len(lexicon), -1)]),
    )


def likenesses(ex: Examples) -> Array:
    """The cosine of each two texts, texts by texts."""
    n = len(ex.labels)
    times = np.bincount(ex.column, minlength=len(ex.names))
    common = times > _COMMON
    place = np.cumsum(common) - 1
    dense = np.zeros((n, int(common.sum())), np.float32)
    often = common[ex.column]
    dense[ex.row[often], place[ex.column[often]]] = ex.value[often]
    found: Array = dense @ dense.T
    flat = found.reshape(-1)
    order = np.argsort(ex.column[~often], kind="stable")
    column, row, value = (a[~often][order] for a in (ex.column, ex.row, ex.value))
    size = times[column]
    first = np.concatenate([[0], np.flatnonzero(np.diff(column)) + 1])
    start = np.repeat(first, np.diff(np.append(first, len(column))))
    for step in range(_COMMON):
        # each entry with the step-th entry of the same feature
        at = np.flatnonzero(size > step)
        other = start[at] + step
        np.add.at(flat, row[at] * n + row[other], value[at] * value[other])
    return found


def goals(ex: Examples) -> tuple[tuple[str, ...], Array, Array]:
    """The columns, what each text should score in each, and each column's mean.

    A word alone says nothing of kind and urgency: there its goal is the mean.
    """
    columns = (
        *(f"category:{c}" for c in dict.fromkeys(p.category for p in ex.labels)),
        *(f"kind:{k}" for k in KINDS.values()),
        *(f"urgency:{u}" for u in URGENCIES),
    )
    goal = np.array(
        [
            [c in (f"category:{p.category}", f"kind:{p.kind}", f"urgency:{p.urgency}") for c in columns]
            for p in ex.labels
        ],
        np.float32,
    )
    share = ex.counts[:, None]
    whole = np.array([bool(p.kind) for p in ex.labels])
    rest = np.array([not c.startswith("category:") for c in columns])
    mean = (goal * share).sum(0) / share.sum()
    mean[rest] = (goal * share)[whole][:, rest].sum(0) / share[whole].sum()
    goal[~whole[:, None] & rest] = np.tile(mean[rest], int((~whole).sum()))
    return columns, goal, mean.astype(np.float32)


def solve(likeness: Array, goal: Array, counts: Array) -> Array:
    """The dual weights of each text, by conjugate gradients: to a thousandth in some fifty steps."""
    ridge = (PENALTY / counts)[:, None]
    found = np.zeros_like(goal)
    rest = goal.copy()
    way = rest.copy()
    size = (rest**2).sum(0)
    enough = 1e-6 * size.max()
    while size.max() > enough:
        across = likeness @ way + ridge * way
        step = size / np.maximum((way * across).sum(0), 1e-12)
        found += step * way
        rest -= step * across
        new = (rest**2).sum(0)
        way = rest + new / np.maximum(size, 1e-12) * way
        size = new
    return found


def out_of_fold(ex: Examples, likeness: Array, goal: Array, mean: Array) -> tuple[Array, Whole]:
    """The scores of a fifth of the phrases, as they stand, from texts made of others, and which they are."""
    held = (ex.source >= 0) & (ex.source % 5 == 0)
    asked = held & (np.arange(len(held)) == ex.source)
    dual = solve(likeness[np.ix_(~held, ~held)], (goal - mean)[~held], ex.counts[~held])
    return likeness[np.ix_(asked, ~held)] @ dual + mean, np.flatnonzero(asked)


def calibrate(scores: Array, right: Whole, claimed: float = 0.55) -> tuple[float, float]:
    """The heat at which shares are honest, and the share from which the first is put into the resident's
    mouth.

    The packs' phrases are shorter and more roundabout than what residents tell: where the surest ``claimed``
    of those that are right are taken, some two thirds of whole requests are, and 98 of 100 of these are right
    (tests/benchmarks/bench_understanding.py).
    ``scores`` are texts by categories, out of fold; ``right`` the column of each text's own category.
    """
    heats = np.arange(4, 30, 0.5)
    at = np.arange(len(right))
    losses = [-np.log(np.maximum(softmax(scores * h)[at, right], 1e-9)).mean() for h in heats]
    heat = float(heats[int(np.argmin(losses))])
    shares = softmax(scores * heat)
    best = shares.max(1)[shares.argmax(1) == right]
    return heat, float(np.quantile(best, 1 - claimed)) if len(best) else 1.0


def softmax(scores: Array) -> Array:
    """Each row as shares that add up to 1."""
    powers = np.exp(scores - scores.max(1, keepdims=True))
    found: Array = powers / powers.sum(1, keepdims=True)
    return found


def weights_of(ex: Examples, dual: Array) -> Array:
    """The weight of each feature in each column, from the dual weights of the texts."""
    weights = np.zeros((len(ex.names), dual.shape[1]), np.float32)
    for at in range(dual.shape[1]):
        weights[:, at] = np.bincount(ex.column, ex.value * dual[ex.row, at], len(ex.names))
    return weights * ex.rarity[:, None]


def train(phrases: Sequence[Phrase], tag: str, copies: int = 1) -> Trained:
    """Train on phrases, on copies of them misheard and told within a story, and on the lexicon."""
    ex = examples(phrases, tag, copies)
    columns, goal, mean = goals(ex)
    likeness = likenesses(ex)
    dual = solve(likeness, goal - mean, ex.counts)
    weights = weights_of(ex, dual)
    categories = np.array([c.startswith("category:") for c in columns])
    heat, sure = HEAT, SURE
    if categories.sum() > 1:
        scores, held = out_of_fold(ex, likeness, goal[:, categories], mean[categories])
        heat, sure = calibrate(scores, goal[held][:, categories].argmax(1))
    return Trained(columns, ex.names, ex.rarity, weights, mean, heat, sure)


def pack_weights(trained: Trained, least: int = 1) -> bytes:
    """The weights as whole numbers of one byte, a scale for each column; ``model.parse`` reads them.

    Features are left out where no weight comes to ``least``.
    """
    top = np.maximum(np.abs(trained.weights).max(0), 1e-9)
    small = np.round(trained.weights / top * 127).astype(np.int8)
    used = np.abs(small.astype(np.int16)).max(1) >= least
    keys, rows = keyed(trained.names, used)
    head = {
        "columns": trained.columns,
        "scale": [round(float(t) / 127, 8) for t in top],
        "offset": [round(float(o), 6) for o in trained.offset],
        "heat": trained.heat,
        "sure": round(trained.sure, 5),
        "features": len(rows),
        "odds": {name: asdict(odds) for name, odds in trained.odds.items()},
    }
    rarity = np.round(trained.rarity[rows] * 16).astype(np.uint8)
    return pack(head, keys, rarity.tobytes(), small[rows].tobytes())


def keyed(names: Sequence[str], used: npt.NDArray[np.bool_]) -> tuple[bytes, Whole]:
    """The keys of the features ``used``, sorted, as ``stored.Keys`` reads them, and the number of each; of
    two that share a key the first."""
    keys = np.array([key(name) for name in names], np.uint32)
    keys, first = np.unique(keys[used], return_index=True)
    return keys.astype("<u4").tobytes(), np.flatnonzero(used)[first]
