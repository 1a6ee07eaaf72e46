"""Numbers from the ear to the eye and to the voice: whether they still mean what was said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.benchmarks.table import Row
from tests.number_meaning import by_authors, flat, made_up, meaning, there_and_back, written
from tests.said_sets import BLIND, SAID
from tests.wetext_judge import differences, kept

MADE_UP = 1_000


def run() -> list[Row]:
    """Measure, and give the rows."""
    rows = []
    for language in ("zh", "en"):
        made = [made_up(Random(n), language) for n in range(MADE_UP)]
        rows.append(_none(f"numbers there and back changed in meaning, made up, {language}", made, _changed))
        for folder in (SAID, BLIND):
            if (folder / f"numbers.{language}.tsv").is_file():
                rows += _by_authors(language, folder)
        new = set(differences(language)) - kept()
        rows.append(Row(f"other than wetext, not looked at, {language}", "0", str(len(new)), not new))
    return rows


def _by_authors(language: str, folder: Path) -> list[Row]:
    lines = by_authors(language, folder)
    which = f"{language}, {folder.name}"
    names = [said for said, shown in lines if said == shown]
    apart = [said for said, shown in lines if flat(written(said, language)) != flat(shown)]
    return [
        _none(f"the same, sentences by authors, {which}", [said for said, _ in lines], _changed),
        _none(f"names and set phrases turned into digits, {which}", names, _digits),
        Row(f"written otherwise than the author would, {which}", "", f"{len(apart)} of {len(lines)}", None),
    ]


def _changed(said: str) -> bool:
    language = "en" if said.isascii() else "zh"
    return meaning(said, language) != meaning(there_and_back(said, language), language)


def _digits(name: str) -> bool:
    return flat(written(name, "en" if name.isascii() else "zh")) != flat(name)


def _none(what: str, said: list[str], is_wrong: Callable[[str], bool]) -> Row:
    wrong = [one for one in said if is_wrong(one)]
    return Row(what, "0", f"{len(wrong)} of {len(said)}", not wrong, "; ".join(wrong[:5]))
