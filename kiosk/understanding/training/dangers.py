"""Train what hears danger in a request from a pack's dangers.txt and phrases (needs numpy; not at run time).

python -m kiosk.understanding.training.dangers zh-CN en           write assets/languages/TAG/dangers.bin
python -m kiosk.understanding.training.dangers --check zh-CN en   out-of-fold figures on dangers.txt only

First the weights of the words. Then, from scores of texts that these were not trained on, what the scores and
each piece of evidence count in the log-odds of an outcome (``kiosk.understanding.urgency``).
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from kiosk.languages import Said, as_said
from kiosk.packs import Pack, load_pack
from kiosk.understanding.evidence import Search
from kiosk.understanding.odds import Odds
from kiosk.understanding.rules import rules_of
from kiosk.understanding.training.corpus import Phrase, lines, read_phrases, read_stories, told
from kiosk.understanding.training.linear import (
    MISHEARD,
    Array,
    Trained,
    examples,
    goals,
    likenesses,
    pack_weights,
    solve,
    weights_of,
)
from kiosk.understanding.training.logistic import logistic
from kiosk.understanding.training.misheard import misheard
from kiosk.understanding.urgency import DEEDS, EMERGENCY, HARM

LEVELS = {"-": "normal", "!": "urgent", "!!": "emergency"}
DEED_OF = {"abuse": "hurt"}
"""What is done to somebody in the phrases of a category."""
FILLINGS = 12
"""How often a frame is filled with a danger."""
EVERY = 6
"""Of the pack's phrases that are not urgent every so many are enough beside the dangers."""
FOLDS = 4
NEIGHBOURS = 40
"""Lines in a row that are held out together."""
SELDOM = 8
"""Evidence of fewer texts is left out."""
SCALE = 10
"""Times a score: 0.1 more of one says about as much as a piece of evidence."""
TOLD, PHRASE = 0.5, 0.7
"""What a danger told within a story, and a phrase of the pack, counts where the odds are trained."""


@dataclass(frozen=True)
class Example:
    """A passage to learn from: its text and labels, the request that it is part of, and what it counts.

    ``line`` is the number of the line that it was made from.
    """

    phrase: Phrase
    request: Said
    line: int
    counts: float = 1.0

    @property
    def fold(self) -> int:
        """One of ``FOLDS``, the same for neighbours: they are by one hand and alike."""
        return self.line // NEIGHBOURS % FOLDS


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


def passages(danger: Phrase, line: int, tag: str) -> Iterator[Example]:
    """A danger as it stands; of a letter in which there is none each passage.

    Of another letter nothing: which of its passages tells of the danger is not known.
    """
    request = as_said(danger.text, tag)
    parts = request.passages
    if len(parts) == 1 or danger.urgency == "normal":
        for _, part in parts:
            phrase = replace(danger, text=part.text)
            yield Example(phrase, request, line, 1 / len(parts) ** 0.5)


def in_a_story(danger: Phrase, line: int, tag: str, stories: Sequence[str], rng: random.Random) -> Example:
    """A danger misheard and told within a story: the passage that holds most of it."""
    words = misheard(danger.text, tag, MISHEARD, rng)
    request = as_said(told(words, stories, tag, rng), tag)
    begin = request.sentences.find(as_said(words, tag).sentences)
    end = begin + len(words)
    _, part = max(request.passages, key=lambda p: min(p[0][1], end) - max(p[0][0], begin))
    return Example(replace(danger, text=part.text), request, line, TOLD)


def ready_sentences(given: Pack) -> list[Phrase]:
    """What can be touched in place of words: ordinary matters, but for what is done to somebody."""
    return [
        Phrase(sentence, DEED_OF.get(c.code, ""), "help", "urgent" if c.code in DEED_OF else "normal")
        for c in given.categories
        for sentence in c.ready
    ]


def examples_of(dangers: Sequence[Phrase], phrases: Sequence[Phrase], tag: str) -> list[Example]:
    """What is learnt from: the dangers, also told within stories, beside the pack's other phrases."""
    rng = random.Random(4)
    dangers = framed(dangers, rng)
    stories = read_stories(tag)
    calm = [p for p in phrases if p.urgency == "normal"][::EVERY]
    urgent = [p for p in phrases if p.urgency != "normal"]
    others = [replace(p, category=DEED_OF.get(p.category, ""), kind="help") for p in (*calm, *urgent)]
    others += ready_sentences(load_pack(tag))
    return [
        *(example for line, d in enumerate(dangers) for example in passages(d, line, tag)),
        *(in_a_story(d, line, tag, stories, rng) for line, d in enumerate(dangers) if line % 2),
        *(Example(p, as_said(p.text, tag), line, PHRASE) for line, p in enumerate(others)),
    ]


