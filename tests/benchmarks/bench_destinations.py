"""Whether a kiosk that is killed at random, and three servers that fail, lose, double or disorder anything.

The kiosk saves tickets and what follows them, and sends each to a webhook, a GeoReport server and a Zammad,
while the servers drop, cut, hang, refuse and answer garbage by chance and the kiosk is killed (SIGKILL) again
and again. In the end the servers are well, and what they have is compared to what was confirmed.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kiosk.packs import load_pack
from kiosk.settings.destinations import GeoReportSettings, WebhookSettings, ZammadSettings
from kiosk.tickets.backoff import Backoff
from kiosk.tickets.destinations.base import Destination
from kiosk.tickets.destinations.georeport.destination import GeoReport
from kiosk.tickets.destinations.webhook import Webhook
from kiosk.tickets.destinations.zammad.destination import Zammad
from kiosk.tickets.message import Kind
from kiosk.tickets.outbox import State
from kiosk.tickets.ticket import NewTicket
from kiosk.tickets.tickets import Tickets
from tests.benchmarks.table import Row
from tests.pace import patience
from tests.tickets.destinations.city import KEY, City
from tests.tickets.destinations.help_desk import TOKEN, HelpDesk
from tests.tickets.destinations.server import Asked, Fault, Reply, Server, serving, written

KILLS = 100
EACH = 5
"""Tickets that a kiosk saves before it only sends, each with an addition."""
LIMIT_S = 1.0
"""Seconds after which an exchange is given up here."""
LIVES_S = (0.05, 1.5)
"""Seconds of a quiet machine that a kiosk lives."""
DRAIN_S = 300.0
FAULTS = (
    *(Fault.DROP, Fault.CUT, Fault.CUT, Fault.HALF, Fault.HALF),
    *(Reply(500), Reply(503), Reply(429), Reply(403), Reply(302), Reply(200, b"garbage")),
)
HANGS, FAILS = 0.01, 0.3
"""Shares of the requests that hang, and that fail at once."""

Arrived = list[str]
"""What a server has, in its order: the beginning of a ticket's id; ``+`` and the key of what followed one."""


def run() -> list[Row]:
    """Let a kiosk live and die, then compare."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, _servers() as (servers, arrived):
        where = Path(folder)
        ports = [server.port for server in servers]
        chance = random.Random(14)
        processes = multiprocessing.get_context("forkserver")
        processes.set_forkserver_preload([__name__])
        for server in servers:
            server.weather = _weather(random.Random(server.port))
        for _ in range(KILLS):
            kiosk = processes.Process(target=_live, args=(where, ports, True))
            kiosk.start()
            kiosk.join(patience(chance.uniform(*LIVES_S)))
            kiosk.kill()
            kiosk.join()
        for server in servers:
            server.weather = lambda: None
            server.open.set()
        kiosk = processes.Process(target=_live, args=(where, ports, False))
        kiosk.start()
        kiosk.join(patience(DRAIN_S))
        kiosk.kill()
        confirmed = (where / "confirmed").read_text(encoding="utf-8").split()
        there = [each() for each in arrived]
    lost = sum(one not in set(each) for each in there for one in confirmed)
    doubled = sum(len(each) - len(set(each)) for each in there)
    disordered = sum(_disordered(confirmed, each) for each in there)
    what = f"{len(confirmed)} messages confirmed, {KILLS} kills, three servers that fail"
    return [
        Row(f"{what}: lost", "0", str(lost), lost == 0 and bool(confirmed)),
        Row("the same: doubled", "0", str(doubled), doubled == 0),
        Row("the same: before their ticket", "0", str(disordered), disordered == 0),
    ]


def _live(where: Path, ports: Sequence[int], saving: bool) -> None:
    """Be a kiosk: save, note what was confirmed, and send; without ``saving`` end when all is sent."""
    logging.disable()
    made = _destinations(where, ports)
    tickets = Tickets(where / "data", where / "keys" / "tickets.key", destinations=made, desk=None)
    tickets.outbox.backoff = Backoff(base_s=0.05, cap_s=0.5)
    tickets.start()
    with (where / "confirmed").open("a", encoding="utf-8") as confirmed:
        for _ in range(EACH if saving else 0):
            ticket = tickets.save(
                NewTicket(text="The lamp is broken.", language="en", place="the north gate")
            )
            print(ticket.id[:8], file=confirmed, flush=True)
            more = tickets.follow_up(ticket.number, Kind.ADDITION, language="en", text="It smells.")
            print(f"+{more.id}", file=confirmed, flush=True)
    while saving or any(tickets.outbox.counts()[state] for state in (State.QUEUED, State.SENDING)):
        time.sleep(0.05)
    tickets.close()


def _destinations(where: Path, ports: Sequence[int]) -> list[Destination]:
    webhook, georeport, zammad = (f"http://127.0.0.1:{port}" for port in ports)
    pack = load_pack("en")
    return [
        Webhook(
            WebhookSettings(
                name="webhook",
                address=f"{webhook}/",
                secret_file=written(where / "secret", "secret"),
                limit_s=LIMIT_S,
            )
        ),
        GeoReport(
            GeoReportSettings(
                name="georeport",
                address=f"{georeport}/v2",
                key_file=written(where / "key", KEY),
                other_service="001",
                updates=True,
                limit_s=LIMIT_S,
            ),
            pack,
            "the station",
        ),
        Zammad(
            ZammadSettings(
                name="zammad",
                address=zammad,
                token_file=written(where / "token", TOKEN),
                customer="a@b.c",
                limit_s=LIMIT_S,
            ),
            pack,
        ),
    ]


@contextmanager
def _servers() -> Iterator[tuple[list[Server], list[Callable[[], Arrived]]]]:
    kept: dict[str, str] = {}
    city, desk = City(), HelpDesk()
    order: Arrived = []

    def webhook(asked: Asked) -> Reply:
        body = json.loads(asked.body)
        kept.setdefault(body["id"], body["id"][:8] if body["type"] == "ticket" else f"+{body['id']}")
        return Reply(200, b"{}")

    def georeport(asked: Asked) -> Reply:
        had, updated = len(city.requests), len(city.updates)
        reply = city(asked)
        order.extend(each["description"][-9:-1] for each in city.requests[had:])
        order.extend(f"+{key}" for key in list(city.updates)[updated:])
        return reply

    def articles() -> Arrived:
        subjects = [str(each["subject"]) for each in desk.articles]
        return [each[-9:-1] if each.startswith("[") else f"+{each.split()[-1]}" for each in subjects]

    with ExitStack() as stack:
        servers = [stack.enter_context(serving(take)) for take in (webhook, georeport, desk)]
        yield servers, [lambda: list(kept.values()), lambda: order, articles]


def _weather(chance: random.Random) -> Callable[[], Reply | Fault | None]:
    lock = threading.Lock()

    def next_fault() -> Reply | Fault | None:
        with lock:
            luck = chance.random()
            if luck < HANGS:
                return Fault.HANG
            return chance.choice(FAULTS) if luck < HANGS + FAILS else None

    return next_fault


def _disordered(confirmed: Arrived, there: Arrived) -> int:
    """Count additions that came before their ticket; each is confirmed right after it."""
    places = {one: place for place, one in enumerate(there)}
    pairs = [(one, confirmed[n - 1]) for n, one in enumerate(confirmed) if one.startswith("+")]
    return sum(places.get(one, 0) < places.get(ticket, 0) for one, ticket in pairs)
