"""Train what tells category, kind and urgency from a pack's phrases.txt (needs numpy; not at run time).

python -m kiosk.understanding.training.phrases zh-CN en           write assets/languages/TAG/phrases.bin
python -m kiosk.understanding.training.phrases --check zh-CN      five-fold figures, nothing written
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np

from kiosk.languages import Said, language
from kiosk.packs import load_pack
from kiosk.understanding.training.corpus import Phrase, read_phrases
from kiosk.understanding.training.linear import Trained, pack_weights, train

# Features whose weights are all smaller than this, of 127, are left out: a tenth of the file, no figure.
LEAST = 14


def predict(trained: Trained, text: str, tag: str) -> dict[str, float]:
    """The score of each column, in floating point."""
    index = {name: i for i, name in enumerate(trained.names)}
    at = [index[f] for f in Said(text, language(tag)).features if f in index]
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


def main(arguments: Sequence[str]) -> None:
    """Train the languages named, or check them."""
    for tag in [a for a in arguments if not a.startswith("-")]:
        folder = load_pack(tag).folder
        phrases = read_phrases(folder / "phrases.txt")
        if "--check" in arguments:
            print_check(phrases, tag)
        else:
            path = folder / "phrases.bin"
            path.write_bytes(pack_weights(train(phrases, tag), LEAST))
            print(f"{path}: {len(phrases)} phrases, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
