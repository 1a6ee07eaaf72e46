"""A kiosk killed 1,000 times while its servers fail in every way: what is lost, doubled or out of order."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks.table import Row
from tests.tickets import faults

KILLS = 1000
MESSAGES = 10_000
SEED = 2026


def run() -> list[Row]:
    """Kill, then let everything arrive."""
    with tempfile.TemporaryDirectory(prefix="heard-faults-") as folder:
        outcome = faults.run(Path(folder), kills=KILLS, seed=SEED, limit_s=600)
    places = len(faults.SERVERS) + 1
    wrong = [len(outcome.lost), len(outcome.doubled), len(outcome.out_of_order)]
    return [
        Row(
            f"messages confirmed in {outcome.kills:,} kills, {places} destinations",
            f">= {MESSAGES:,}",
            f"{outcome.confirmed:,}",
            outcome.confirmed >= MESSAGES,
        ),
        Row("lost / doubled / out of order", "0 / 0 / 0", " / ".join(map(str, wrong)), not any(wrong)),
        Row("still waiting at the end", "0", str(sum(outcome.unsent.values())), not outcome.unsent),
    ]
