"""How long a resident waits for "done": saving a ticket, and opening a store that a year has filled."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from kiosk.settings import Settings
from kiosk.tickets.ticket import NewTicket
from kiosk.tickets.tickets import Tickets
from tests.benchmarks.table import Row, percentile

SAVED = 300
YEAR = 5000


def run() -> list[Row]:
    """Measure on the disk of the data folder, with the courier at work."""
    data = Settings().data_folder
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=".bench-") as folder:
        where = Path(folder) / "data", Path(folder) / "config" / "tickets.key"
        with Tickets(*where) as tickets:
            tickets.start()
            saves = [_timed_save(tickets) for _ in range(SAVED)]
            for _ in range(YEAR - SAVED):
                _timed_save(tickets)
        start = time.perf_counter()
        with Tickets(*where):
            opened = (time.perf_counter() - start) * 1000
    slowest = percentile(saves, 95)
    return [
        Row("request confirmed to ticket on the disk, p95", "<= 100 ms", f"{slowest:.1f} ms", slowest <= 100),
        Row(f"store of {YEAR} tickets opened and checked", "<= 500 ms", f"{opened:.0f} ms", opened <= 500),
    ]


def _timed_save(tickets: Tickets) -> float:
    new = NewTicket(text="我们楼下的路灯坏了三天了，晚上看不见路", language="zh-CN", place="幸福小区北门")
    start = time.perf_counter()
    tickets.save(new)
    return (time.perf_counter() - start) * 1000
