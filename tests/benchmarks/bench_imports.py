"""How the modules hang together: circles of imports, and contracts of who may import what that are broken."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import grimp

from tests.benchmarks.table import Row


def run() -> list[Row]:
    """Count both over kiosk, ui and speech."""
    found = circles()
    kept, broken = contracts()
    return [
        Row("circles of imports", "0", str(len(found)), not found, "; ".join(map(", ".join, found))),
        Row("contracts of imports broken", "0", str(broken), broken == 0, f"{kept} kept"),
    ]


def circles() -> list[list[str]]:
    """Each set of modules that all import one another, if only by way of others."""
    graph = grimp.build_graph("kiosk", "ui", "speech", "numerals")
    needs = {module: graph.find_upstream_modules(module) for module in graph.modules}
    sets = {frozenset(n for n in needs[m] if m in needs[n]) | {m} for m in needs}
    return sorted(sorted(one) for one in sets if len(one) > 1)


def contracts() -> tuple[int, int]:
    """How many of import-linter's contracts are kept, and how many broken."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], capture_output=True, text=True, check=False
    )
    counted = re.search(r"Contracts: (\d+) kept, (\d+) broken", done.stdout)
    if counted is None:
        raise RuntimeError(f"lint-imports: {done.stdout[-500:]}{done.stderr[-500:]}")
    return int(counted[1]), int(counted[2])


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
