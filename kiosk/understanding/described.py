"""The trained part that tells an answer to "where is it?" that describes a place from one that tells none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kiosk.languages import Language, Said
from kiosk.packs import Pack
from kiosk.understanding import stored

LEAST = -1.0
"""The score from which an answer describes a place: what is kept unmeant is seen in the read-back, what is
not kept is asked for again."""
_LONGEST = 8
_WHOLE = 4  # letters of a word from which its parts are looked at


@dataclass(frozen=True)
class Describing:
    """A weight for each feature, as whole numbers of a byte; times ``scale`` they are log odds."""

    keys: stored.Keys
    weights: memoryview
    scale: float

    def score(self, said: Said) -> float:
        """Above nought where the whole text rather describes a place than not."""
        rows = [row for name in features(said.plain, said.language) if (row := self.keys.row(name)) >= 0]
        return stored.summed(self.weights, rows, 1)[0] * self.scale


def describes_place(said: Said, pack: Pack) -> bool:
    """Whether the text may describe a place; where nothing was trained, whether it denies or asks nothing."""
    if trained := load(pack.folder / "described.bin"):
        return trained.score(said) >= LEAST
    words = pack.words
    against = (*words.negations, *words.doubts, *words.said.get("no", ()))
    return said.language.any_of(against).search(said.plain) is None


def features(plain: str, lang: Language) -> set[str]:
    """One to three words in a row with the text's bounds (characters where nothing parts words), parts of
    words, and how long it is."""
    words = lang.words(plain)
    bound = ["<", *words, ">"]
    found = {" ".join(bound[at : at + n]) for n in (1, 2, 3) for at in range(len(bound) - n + 1)}
    if lang.space:
        edged = [f"^{word}$" for word in words if len(word) >= _WHOLE]
        found |= {"~" + w[at : at + n] for w in edged for n in (3, 4) for at in range(len(w) - n + 1)}
    return found | {f"#{min(len(words), _LONGEST)}"}


@lru_cache(maxsize=8)
def load(path: Path) -> Describing | None:
    """The trained part in a file of a pack, or None where none was trained."""
    return parse(path.read_bytes()) if path.is_file() else None


def parse(packed: bytes) -> Describing:
    """The trained part from what ``training.described`` made of it."""
    head, keys, weights = stored.unpack(packed)
    return Describing(keys, weights.cast("b"), head["scale"])
