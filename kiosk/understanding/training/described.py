"""Train what tells a described place from other answers to "where is it?" (needs numpy; not at run time).

python -m kiosk.understanding.training.described zh-CN en           write assets/languages/TAG/described.bin
python -m kiosk.understanding.training.described --check zh-CN en   five-fold figures on described.txt only

A logistic regression. It learns from described.txt ("+" a place, "-" none), from the marked places of
places.txt and what stands around them, from addresses.txt and stories.txt, and from the commands.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.languages import Said, language
from kiosk.packs import Pack, load_pack
from kiosk.understanding.described import LEAST, features
from kiosk.understanding.training import weights
from kiosk.understanding.training.corpus import lines, read_stories
from kiosk.understanding.training.weights import Instance
from kiosk.understanding.weighed import parse

EPOCHS = 6
FOLDS = 5
ANSWER = 2.0
"""What an answer of described.txt counts beside the others."""
_CLAUSES = re.compile(r"[,.;!?，。！？；、]")
Labelled = list[tuple[str, bool]]


def read_described(path: Path) -> Labelled:
    """Answers in plain words and whether they describe a place.

    :raises ValueError: a line that is neither, with its number.
    """
    found = []
    for number, line in lines(path):
        match = re.fullmatch(r"([+-]) (.+)", line)
        if not match:
            raise ValueError(f"{path}:{number}: expected + or - and the answer")
        found.append((match[2], match[1] == "+"))
    return found


def others(given: Pack) -> Labelled:
    """What the pack's other texts have of both."""
    lang, folder = language(given.tag), given.folder
    places = {line for _, line in lines(folder / "addresses.txt")}
    rest = {*read_stories(given.tag)} | {p for phrases in given.words.said.values() for p in phrases}
    for _, line in lines(folder / "places.txt"):
        before, place, after = (*re.split(r"[\[\]]", line), "", "")[:3]
        rest |= {clause for part in (before, after) for clause in _CLAUSES.split(part)}
        words = lang.words(lang.plain(before))
        if place:
            places |= {place, lang.space.join([*words[-1:], place]), lang.space.join([*words[-2:], place])}
    plain = [({lang.plain(text) for text in texts} - {""}) for texts in (places, rest)]
    return [(text, True) for text in sorted(plain[0])] + [
        (text, False) for text in sorted(plain[1] - plain[0])
    ]


def train(answers: Labelled, rest: Labelled, tag: str) -> bytes:
    """The weights, as ``weighed.parse`` reads them; both sides count the same."""
    lang = language(tag)
    texts = [(lang.plain(text), place, ANSWER) for text, place in answers]
    texts += [(text, place, 1.0) for text, place in rest]
    places = sum(place for _, place, _ in texts)
    share = (len(texts) - places) / places
    return weights.train(
        [
            Instance(features(text, lang), float(place), count * (share if place else 1.0))
            for text, place, count in texts
        ],
        EPOCHS,
    )


def check(answers: Labelled, rest: Labelled, tag: str) -> None:
    """Print what becomes of each fifth of the answers after training on the others."""
    lang = language(tag)
    taken = {True: 0, False: 0}
    for fold in range(FOLDS):
        trained = parse(train([a for n, a in enumerate(answers) if n % FOLDS != fold], rest, tag))
        for text, place in answers[fold::FOLDS]:
            taken[place] += trained.score(features(Said(text, lang).plain, lang)) >= LEAST
    count = sum(place for _, place in answers)
    print(
        f"{tag}: {taken[True]} of {count} places kept, {taken[False]} of {len(answers) - count} others taken"
    )


def main(arguments: Sequence[str]) -> None:
    """Train the languages named, or check them."""
    for tag in [a for a in arguments if not a.startswith("-")]:
        given = load_pack(tag)
        answers, rest = read_described(given.folder / "described.txt"), others(given)
        if "--check" in arguments:
            check(answers, rest, tag)
        else:
            path = given.folder / "described.bin"
            path.write_bytes(train(answers, rest, tag))
            print(f"{path}: {len(answers)} answers, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
