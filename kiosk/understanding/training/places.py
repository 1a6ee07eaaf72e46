"""Train what finds the place in a request from a pack's places.txt (needs numpy; not used at run time).

python -m kiosk.understanding.training.places zh-CN en           write assets/languages/TAG/places.bin
python -m kiosk.understanding.training.places --check zh-CN en   five-fold figures, nothing written

An averaged structured perceptron: the highest-scoring place of each request is compared with the marked one.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kiosk.languages import Said, language
from kiosk.languages.base import Span
from kiosk.packs import load_pack
from kiosk.understanding import spans
from kiosk.understanding.spans import COLUMNS
from kiosk.understanding.stored import pack
from kiosk.understanding.training.corpus import lines
from kiosk.understanding.training.linear import keyed

EPOCHS = 12
FOLDS = 5
# Features whose weights are all smaller than this, of 127, are left out.
LEAST = 3


@dataclass(frozen=True)
class Example:
    """A request's units and features, and the marked place."""

    units: Sequence[str]
    rows: Sequence[npt.NDArray[np.int64]]
    place: Span | None


def read_places(path: Path) -> list[tuple[str, str]]:
    """Requests and their places, marked [so] in the pack's places.txt; "" where none is.

    :raises ValueError: a line with more than one mark, with its number.
    """
    found = []
    for number, line in lines(path):
        match = re.fullmatch(r"([^\[\]]*)(?:\[([^\[\]]+)\]([^\[\]]*))?", line)
        if not match:
            raise ValueError(f"{path}:{number}: expected the words with one place in brackets at most")
        before, place, after = (part or "" for part in match.groups())
        found.append((before + place + after, place))
    return found


def elsewhere(marked: Sequence[tuple[str, str]], addresses: Sequence[str], tag: str) -> list[tuple[str, str]]:
    """The requests whose place has a number or a street, each with another address in its place."""
    rng = random.Random(5)
    lang = language(tag)
    found = []
    for text, place in marked:
        plain = Said(place, lang).clauses
        if place and text.count(place) == 1 and lang.place(plain, place) == (0, len(plain)):
            other = rng.choice(addresses)
            found.append((text.replace(place, other), other))
    return found


def examples(marked: Sequence[tuple[str, str]], tag: str) -> tuple[list[Example], list[str]]:
    """The requests as rows of feature numbers, and the features' names."""
    lang = language(tag)
    numbers: dict[str, int] = {}
    found = []
    for text, place in marked:
        said = Said(text, lang)
        plain = said.clauses
        at = spans.units(plain, lang)
        where = spans.within(at, _stands(plain, Said(place, lang).clauses, at))
        if place and where is None:
            continue  # the mark cuts a word in two
        units = [plain[start:end] for start, end in at]
        hint = spans.within(at, lang.place(plain, text))
        _, looked_at, hint = spans.window(units, hint)
        names = spans.features(looked_at, hint, said)
        rows = [np.array([numbers.setdefault(n, len(numbers)) for n in one]) for one in names]
        found.append(Example(units, rows, where))
    return found, list(numbers)


def _stands(plain: str, place: str, units: Sequence[Span]) -> Span | None:
    """Where the place stands in a plain text, from the beginning of a unit to the end of one."""
    starts, ends = {start for start, _ in units}, {end for _, end in units}
    found = plain.find(place) if place else -1
    while found >= 0 and not (found in starts and found + len(place) in ends):
        found = plain.find(place, found + 1)
    return (found, found + len(place)) if found >= 0 else None


def columns_of(place: Span | None, length: int) -> npt.NDArray[np.int64]:
    """The column of each unit (see ``spans.COLUMNS``)."""
    found = np.zeros(length, np.int64)
    if place:
        start, end = place
        found[start:end] = 2
        found[end - 1] = 3
        found[start] = 1 if end - start > 1 else 4
    return found


def train(found: Sequence[Example], size: int) -> npt.NDArray[np.float64]:
    """The averaged weights, features by columns."""
    rng = random.Random(4)
    weights = np.zeros((size, COLUMNS))
    sums = np.zeros((size, COLUMNS))
    step = 0
    order = list(found)
    for _ in range(EPOCHS):
        rng.shuffle(order)
        for one in order:
            step += 1
            guess = spans.best([weights[row].sum(0).tolist() for row in one.rows])
            if guess == one.place:
                continue
            length = len(one.rows)
            right, wrong = columns_of(one.place, length), columns_of(guess, length)
            for n in map(int, np.flatnonzero(right != wrong)):
                row = one.rows[n]
                for column, by in ((right[n], 1.0), (wrong[n], -1.0)):
                    weights[row, column] += by
                    sums[row, column] += by * step
    return weights - sums / max(step, 1)


def pack_weights(weights: npt.NDArray[np.float64], names: Sequence[str]) -> bytes:
    """The weights as whole numbers of one byte; ``spans.parse`` reads them."""
    top = max(float(np.quantile(np.abs(weights[np.abs(weights) > 0]), 0.9999)), 1e-9)
    small = np.clip(np.round(weights / top * 127), -127, 127).astype(np.int8)
    used = np.abs(small.astype(np.int16)).max(1) >= LEAST
    keys, rows = keyed(names, used)
    return pack({"features": len(rows)}, keys, small[rows].tobytes())


def check(marked: Sequence[tuple[str, str]], tag: str) -> None:
    """Print how many places are found, exactly or by half, of each fifth after training on the others."""
    found, names = examples(marked, tag)
    exact = half = invented = none = 0
    for fold in range(FOLDS):
        weights = train([one for n, one in enumerate(found) if n % FOLDS != fold], len(names))
        for one in found[fold::FOLDS]:
            guess = spans.best([weights[row].sum(0).tolist() for row in one.rows])
            if one.place is None:
                none, invented = none + 1, invented + (guess is not None)
                continue
            exact += guess == one.place
            if guess:
                shared = max(0, min(guess[1], one.place[1]) - max(guess[0], one.place[0]))
                half += 2 * shared >= (guess[1] - guess[0] + one.place[1] - one.place[0]) / 2
    places = len(found) - none
    print(f"{tag}: {exact} exactly and {half} by half of {places} places; {invented} of {none} invented")


def main(arguments: Sequence[str]) -> None:
    """Train the languages named, or check them."""
    for tag in [a for a in arguments if not a.startswith("-")]:
        folder = load_pack(tag).folder
        marked = read_places(folder / "places.txt")
        if "--check" in arguments:
            check(marked, tag)
            continue
        addresses = [line for _, line in lines(folder / "addresses.txt")] if marked else []
        found, names = examples([*marked, *elsewhere(marked, addresses, tag)], tag)
        path = folder / "places.bin"
        path.write_bytes(pack_weights(train(found, len(names)), names))
        print(f"{path}: {len(found)} requests, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
