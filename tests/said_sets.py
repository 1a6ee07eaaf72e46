"""Sentences by authors who had not seen the program: tests/data/said, a file a kind.

A file's first line says what must hold. Those in ``read/`` were blind once; those in ``blind/`` were first
read when the figures of docs/figures.md were taken, and nothing was tuned on them before.
"""

from __future__ import annotations

from pathlib import Path

SAID = Path(__file__).parent / "data" / "said"
READ, BLIND = SAID / "read", SAID / "blind"
TAGS = {"zh": "zh-CN", "en": "en"}
"""The tags of the packs, by the name that the files give a language."""


def sentences(name: str, folder: Path = SAID) -> list[str]:
    """The lines of a file but for those that tell of it; none where there is no such file."""
    file = folder / name
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def labelled(name: str, folder: Path = SAID) -> list[tuple[str, str]]:
    """The lines of a table: the label, then what was said."""
    return [(label, said) for label, _, said in (line.partition("\t") for line in sentences(name, folder))]


def deeds(language: str, folder: Path = SAID) -> list[tuple[str, str, str]]:
    """How urgent, the category, and what was said by or of somebody who is being hurt."""
    rows = (line.split("\t") for line in sentences(f"hurt.{language}.tsv", folder))
    return [(level, category, said) for level, category, said in rows]
