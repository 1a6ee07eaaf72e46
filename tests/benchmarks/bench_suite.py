"""How long ``make test`` took when it last ran here."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from tests.benchmarks.table import Row

REPORT = Path(__file__).parents[2] / "build" / "tests.xml"
"""Written by ``make test``."""
GOAL_MIN = 10.0


def run() -> list[Row]:
    """One row; without a figure where it was not run yet."""
    what, goal = "make test after set-up, two cores", f"<= {GOAL_MIN:.0f} min"
    if not REPORT.exists():
        return [Row(what, goal, "", None, "run make test first")]
    suite = ElementTree.parse(REPORT).getroot()[0].attrib
    minutes = float(suite["time"]) / 60
    failed = int(suite["failures"]) + int(suite["errors"])
    note = f"{suite['tests']} tests, {failed} failed, {suite['skipped']} skipped, {suite['timestamp'][:16]}"
    met = minutes <= GOAL_MIN and not failed and suite["tests"] != "0"
    return [Row(what, goal, f"{minutes:.1f} min", met, note)]


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