def train_danger(learnt: Sequence[Example], tag: str) -> tuple[Trained, list[dict[str, float]]]:
    """The weights of the words, and the scores of each example after training on the other folds."""
    found = examples([e.phrase for e in learnt], tag, copies=0)
    columns, goal, mean = goals(found)
    deeds = {f"category:{e.phrase.category}" for e in learnt if e.phrase.category}
    kept = [n for n, c in enumerate(columns) if c in deeds or c.startswith("urgency:")]
    names, goal, mean = tuple(columns[n] for n in kept), goal[:, kept], mean[kept]
    likeness = likenesses(found)
    folds = np.array([e.fold for e in learnt] + [-1] * (len(found.labels) - len(learnt)))
    scores = np.zeros((len(learnt), len(kept)), np.float32)
    for fold in range(FOLDS):
        asked, others = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        dual = solve(likeness[np.ix_(others, others)], goal[others] - mean, found.counts[others])
        scores[asked] = likeness[np.ix_(asked, others)] @ dual + mean
    weights = weights_of(found, solve(likeness, goal - mean, found.counts))
    trained = Trained(names, found.names, found.rarity, weights, mean)
    return trained, [dict(zip(names, map(float, row), strict=True)) for row in scores]


def truth(outcome: str, phrase: Phrase) -> bool:
    """Whether an outcome is so in a phrase."""
    if outcome == HARM:
        return phrase.urgency != "normal"
    return outcome in (phrase.urgency, phrase.category)


@dataclass(frozen=True)
class Design:
    """Examples as rows of numbers, and what the columns are."""

    rows: Array
    scores: tuple[str, ...]
    names: tuple[str, ...]

    def odds(self, weights: Array) -> Odds:
        """The weights of the columns, by name."""
        numbers = [round(float(w), 3) for w in weights]
        scores = {c: round(SCALE * n, 3) for c, n in zip(self.scores, numbers[1:], strict=False)}
        return Odds(numbers[0], scores, dict(zip(self.names, numbers[1 + len(self.scores) :], strict=True)))


def design(learnt: Sequence[Example], scores: Sequence[Mapping[str, float]], tag: str) -> Design:
    """An offset, the scores, and whether each piece of evidence was found."""
    rules = rules_of(load_pack(tag).folder)
    found = [Search.of(e.request, rules).in_passage(as_said(e.phrase.text, tag)).names for e in learnt]
    counts = Counter(name for names in found for name in names)
    known = tuple(sorted(name for name, count in counts.items() if count >= SELDOM))
    columns = tuple(scores[0])
    rows = np.array(
        [
            [1.0, *(row[c] * SCALE for c in columns), *(name in names for name in known)]
            for row, names in zip(scores, found, strict=True)
        ],
        np.float32,
    )
    return Design(rows, columns, known)


def train_odds(
    learnt: Sequence[Example], table: Design, which: Sequence[bool] | None = None
) -> dict[str, Odds]:
    """What the scores and the evidence count for each outcome; ``which`` examples are learnt from."""
    kept = np.array([True] * len(learnt) if which is None else which)
    counts = np.array([e.counts for e in learnt], np.float32)[kept]
    return {
        outcome: table.odds(
            logistic(table.rows[kept], np.array([truth(outcome, e.phrase) for e in learnt])[kept], counts)
        )
        for outcome in (EMERGENCY, HARM, *DEEDS)
    }


def check(learnt: Sequence[Example], scores: Sequence[Mapping[str, float]], table: Design, tag: str) -> None:
    """Print how likely each outcome is thought where it is so and where it is not, out of fold."""
    found: dict[str, list[tuple[bool, float]]] = {}
    for fold in range(FOLDS):
        odds = train_odds(learnt, table, [e.fold != fold for e in learnt])
        for example, row, numbers in zip(learnt, scores, table.rows, strict=True):
            if example.fold == fold:
                names = [n for n, so in zip(table.names, numbers[1 + len(table.scores) :], strict=True) if so]
                for outcome, by in odds.items():
                    found.setdefault(outcome, []).append((truth(outcome, example.phrase), by.of(row, names)))
    for outcome, pairs in found.items():
        for least in (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0):
            right = [log >= least for so, log in pairs if so]
            wrong = [log >= least for so, log in pairs if not so]
            print(f"{tag}: {outcome} from {least}: {np.mean(right):.1%} found, {np.mean(wrong):.1%} made up")


def main(arguments: Sequence[str]) -> None:
    """Train the languages named, or check them."""
    for tag in [a for a in arguments if not a.startswith("-")]:
        folder = load_pack(tag).folder
        dangers = read_dangers(folder / "dangers.txt")
        learnt = examples_of(dangers, read_phrases(folder / "phrases.txt"), tag)
        trained, scores = train_danger(learnt, tag)
        table = design(learnt, scores, tag)
        if "--check" in arguments:
            check(learnt, scores, table, tag)
            continue
        path = folder / "dangers.bin"
        path.write_bytes(pack_weights(replace(trained, odds=train_odds(learnt, table))))
        print(f"{path}: {len(dangers)} dangers, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
