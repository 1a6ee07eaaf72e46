"""Sentences by authors who had not seen the program: tests/data/said, and blind/ in it where that is."""

from __future__ import annotations

from pathlib import Path

SAID = Path(__file__).parent / "data" / "said"
BLIND = SAID / "blind"


def rows(name: str, folder: Path = SAID) -> list[tuple[str, ...]]:
    """The lines of a set as fields; none where there is no such set."""
    path = folder / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


def dangers(language: str, folder: Path = SAID) -> list[tuple[str, str]]:
    """How urgent, and what was said."""
    return [(level, text) for level, text in rows(f"danger.{language}.tsv", folder)]


def deeds(language: str, folder: Path = SAID) -> list[tuple[str, str, str]]:
    """How urgent, the category, and what was said by or of somebody who is being hurt."""
    return [(level, category, text) for level, category, text in rows(f"hurt.{language}.tsv", folder)]
