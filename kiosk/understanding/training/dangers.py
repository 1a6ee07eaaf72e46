"""Train what hears danger in a request from a pack's dangers.txt and phrases (needs numpy; not at run time).

python -m kiosk.understanding.training.dangers zh-CN en           write assets/languages/TAG/dangers.bin
python -m kiosk.understanding.training.dangers --check zh-CN en   five-fold figures on dangers.txt only
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.languages import Said, language
from kiosk.packs import load_pack
from kiosk.understanding import model
from kiosk.understanding.training.corpus import Phrase, lines, read_phrases, read_stories, told
from kiosk.understanding.training.linear import MISHEARD, Trained, pack_weights, train
from kiosk.understanding.training.misheard import misheard
from kiosk.understanding.urgency import urgency

LEVELS = {"-": "normal", "!": "urgent", "!!": "emergency"}
COPIES = 2
FOLDS = 5


def read_dangers(path: Path) -> list[Phrase]:
    """The phrases of a pack's dangers.txt.

    :raises ValueError: a line that is no phrase, with its number.
    """
    found = []
    for number, line in lines(path):
        match = re.fullmatch(r"(-|!{1,2}) (.+)", line)
        if not match:
            raise ValueError(f"{path}:{number}: expected !!, ! or - and the words")
        found.append(Phrase(match[2], "", "help", LEVELS[match[1]]))
    return found


def train_danger(dangers: Sequence[Phrase], phrases: Sequence[Phrase], tag: str) -> Trained:
    """Urgency from the dangers, misheard and told within stories too, beside the pack's other phrases."""
    rng = random.Random(4)
    stories = read_stories(tag)
    copies = [
        replace(d, text=misheard(told(d.text, stories, tag, rng), tag, MISHEARD, rng))
        for d in dangers
        for _ in range(COPIES)
    ]
    others = [replace(p, category="", kind="help") for p in phrases]
    trained = train([*dangers, *copies, *others], tag, copies=0)
    kept = [n for n, column in enumerate(trained.columns) if column.startswith("urgency:")]
    return replace(
        trained,
        columns=tuple(trained.columns[n] for n in kept),
        weights=trained.weights[:, kept],
        offset=trained.offset[kept],
    )


def check(dangers: Sequence[Phrase], phrases: Sequence[Phrase], tag: str) -> None:
    """Print what is found of each fifth of the dangers after training on the others."""
    pack = load_pack(tag)
    found: dict[tuple[str, str, str], int] = {}
    for fold in range(FOLDS):
        kept = [d for n, d in enumerate(dangers) if n % FOLDS != fold]
        trained = model.parse(pack_weights(train_danger(kept, phrases, tag)))
        for danger in dangers[fold::FOLDS]:
            said = Said(danger.text, language(tag))
            scores = trained.scores(said)
            level = urgency(said, pack, None, trained)[0]
            for sort, heard in (("rules and trained", level.value), ("trained", _highest(scores))):
                key = sort, danger.urgency, heard
                found[key] = found.get(key, 0) + 1
    for (sort, meant, heard), count in sorted(found.items()):
        print(f"{tag}: {sort}: {meant} heard as {heard}: {count}")


def _highest(scores: dict[str, float]) -> str:
    return max(scores, key=lambda column: scores[column]).partition(":")[2]


def main(arguments: Sequence[str]) -> None:
    """Train the languages named, or check them."""
    for tag in [a for a in arguments if not a.startswith("-")]:
        folder = load_pack(tag).folder
        dangers = read_dangers(folder / "dangers.txt")
        phrases = read_phrases(folder / "phrases.txt")
        if "--check" in arguments:
            check(dangers, phrases, tag)
        else:
            path = folder / "dangers.bin"
            path.write_bytes(pack_weights(train_danger(dangers, phrases, tag)))
            print(f"{path}: {len(dangers)} dangers, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
