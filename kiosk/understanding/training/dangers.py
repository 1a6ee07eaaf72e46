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

from kiosk.packs import load_pack
from kiosk.understanding import model
from kiosk.understanding.training.corpus import Phrase, lines, read_phrases, read_stories, told
from kiosk.understanding.training.linear import MISHEARD, Trained, pack_weights, train
from kiosk.understanding.training.misheard import misheard
from kiosk.understanding.urgency import find_danger

LEVELS = {"-": "normal", "!": "urgent", "!!": "emergency"}
DEEDS = {"abuse": "hurt"}
"""What is done to somebody in the phrases of a category."""
COPIES = 2
FILLINGS = 12
"""How often a frame is filled with a danger."""
EVERY = 3
"""Of the pack's phrases that are not urgent every so many are enough beside the dangers."""
FOLDS = 5


def read_dangers(path: Path) -> list[Phrase]:
    """The phrases of a pack's dangers.txt, those below a heading with what is done to somebody as category.

    :raises ValueError: a line that is no phrase, with its number.
    """
    found: list[Phrase] = []
    deed = ""
    for number, line in lines(path):
        if line.startswith("["):
            deed = line.strip("[]")
            continue
        match = re.fullmatch(r"(-|!{1,2}) (.+)", line)
        if not match:
            raise ValueError(f"{path}:{number}: expected !!, ! or - and the words")
        found.append(Phrase(match[2], deed, "help", LEVELS[match[1]]))
    return found


def framed(dangers: Sequence[Phrase], rng: random.Random) -> list[Phrase]:
    """The dangers, each frame ("last year {} …") filled with several emergencies."""
    whole = [d for d in dangers if "{}" not in d.text]
    emergencies = [d for d in whole if d.urgency == "emergency"]
    return whole + [
        replace(
            frame, text=frame.text.replace("{}", filling.text), category=filling.category if keeps else ""
        )
        for frame in dangers
        if "{}" in frame.text
        for keeps in (frame.urgency == "emergency",)
        for filling in rng.sample(emergencies, min(FILLINGS, len(emergencies)))
    ]


def train_danger(dangers: Sequence[Phrase], phrases: Sequence[Phrase], tag: str) -> Trained:
    """Urgency from the dangers, misheard and told within stories too, beside the pack's other phrases."""
    rng = random.Random(4)
    dangers = framed(dangers, rng)
    stories = read_stories(tag)
    copies = [
        replace(d, text=misheard(told(d.text, stories, tag, rng), tag, MISHEARD, rng))
        for d in dangers
        for _ in range(COPIES)
    ]
    calm = [p for p in phrases if p.urgency == "normal"][::EVERY]
    urgent = [p for p in phrases if p.urgency != "normal"]
    others = [replace(p, category=DEEDS.get(p.category, ""), kind="help") for p in (*calm, *urgent)]
    trained = train([*dangers, *copies, *others], tag, copies=0)
    columns = {f"category:{d.category}" for d in dangers if d.category}
    kept = [n for n, c in enumerate(trained.columns) if c in columns or c.startswith("urgency:")]
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
    frames = [d for d in dangers if "{}" in d.text]
    whole = [d for d in dangers if "{}" not in d.text]
    for fold in range(FOLDS):
        kept = [d for n, d in enumerate(whole) if n % FOLDS != fold]
        trained = model.parse(pack_weights(train_danger([*kept, *frames], phrases, tag)))
        for asked in whole[fold::FOLDS]:
            danger = find_danger(asked.text, pack, None, trained)
            for sort, meant, heard in (
                ("level", asked.urgency, danger.level.value),
                ("deed", asked.category or "-", danger.deed or "-"),
            ):
                found[sort, meant, heard] = found.get((sort, meant, heard), 0) + 1
    for (sort, meant, heard), count in sorted(found.items()):
        print(f"{tag}: {sort}: {meant} heard as {heard}: {count}")


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
