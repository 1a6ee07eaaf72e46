"""What the last run of ``make mutants`` left alive, and whether docs/mutation.md explains it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.benchmarks.table import Row

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "build" / "mutants.txt"
"""Written by ``make mutants``: a line for each mutant, ``name: what became of it``."""
EXPLAINED = ROOT / "docs" / "mutation.md"


def run() -> list[Row]:
    """One row; without a figure where it was not run yet."""
    what, goal = "surviving mutants in kiosk/conversation that nothing explains", "0"
    if not RESULTS.exists():
        return [Row(what, goal, "", None, "run make mutants first")]
    became = dict(re.findall(r"^\s*(\S+): (.+?)\s*$", RESULTS.read_text(encoding="utf-8"), re.MULTILINE))
    alive = [name for name, what in became.items() if what in ("survived", "no tests")]
    told = EXPLAINED.read_text(encoding="utf-8")
    unexplained = [name for name in alive if function(name) not in told]
    note = f"{len(alive)} of {len(became)} survived"
    return [Row(what, goal, str(len(unexplained)), not unexplained, note)]


def function(mutant: str) -> str:
    """Where a mutant is: ``kiosk.conversation.flow.x_advance__mutmut_3`` is in ``flow.advance``."""
    module, _, rest = mutant.removeprefix("kiosk.conversation.").rpartition(".")
    name = rest.partition("__mutmut_")[0].removeprefix("x_").replace("xǁ", "").replace("ǁ", ".")
    return f"{module}.{name}"


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
