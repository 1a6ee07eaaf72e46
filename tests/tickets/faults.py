"""A kiosk killed at random moments while it sends to servers that fail in every way, by a seeded script.

The kiosk is a real one without a screen: it saves, follows up and sends, three destinations at once. A
process of its own forks it anew for each kill, so that it runs at once. Needs ``os.fork``.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.settings.destinations import WebhookSettings
from kiosk.tickets.backoff import Backoff
from kiosk.tickets.destinations.webhook import Webhook
from kiosk.tickets.message import Kind
from kiosk.tickets.ticket import NewTicket
from kiosk.tickets.tickets import Tickets
from tests.tickets.destinations.server import Asked, Fault, Reply, Server, serving

SERVERS = ("city", "district")
WEATHER: tuple[Reply | Fault | None, ...] = (
    Reply(500), Reply(503), Reply(429), Reply(403), Reply(200, b"<html>garbage", "text/html"),
    Fault.DROP, Fault.CUT, Fault.HALF, Fault.HANG,
)  # fmt: skip
FINE = 25
"""How many times as likely as each fault it is that a server answers as it should."""
LIMIT_S = 1.0
"""Seconds after which the kiosk gives a server up."""


@dataclass
class Shelf:
    """What a server was sent: bodies by key, in the order of their first arrival."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    tickets: dict[str, list[str]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        body = json.loads(asked.body)
        key, data = body["id"], json.dumps(body["data"], sort_keys=True).encode()
        if key not in self.bodies:
            self.bodies[key] = data
            self.tickets.setdefault(body["ticket_id"], []).append(key)
        elif self.bodies[key] != data:
            self.changed.append(key)
        return Reply(200, b"{}")


@dataclass
class Outcome:
    """What came of it: messages that residents were told are saved, and what of them is wrong at the end."""

    kills: int = 0
    confirmed: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    unsent: dict[str, int] = field(default_factory=dict)


def kiosk(root: Path, addresses: dict[str, str]) -> Tickets:
    """Open the kiosk's tickets, with short waits."""
    secret = root / "secret"
    secret.write_text("s3cret" * 8, encoding="utf-8")
    webhooks = [
        Webhook(WebhookSettings(name=name, address=address, secret_file=str(secret), limit_s=LIMIT_S))
        for name, address in addresses.items()
    ]
    tickets = Tickets(root / "data", root / "keys" / "tickets.key", destinations=webhooks)
    tickets.outbox.backoff = Backoff(base_s=0.02, cap_s=0.1)
    return tickets


def live(root: Path, addresses: dict[str, str], tell: int) -> None:
    """Save and follow up until killed; write each message's key, behind its ticket's id, once it is saved."""
    tickets = kiosk(root, addresses)
    tickets.start()
    while True:
        ticket = tickets.save(NewTicket(text="the lamp is out", language="en"))
        os.write(tell, f"{ticket.id} {ticket.id}\n".encode())
        for kind in (Kind.ADDITION, Kind.REMINDER):
            follow_up = tickets.follow_up(ticket.number, kind, language="en", text="and the bench")
            os.write(tell, f"{ticket.id} {follow_up.id}\n".encode())


class Launcher:
    """Forks a kiosk when told to; its keys come through a pipe."""

    def __init__(self, root: Path, addresses: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.tickets.faults", str(root), json.dumps(addresses)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def run_and_kill(self, after_s: float) -> list[tuple[str, str]]:
        """Have a kiosk live until so many seconds after its first ticket; return what it confirmed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(b"go\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline())
        lines = [self._process.stdout.readline()]
        killer = threading.Timer(after_s, self._kill, (pid,))
        killer.start()
        while (line := self._process.stdout.readline()) != b"killed\n":
            lines.append(line)
        killer.join()
        pairs = [line.decode().split() for line in lines if line.endswith(b"\n")]
        return [(ticket, key) for ticket, key in pairs]

    @staticmethod
    def _kill(pid: int) -> None:
        with contextlib.suppress(
            ProcessLookupError
        ):  # it has died by itself, which its messages must outlive too
            os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def _serve_forks(root: Path, addresses: dict[str, str]) -> None:
    for _ in sys.stdin.buffer:
        pid = os.fork()
        if pid == 0:
            live(root, addresses, 1)
        os.write(1, f"{pid}\n".encode())
        os.waitpid(pid, 0)
        os.write(1, b"killed\n")


@contextlib.contextmanager
def _servers(chance: random.Random) -> Iterator[dict[str, tuple[Server, Shelf]]]:
    with contextlib.ExitStack() as opened:
        made = {}
        for name in SERVERS:
            shelf = Shelf()
            server = opened.enter_context(serving(shelf))
            server.weather = lambda: chance.choices((None, *WEATHER), (FINE, *(1 for _ in WEATHER)))[0]
            made[name] = server, shelf
        yield made


def run(root: Path, *, kills: int, seed: int, limit_s: float) -> Outcome:
    """Kill the kiosk so often, let the weather clear, wait for all to arrive, and look at what has."""
    chance, outcome = random.Random(seed), Outcome(kills=kills)
    confirmed: dict[str, list[str]] = {}
    with _servers(chance) as servers:
        addresses = {name: server.address for name, (server, _) in servers.items()}
        launcher = Launcher(root, addresses)
        for _ in range(kills):
            for ticket_id, key in launcher.run_and_kill(chance.uniform(0, 0.15)):
                confirmed.setdefault(ticket_id, []).append(key)
        launcher.close()
        for server, _ in servers.values():
            server.weather = lambda: None
            server.open.set()
        with kiosk(root, addresses) as tickets:
            tickets.outbox.back_to_queue()
            tickets.start()
            pause = threading.Event()
            for _ in range(int(limit_s * 20)):
                if not tickets.outbox.waiting():
                    break
                pause.wait(0.05)
            outcome.unsent = tickets.outbox.waiting()
            assert tickets.desk is not None
            at_desk = {content.id for content, _ in tickets.desk.received()}
        outcome.confirmed = sum(map(len, confirmed.values()))
        for ticket_id, keys in confirmed.items():
            outcome.lost += [f"desk: {key}" for key in keys if key not in at_desk]
            for name, (_, shelf) in servers.items():
                outcome.lost += [f"{name}: {key}" for key in keys if key not in shelf.bodies]
                arrived = [key for key in shelf.tickets.get(ticket_id, []) if key in keys]
                if arrived != keys[: len(arrived)]:
                    outcome.out_of_order.append(f"{name}: {ticket_id}")
        for name, (_, shelf) in servers.items():
            outcome.doubled += [f"{name}: {key}" for key in shelf.changed]
    return outcome


if __name__ == "__main__":
    _serve_forks(Path(sys.argv[1]), json.loads(sys.argv[2]))
