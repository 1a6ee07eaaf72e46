"""Whatever servers do to requests and answers: each message is there once, in its order."""

from __future__ import annotations

import dataclasses
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.packs import load_pack
from kiosk.settings.destinations import GeoReportSettings, WebhookSettings, ZammadSettings
from kiosk.tickets.destinations.base import (
    Destination,
    PendingError,
    Receipt,
    TryLaterError,
    UnreachableError,
)
from kiosk.tickets.destinations.georeport.destination import GeoReport
from kiosk.tickets.destinations.webhook import Webhook
from kiosk.tickets.destinations.zammad.destination import Zammad
from kiosk.tickets.message import FollowUp, Kind, Message
from tests.tickets.conftest import sent, ticket
from tests.tickets.destinations.city import KEY, City
from tests.tickets.destinations.help_desk import TOKEN, HelpDesk
from tests.tickets.destinations.server import Asked, Fault, Reply, Server, serving, written

FAULTS: tuple[Fault | Reply | None, ...] = (
    None,
    None,
    *(Fault.DROP, Fault.CUT, Fault.HALF),
    *(Reply(500), Reply(429), Reply(503), Reply(403), Reply(409)),
    *(Reply(200, b"garbage"), Reply(200, b"<html>sign in", "text/html"), Reply(302)),
)
Place = tuple[Destination, Server, Callable[[], list[str]]]
"""A destination, its server, and the marks and keys that the server has, in its order."""


def test_each_message_is_there_once_and_after_its_ticket(place: Place) -> None:
    destination, server, arrived = place
    chance = random.Random(14)
    for _ in range(12):
        made = ticket()
        reference = delivered(sent(made), destination, server, chance).reference
        addition = FollowUp(
            kind=Kind.ADDITION,
            ticket_id=made.id,
            number=made.number,
            made_at=datetime.now(UTC),
            station="s-1",
            language="en",
            text=f"more {made.id}",
        )
        message = Message(
            kind=Kind.ADDITION,
            key=addition.id,
            ticket_id=made.id,
            payload=addition.to_payload(),
            reference=reference,
        )
        delivered(message, destination, server, chance)
        assert arrived()[-2:] == [made.id[:8], f"more {made.id[:8]}"]
    assert len(arrived()) == 24
    assert set(Counter(arrived()).values()) == {1}


def delivered(message: Message, destination: Destination, server: Server, chance: random.Random) -> Receipt:
    """Send as a courier does until it has arrived; the server does something else each time."""
    server.script = [step for step in chance.choices(FAULTS, k=chance.randrange(5)) if step]
    if chance.random() < 0.1:
        server.stop()
        server.start()
    for _ in range(20):
        try:
            return destination.send(message)
        except PendingError as pending:
            message = dataclasses.replace(message, token=pending.token, again=True)
        except (TryLaterError, UnreachableError):
            message = dataclasses.replace(message, again=True)
    raise AssertionError("it never arrived")


@pytest.fixture(params=["webhook", "json", "xml", "tokens", "duplicates", "keys", "zammad"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "webhook":
        kept: dict[str, str] = {}

        def take(asked: Asked) -> Reply:
            body = json.loads(asked.body)
            said = str(body["data"]["text"]) if body["type"] == "addition" else ""
            kept.setdefault(body["id"], _short(said) or body["id"][:8])
            return Reply(201)

        with serving(take) as server:
            secret_file = written(tmp_path / "secret", "secret")
            webhook = WebhookSettings(
                name="w", address=f"{server.address}/", secret_file=secret_file, limit_s=5.0
            )
            yield Webhook(webhook), server, lambda: list(kept.values())
    elif request.param == "zammad":
        desk = HelpDesk()
        with serving(desk) as server:
            zammad = ZammadSettings(
                name="z",
                address=server.address,
                token_file=written(tmp_path / "token", TOKEN),
                customer="a@b.c",
                limit_s=5.0,
            )

            def articles() -> list[str]:
                return [_short(each["body"]) or each["subject"][-9:-1] for each in desk.articles]

            yield Zammad(zammad, load_pack("en")), server, articles
    else:
        city = City(
            tokens=request.param == "tokens",
            refuses_duplicates=request.param == "duplicates",
            knows_keys=request.param == "keys",
        )
        with serving(city) as server:
            georeport = GeoReportSettings(
                name="g",
                address=f"{server.address}/v2",
                key_file=written(tmp_path / "key", KEY),
                format="xml" if request.param == "xml" else "json",
                other_service="001",
                updates=True,
                limit_s=5.0,
            )
            yield GeoReport(georeport, load_pack("en"), "here"), server, lambda: _of(city)


def _of(city: City) -> list[str]:
    """Requests and updates in the order in which they came: after each ticket what follows it."""
    requests = [each["description"][-9:-1] for each in city.requests]
    updates = [_short(form["description"][0]) for form in city.updates.values()]
    return [each for pair in zip(requests, updates, strict=False) for each in pair] + requests[len(updates) :]


def _short(said: str) -> str:
    """``more`` and the first eight characters of the id after it; empty where there is none."""
    _, more, rest = said.partition("more ")
    return more + rest[:8]
