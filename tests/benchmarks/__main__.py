"""Run every benchmark (or those named) and print one table: ``python -m tests.benchmarks [NAME ...]``."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from tests.benchmarks.table import Row, print_table


def main(names: list[str]) -> int:
    """Run ``bench_NAME.py`` for each name, all of them where none is given."""
    known = sorted(p.stem.removeprefix("bench_") for p in Path(__file__).parent.glob("bench_*.py"))
    unknown = [n for n in names if n not in known]
    if unknown:
        print(f"bench: there is no {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for name in names or known:
        print(f"bench: {name} ...", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"tests.benchmarks.bench_{name}").run()
    print_table(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
