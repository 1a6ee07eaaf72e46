"""A city's GeoReport server that runs, and a kiosk's settings for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.packs import load_pack
from kiosk.settings.destinations import GeoReportSettings
from kiosk.tickets.destinations.georeport.destination import GeoReport
from kiosk.tickets.message import Message
from tests.tickets.conftest import sent, ticket
from tests.tickets.destinations.city import KEY, City
from tests.tickets.destinations.server import Server, serving, written

LAMP = {
    "code": "LAMP",
    "datatype": "singlevaluelist",
    "required": "true",
    "variable": True,
    "description": "Which lamp?",
    "values": [{"key": "S", "name": "Street"}, {"key": "P", "name": "Park"}],
}


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def server(city: City) -> Iterator[Server]:
    with serving(city) as server:
        yield server


@pytest.fixture(params=["json", "xml"])
def settings(request: pytest.FixtureRequest, server: Server, tmp_path: Path) -> GeoReportSettings:
    return GeoReportSettings(
        name="city",
        address=f"{server.address}/v2",
        key_file=written(tmp_path / "key", KEY),
        format=request.param,
        services={"street_light": "001"},
        other_service="002",
        limit_s=5.0,
    )


def made(settings: GeoReportSettings, **changes: Any) -> GeoReport:
    return GeoReport(msgspec.structs.replace(settings, **changes), load_pack("en"), "Sunrise Station")


def lamp(**more: Any) -> Message:
    return sent(ticket(category="street_light", **more))


def again(message: Message) -> Message:
    return dataclasses.replace(message, again=True)
