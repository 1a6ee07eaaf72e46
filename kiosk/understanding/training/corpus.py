"""What the trained parts learn from: a pack's phrases, lexicon and stories."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.languages import language
from kiosk.packs import LANGUAGES

KINDS = {"c": "complaint", "h": "help", "r": "report", "q": "consult", "s": "suggestion", "p": "praise"}
URGENCIES = ("normal", "urgent", "emergency")


@dataclass(frozen=True)
class Phrase:
    """A training phrase with its labels; a word of the lexicon has no kind and no urgency."""

    text: str
    category: str
    kind: str = ""
    urgency: str = ""


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a pack's file with their numbers, without empty ones and remarks."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def read_phrases(path: Path) -> list[Phrase]:
    """The phrases of a pack.

    :raises ValueError: a line that is no phrase, with its number.
    """
    found: list[Phrase] = []
    category = ""
    for number, line in lines(path):
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


def read_lexicon(tag: str) -> list[Phrase]:
    """Words that speak for a category, each as a phrase without kind and urgency."""
    found: list[Phrase] = []
    for _, line in lines(LANGUAGES / tag / "lexicon.txt"):
        category, _, words = line.partition(" ")
        between = "," if language(tag).space else " "
        found += [Phrase(w.strip(), category) for w in words.split(between) if w.strip()]
    return found


def read_stories(tag: str) -> list[str]:
    """What is told around a request, a line each."""
    return [line for _, line in lines(LANGUAGES / tag / "stories.txt")]


def told(text: str, stories: Sequence[str], tag: str, rng: random.Random) -> str:
    """The text within a story."""
    before, after = rng.choice(((1, 0), (0, 1), (1, 1), (2, 1), (3, 1)))
    parts = [*rng.sample(stories, before), text, *rng.sample(stories, after)]
    return language(tag).join(parts)
