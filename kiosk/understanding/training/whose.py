"""Train whose a phone number is from a pack's phones.txt (needs numpy; not at run time).

python -m kiosk.understanding.training.whose zh-CN en           write assets/languages/TAG/whose.bin
python -m kiosk.understanding.training.whose --check zh-CN en   out-of-fold figures on phones.txt only
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.languages import language
from kiosk.packs import Pack, load_pack
from kiosk.understanding import phone
from kiosk.understanding.training import weights
from kiosk.understanding.training.corpus import lines
from kiosk.understanding.training.weights import Instance
from kiosk.understanding.weighed import Weighed, parse
from kiosk.understanding.whose import evidence

LIKELY = {"+": 1.0, "-": 0.0, "?": 0.35}
"""How likely a number is the resident's: said so, said to be another's, not said."""
COUNTS = {"+": 1.0, "-": 1.0, "?": 0.5}
EPOCHS = 6
FILLINGS = 5
"""How often a frame ("the card says {}") is filled."""
FOLDS = 8
NEIGHBOURS = 10
"""Lines in a row that are held out together: they are by one hand."""


@dataclass(frozen=True)
class Labelled:
    """A request of phones.txt: whose the number of these ``digits`` in it is, a key of ``LIKELY``."""

    whose: str
    digits: str
    text: str


def read_phones(path: Path, pack: Pack) -> list[Labelled]:
    """The requests of a phones.txt, its frames filled with those that begin with one's own number.

    :raises ValueError: a line that is none, with its number.
    """
    found, frames = [], []
    for number, line in lines(path):
        if match := re.fullmatch(r"([+?-]) (\+?\d+) (.+)", line):
            found.append(Labelled(match[1], match[2], match[3]))
        elif match := re.fullmatch(r"([+?-]) (.*\{\}.*)", line):
            frames.append((match[1], match[2]))
        else:
            raise ValueError(
                f"{path}:{number}: expected +, - or ?, then the digits and the request, or a frame"
            )
    rng = random.Random(4)
    fillings = [one for one in found if frames and one.whose == "+" and _begins_with_it(one, pack)]
    return found + [
        Labelled(label, one.digits, frame.replace("{}", one.text))
        for label, frame in frames
        for one in rng.sample(fillings, min(FILLINGS, len(fillings)))
    ]


def _begins_with_it(request: Labelled, pack: Pack) -> bool:
    """Whether a request begins with "my number is" or the like and the number."""
    lang = language(pack.tag)
    first = next(phone.among_words(request.text, pack), None)
    if first is None:
        return False
    before, number, _ = first
    return number.digits == request.digits and 0 < lang.size(before) <= lang.reach.phone


def instances(request: Labelled, pack: Pack) -> Iterator[Instance]:
    """What is learnt from each number of a request; beside the resident's own, the others are others'."""
    for before, number, after in phone.among_words(request.text, pack):
        same = number.digits.removeprefix("+") == request.digits.removeprefix("+")
        label = "-" if request.whose == "+" and not same else request.whose
        names = evidence(before, after, number.digits, pack)
        yield Instance(names, LIKELY[label], COUNTS[label])


def train(requests: Sequence[Labelled], pack: Pack) -> bytes:
    """The weights, as ``weighed.parse`` reads them."""
    return weights.train([one for request in requests for one in instances(request, pack)], EPOCHS)


def check(requests: Sequence[Labelled], pack: Pack) -> None:
    """Print what share of each kind reaches a score, each eighth judged by what was trained on the others."""
    scores: dict[float, list[float]] = {likely: [] for likely in LIKELY.values()}
    for fold in range(FOLDS):
        held = [n // NEIGHBOURS % FOLDS == fold for n in range(len(requests))]
        trained: Weighed = parse(train([r for r, h in zip(requests, held, strict=True) if not h], pack))
        for request in (r for r, h in zip(requests, held, strict=True) if h):
            for one in instances(request, pack):
                scores[one.likely].append(trained.score(one.names))
    for least in (-3.0, -2.0, -1.5, -1.0, 0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0):
        shares = {mark: sum(s >= least for s in scores[of]) / len(scores[of]) for mark, of in LIKELY.items()}
        print(f"{pack.tag}: from {least:4.1f}: " + "  ".join(f"{m} {s:6.1%}" for m, s in shares.items()))


def main(arguments: Sequence[str]) -> None:
    """Train the languages named, or check them."""
    for tag in [a for a in arguments if not a.startswith("-")]:
        pack = load_pack(tag)
        requests = read_phones(pack.folder / "phones.txt", pack)
        if "--check" in arguments:
            check(requests, pack)
            continue
        path = pack.folder / "whose.bin"
        path.write_bytes(train(requests, pack))
        print(f"{path}: {len(requests)} requests, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
