"""How long a resident waits for "done", and that nothing takes longer with 100,000 tickets in the store."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec

from kiosk.conversation.session import Draft
from kiosk.packs import load_pack
from kiosk.services.same_matter import same_as
from kiosk.settings import FolderSettings, Settings
from kiosk.tickets import commands
from kiosk.tickets.destinations.base import Check, Receipt, Status
from kiosk.tickets.message import Message
from kiosk.tickets.number import make
from kiosk.tickets.outbox import Delivery, State
from kiosk.tickets.rescue import Found
from kiosk.tickets.ticket import NewTicket, Ticket
from kiosk.tickets.tickets import TICKETS_FILE, Tickets
from kiosk.tickets.vault import KEY_FILE, Vault
from tests.benchmarks.table import Row, percentile

SAVED = 300
MANY = 100_000
WAITING = 10_000
DAMAGED = 10_000


def run() -> list[Row]:
    """Measure on the disk of the data folder."""
    data = Settings().data_folder
    data.mkdir(parents=True, exist_ok=True)
    os.environ.pop("HEARD_DATA", None)  # it would win over the folders that are measured
    with tempfile.TemporaryDirectory(dir=data, prefix=".bench-") as folder:
        root = Path(folder)
        return [*_saving(root / "save"), *_growth(root), *_delivery(root / "send"), *_rescue(root / "rescue")]


def _saving(where: Path) -> list[Row]:
    with _tickets(where) as tickets:
        tickets.start()
        saves = [_ms(lambda: tickets.save(_request())) for _ in range(SAVED)]
    slowest = percentile(saves, 95)
    return [
        Row("request confirmed to ticket on the disk, p95", "<= 20 ms", f"{slowest:.1f} ms", slowest <= 20)
    ]


def _growth(root: Path) -> list[Row]:
    empty, full = root / "empty", root / "full"
    with _tickets(empty) as tickets:
        tickets.save(_request())
    with _tickets(full) as tickets:
        _fill(tickets, MANY, sent=True)
    start_empty, start_full = _best(lambda: _open_and_close(empty)), _best(lambda: _open_and_close(full))
    settings = _settings(full)
    pack = load_pack("zh-CN")
    with _tickets(full) as tickets:
        find = _best(lambda: tickets.store.find(make(10, MANY // 2)))
        draft = Draft(text="我们楼下的路灯坏了", category="street_light", place="幸福小区北门")
        neighbours = _best(lambda: same_as(draft, tickets, pack))
    before = _peak_mb()
    listed = _best(lambda: commands.list_tickets(settings), times=2)
    _consume(commands.export_tickets(settings, "csv"))
    grown = _peak_mb() - before
    ratio = start_full / start_empty
    count = f"{MANY:,} tickets"
    return [
        Row(
            f"start with {count}",
            "<= 1.2 x of empty",
            f"{ratio:.2f} x ({start_full:.0f} ms)",
            ratio <= 1.2,
        ),
        Row(f"kiosk tickets list with {count}", "<= 1 s", f"{listed / 1000:.2f} s", listed <= 1000),
        Row(f"ticket found by number among {count}", "<= 20 ms", f"{find:.1f} ms", find <= 20),
        Row(f"neighbours compared among {count}", "<= 50 ms", f"{neighbours:.0f} ms", neighbours <= 50),
        Row(f"memory that list and export of {count} take", "<= 20 MB", f"{grown:.0f} MB", grown <= 20),
    ]


class _Takes(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class _ByHttp:
    """A destination that a local server takes everything for."""

    name = "city"

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def send(self, message: Message) -> Receipt:
        self._connection.request("POST", "/", message.payload, {"Idempotency-Key": message.key})
        self._connection.getresponse().read()
        return Receipt(message.key)

    def check(self) -> Check:
        return Check("local")

    def status(self, reference: str) -> Status | None:
        return None


class _Hangs(_ByHttp):
    name = "hangs"

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def send(self, message: Message) -> Receipt:
        self.let_go.wait()
        return Receipt(message.key)


def _delivery(where: Path) -> list[Row]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Takes)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hanging = _Hangs()
    tickets = Tickets(
        where / "data",
        where / "keys" / KEY_FILE,
        destinations=(_ByHttp(server.server_port), hanging),
        desk=None,
    )
    _fill(tickets, WAITING, sent=False)
    start = time.perf_counter()
    tickets.start()
    while tickets.outbox.waiting().get("city"):
        time.sleep(0.1)  # a benchmark has nothing else to do meanwhile
    took = time.perf_counter() - start
    hanging.let_go.set()
    tickets.close()
    server.shutdown()
    return [
        Row(
            f"{WAITING:,} waiting messages delivered, another destination hanging",
            "<= 60 s",
            f"{took:.0f} s",
            took <= 60,
        )
    ]


def _rescue(where: Path) -> list[Row]:
    with _tickets(where) as tickets:
        _fill(tickets, DAMAGED, sent=True)
        tickets.save(_request())
    with (where / "data" / TICKETS_FILE).open("r+b") as file:
        file.write(b"\xaa" * 4096)
    with _tickets(where) as tickets:
        tickets.start()
        start = time.perf_counter()
        saves: list[float] = []
        while tickets.store.count() < DAMAGED + len(saves) and time.perf_counter() - start < 120:
            saves.append(_ms(lambda: tickets.save(_request())))
            time.sleep(0.05)
        took = time.perf_counter() - start
    slowest = max(saves)
    return [
        Row(f"{DAMAGED:,} tickets rescued from a damaged database", "<= 10 s", f"{took:.1f} s", took <= 10),
        Row("a request saved meanwhile, slowest", "<= 500 ms", f"{slowest:.0f} ms", slowest <= 500),
    ]


def _fill(tickets: Tickets, count: int, *, sent: bool) -> None:
    """Have so many tickets, over three years, as a rescue takes them over."""
    vault: Vault = tickets.vault
    names = [destination.name for destination in tickets.destinations]
    now, batch = datetime.now().astimezone().replace(microsecond=0), []
    for sequence in range(1, count + 1):
        ticket = Ticket.of(
            _request(),
            number=make(10, sequence),
            sequence=sequence,
            made_at=now - timedelta(minutes=15 * (count - sequence)),
            station="bench",
        )
        known = {name: Delivery(sent=True, reference=ticket.number) for name in names} if sent else {}
        batch.append(Found(ticket, vault.seal(ticket.to_payload(), ticket.id), known))
        if len(batch) == 5000 or sequence == count:
            tickets.store.adopt(batch, names)
            batch.clear()
    assert tickets.outbox.counts()[State.SENT if sent else State.QUEUED] == count * len(names)


def _request() -> NewTicket:
    text = "我们楼下的路灯坏了三天了，晚上看不见路"
    return NewTicket(text=text, language="zh-CN", category="street_light", place="幸福小区北门")


def _tickets(where: Path) -> Tickets:
    return Tickets(where / "data", where / "keys" / KEY_FILE)


def _settings(where: Path) -> Settings:
    folders = FolderSettings(data=str(where / "data"), keys=str(where / "keys"))
    return msgspec.structs.replace(Settings(), folders=folders)


def _open_and_close(where: Path) -> None:
    with _tickets(where):
        pass


def _consume(content: Iterable[bytes]) -> None:
    for _ in content:
        pass


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _best(work: Callable[[], object], times: int = 5) -> float:
    return min(_ms(work) for _ in range(times))


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
