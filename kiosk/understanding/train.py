"""Train the linear classifier of a language from its pack's phrases (needs numpy; not used at run time).

python -m kiosk.understanding.train zh-CN en            write kiosk/understanding/weights/TAG.bin
python -m kiosk.understanding.train --check zh-CN       five-fold figures on the phrases, nothing written

Ridge regression on one-hot columns, solved in its dual form: exact, no seed matters but the one of the
made-up recognition errors, and seconds on two cores.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kiosk.packs import LANGUAGES, load_pack
from kiosk.understanding.features import features
from kiosk.understanding.misheard import misheard
from kiosk.understanding.model import FOLDER
from kiosk.understanding.text import is_chinese

REQUESTS = Path(__file__).resolve().parents[2] / "tests" / "data"
Array = npt.NDArray[np.float32]
KINDS = {"c": "complaint", "h": "help", "r": "report", "q": "consult", "s": "suggestion", "p": "praise"}
URGENCIES = ("normal", "urgent", "emergency")
PENALTY = 0.5
COPIES = 2
RAREST = 2
LEXICON = 1.0


@dataclass(frozen=True)
class Phrase:
    """A training phrase with its labels."""

    text: str
    category: str
    kind: str
    urgency: str


@dataclass(frozen=True)
class Trained:
    """Weights: ``rarity`` of each feature, ``weights`` features by columns, ``offset`` of each column."""

    columns: tuple[str, ...]
    names: list[str]
    rarity: Array
    weights: Array
    offset: Array


def read_phrases(path: Path) -> list[Phrase]:
    """The phrases of a pack.

    :raises ValueError: a line that is no phrase, with its number.
    """
    found: list[Phrase] = []
    category = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            category = line.strip("[]")
            continue
        match = re.fullmatch(r"([chrqsp])(!{0,2}) (.+)", line)
        if not match or not category:
            raise ValueError(
                f"{path}:{number}: expected a kind (one of c h r q s p, then ! or !!) and the words"
            )
        found.append(Phrase(match[3], category, KINDS[match[1]], URGENCIES[len(match[2])]))
    return found


def read_requests(folder: Path, tag: str) -> list[Phrase]:
    """The labelled development requests of a language, where the repository has them."""
    path = folder / f"requests.dev.{tag.split('-')[0]}.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [Phrase(r["text"], r["category"], r["kind"], r["urgency"]) for r in rows]


def read_lexicon(tag: str) -> list[Phrase]:
    """Words that speak for a category, each as a phrase without kind and urgency."""
    found: list[Phrase] = []
    for line in (LANGUAGES / tag / "lexicon.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            category, _, words = line.partition(" ")
            found += [Phrase(w, category, "", "") for w in words.split(" " if is_chinese(tag) else ",")]
    return found


def read_stories(tag: str) -> list[str]:
    """What is told around a request, a line each."""
    lines = (LANGUAGES / tag / "stories.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def told(text: str, stories: Sequence[str], tag: str, rng: random.Random) -> str:
    """The text within a story."""
    before, after = rng.choice(((1, 0), (0, 1), (1, 1), (2, 1), (3, 1)))
    parts = [*rng.sample(stories, before), text, *rng.sample(stories, after)]
    return ("" if is_chinese(tag) else " ").join(parts)


def train(phrases: Sequence[Phrase], tag: str, copies: int = COPIES, penalty: float = PENALTY) -> Trained:
    """Train on phrases, and on copies of them misheard and told within a story."""
    rng = random.Random(4)
    stories = read_stories(tag)
    lexicon = read_lexicon(tag)
    texts = [p.text for p in phrases]
    labels = list(phrases)
    weight = [1.0] * len(phrases)
    for _ in range(copies):
        for phrase in phrases:
            texts.append(misheard(told(phrase.text, stories, tag, rng), tag, 0.12, rng))
            labels.append(phrase)
            weight.append(0.5)
    texts += [p.text for p in lexicon]
    labels += lexicon
    weight += [LEXICON] * len(lexicon)
    seen = [features(t, tag) for t in texts]
    counts = Counter(f for s in seen for f in s)
    names = sorted(f for f, n in counts.items() if n >= RAREST)
    index = {f: i for i, f in enumerate(names)}
    rarity: Array = (
        np.log((1 + len(texts)) / (1 + np.array([counts[f] for f in names]))).astype(np.float32) + 1
    )
    rarity = (np.round(np.minimum(rarity, 15) * 16) / 16).astype(np.float32)
    rows = np.zeros((len(texts), len(names)), np.float32)
    for row, found in zip(rows, seen, strict=True):
        at = [index[f] for f in found if f in index]
        row[at] = rarity[at]
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    columns = (
        *(f"category:{c}" for c in dict.fromkeys(p.category for p in phrases)),
        *(f"kind:{k}" for k in KINDS.values()),
        *(f"urgency:{u}" for u in URGENCIES),
    )
    goal = np.array(
        [
            [c in (f"category:{p.category}", f"kind:{p.kind}", f"urgency:{p.urgency}") for c in columns]
            for p in labels
        ],
        np.float32,
    )
    share = np.array(weight, np.float32)[:, None]
    told_kind = np.array([bool(p.kind) for p in labels])
    mean = (goal * share).sum(0) / share.sum()
    rest = np.array([not c.startswith("category:") for c in columns])
    mean[rest] = (goal * share)[told_kind][:, rest].sum(0) / share[told_kind].sum()
    goal[~told_kind[:, None] & rest] = np.tile(
        mean[rest], int((~told_kind).sum())
    )  # a word alone says nothing of kind and urgency
    gram = rows @ rows.T
    gram[np.diag_indices_from(gram)] += penalty / share[:, 0]
    dual = np.linalg.solve(gram, goal - mean)
    weights = (rows.T @ dual).astype(np.float32) * rarity[:, None]
    return Trained(columns, names, rarity, weights, mean.astype(np.float32))


def pack_weights(trained: Trained) -> bytes:
    """The weights as whole numbers of one byte, a scale for each column; ``model.parse`` reads them."""
    top = np.maximum(np.abs(trained.weights).max(0), 1e-9)
    small = np.round(trained.weights / top * 127).astype(np.int8)
    used = np.abs(small).max(1) > 0
    names = [n for n, u in zip(trained.names, used, strict=True) if u]
    head = json.dumps(
        {
            "columns": trained.columns,
            "scale": [round(float(t) / 127, 8) for t in top],
            "offset": [round(float(o), 6) for o in trained.offset],
            "features": "\n".join(names),
        },
        ensure_ascii=False,
    ).encode()
    body = np.round(trained.rarity[used] * 16).astype(np.uint8).tobytes() + small[used].tobytes()
    return zlib.compress(len(head).to_bytes(4, "little") + head + body, 9)


def main(arguments: list[str]) -> None:
    """Train the languages named, or check them."""
    from kiosk.understanding.check import print_check

    for tag in [a for a in arguments if not a.startswith("-")]:
        load_pack(tag)
        phrases = read_phrases(LANGUAGES / tag / "phrases.txt")
        if "--check" in arguments:
            print_check(phrases, tag)
        else:
            path = FOLDER / f"{tag}.bin"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(pack_weights(train([*phrases, *read_requests(REQUESTS, tag)], tag)))
            print(f"{path.name}: {len(phrases)} phrases, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
