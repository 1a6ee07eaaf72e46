"""Numbers from the ear to the eye and to the voice: whether they still mean what was said."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.benchmarks.table import Row
from tests.number_meaning import made_up, meaning, there_and_back, written
from tests.understanding.test_numbers import flat

MADE_UP = 1_000
SAID = Path(__file__).parents[1] / "data" / "said"


def run() -> list[Row]:
    """Measure, and give the rows."""
    return [row for language in ("zh", "en") for row in _rows(language)]


def _rows(language: str) -> list[Row]:
    lines = [
        line.split("\t")
        for file in sorted(SAID.rglob(f"numbers.{language}.tsv"))
        for line in file.read_text(encoding="utf-8").splitlines()[1:]
    ]
    names = [said for said, shown in lines if said == shown]
    apart = sum(flat(written(said, language)) != flat(name) for said, name in lines)
    made = [made_up(Random(n), language) for n in range(MADE_UP)]
    by_authors = [said for said, _ in lines]
    named = {said for said in names if flat(written(said, language)) != flat(said)}
    return [
        _none(
            f"numbers there and back changed in meaning, made up, {language}", made, _changed(made, language)
        ),
        _none(f"the same, sentences by authors, {language}", by_authors, _changed(by_authors, language)),
        _none(f"names and set phrases turned into digits, {language}", names, named),
        Row(f"written otherwise than the author would, {language}", "", f"{apart} of {len(lines)}", None),
    ]


def _changed(said: list[str], language: str) -> set[str]:
    return {one for one in said if meaning(one, language) != meaning(there_and_back(one, language), language)}


def _none(what: str, of: list[str], wrong: set[str]) -> Row:
    return Row(what, "0", f"{len(wrong)} of {len(of)}", not wrong, "; ".join(sorted(wrong)[:5]))
