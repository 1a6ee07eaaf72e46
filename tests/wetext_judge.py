"""A second opinion on numbers: where wetext (WeTextProcessing's runtime) differs from us.

    python -m tests.wetext_judge      writes tests/data/numbers.wetext.tsv, to be looked at line by line

It errs too (九月一号 is 09/01 to it, "sixty six b" 606b), so it is a judge, not the answer: the list is kept,
and what is not in it is new (`make bench`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from speech.sayas import spoken
from speech.sayas.ruby import words_only
from tests.number_meaning import by_authors, meaning, written
from tests.said_sets import TAGS

KEPT = Path(__file__).parent / "data" / "numbers.wetext.tsv"
_HEADER = "# eye: said, shown, shown by wetext; voice: shown, said, said by wetext. Looked at: ours is meant."


def kept() -> set[str]:
    """The differences that somebody has looked at."""
    return set(KEPT.read_text(encoding="utf-8").splitlines()[1:])


def differences(language: str) -> Iterator[str]:
    """A line for each sentence of the authors that wetext writes with other digits, or reads otherwise."""
    from wetext import Normalizer

    to_words, to_digits = (Normalizer(lang=language, operator=operator) for operator in ("tn", "itn"))
    for said, _ in by_authors(language):
        shown, theirs = written(said, language), to_digits.normalize(said)
        if re.findall(r"\d", shown) != re.findall(r"\d", theirs):
            yield "\t".join(("eye", said, shown, theirs))
        aloud, theirs = words_only(spoken(shown, TAGS[language])), to_words.normalize(shown)
        if meaning(aloud, language) != meaning(theirs, language):
            yield "\t".join(("voice", shown, aloud, theirs))


if __name__ == "__main__":
    lines = [_HEADER, *(line for language in TAGS for line in differences(language))]
    KEPT.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{KEPT}: {len(lines) - 1} differences")
