"""The labelled requests in tests/data: for measuring, never for training."""

from __future__ import annotations

import csv
from pathlib import Path

from kiosk.understanding.training.corpus import Phrase

REQUESTS = Path(__file__).parent / "data"


def read_requests(folder: Path, tag: str, which: str = "dev") -> list[Phrase]:
    """The labelled requests of a language; none where there is no such file."""
    path = folder / f"requests.{which}.{tag.split('-')[0]}.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [Phrase(r["text"], r["category"], r["kind"], r["urgency"]) for r in rows]
