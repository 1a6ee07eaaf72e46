"""The labelled sentences of tests/data/said, by people who had not seen the program (see its first lines)."""

from __future__ import annotations

from pathlib import Path

SAID = Path(__file__).parent / "data" / "said"
TAGS = {"zh": "zh-CN", "en": "en"}
TAGS = {"zh": "zh-CN", "en": "en"}


def sentences(name: str, folder: Path = SAID) -> list[str]:
    """The lines of a file but for those that tell of it; none where there is no such file."""
    file = folder / name
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def labelled(name: str, folder: Path = SAID) -> list[tuple[str, str]]:
    """The lines of a table: the label, then what was said."""
    return [(label, said) for label, _, said in (line.partition("\t") for line in sentences(name, folder))]
