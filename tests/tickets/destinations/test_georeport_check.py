"""The doctor's look at a GeoReport server: nothing is made, and each thing that is wrong has its words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kiosk.settings.destinations import GeoReportSettings
from kiosk.tickets.destinations.base import RefusedError
from tests.tickets.conftest import sent, ticket
from tests.tickets.destinations.certificates import Authority
from tests.tickets.destinations.city import City
from tests.tickets.destinations.conftest import LAMP, made
from tests.tickets.destinations.server import Reply, Server, serving, written


def test_what_cannot_be_filled_is_told_to_the_administrator_before_and_on_the_ticket(
    settings: GeoReportSettings, city: City
) -> None:
    city.attributes["002"] = [LAMP]
    [problem] = made(settings).check().problems
    assert problem.what == "service 002 asks for LAMP (Which lamp?)"
    assert problem.remedy == "set it in destinations.attributes, one of S (Street), P (Park)"
    with pytest.raises(RefusedError, match=r"asks for LAMP: set it in destinations\.attributes"):
        made(settings).send(sent(ticket(category="noise")))
    assert made(settings, attributes={"LAMP": "S"}).check().problems == ()


def test_the_check_makes_no_ticket_and_says_how_many_services_there_are(
    settings: GeoReportSettings, city: City
) -> None:
    check = made(settings).check()
    assert check.problems == ()
    assert check.found.endswith("/v2, 2 services")
    assert city.requests == []


def test_the_check_tells_wrong_keys_addresses_and_service_codes_apart(
    settings: GeoReportSettings, server: Server, tmp_path: Path
) -> None:
    said = [
        problem(settings, key_file=written(tmp_path / "wrong", "wrong")),
        problem(settings, address=f"{server.address}/v3"),
        problem(settings, services={"street_light": "0O1"}),
        problem(settings, other_service=""),
        problem(settings, attributes={"x": "{words}"}),
        problem(settings, address="http://127.0.0.1:1/v2"),
    ]
    expected = [
        "the key is not accepted (403)",
        "/v3 has no services of GeoReport",
        "the server has no service 0O1 (street_light)",
        "no service is named for road_manhole, water_supply",
        "{words} in destinations.attributes is no field of a ticket",
        "takes no connection",
    ]
    assert [part in one for part, one in zip(expected, said, strict=True)] == [True] * 6, said


def problem(settings: GeoReportSettings, **changes: Any) -> str:
    [found] = made(settings, **changes).check().problems
    return found.what


def test_the_check_says_which_format_a_server_speaks_and_where_its_discovery_points(
    settings: GeoReportSettings, city: City, server: Server
) -> None:
    other = "xml" if settings.format == "json" else "json"
    city.formats = (other,)
    [found] = made(settings).check().problems
    assert found.remedy == f'it speaks {other}: set format = "{other}"'
    body = b'{"endpoints":[{"url":"http://there/v2","formats":["text/xml"]}]}'
    if settings.format == "xml":
        body = (
            b"<discovery><endpoints><endpoint><url>http://there/v2</url></endpoint></endpoints></discovery>"
        )
    server.script = [Reply(404), Reply(404), Reply(404), Reply(200, body)]
    [found] = made(settings).check().problems
    assert found.remedy == "its discovery document names http://there/v2: write that in address"


def test_a_wrong_certificate_is_told_by_the_check(
    settings: GeoReportSettings, city: City, tmp_path: Path
) -> None:
    authority = Authority(tmp_path)
    with serving(city, authority.server()) as server:
        address = f"https://127.0.0.1:{server.port}/v2"
        assert "signed by nobody" in problem(settings, address=address)
        assert made(settings, address=address, ca_file=str(authority.file)).check().problems == ()
