"""GeoReport v2: each ticket is at the city once, whatever its server does; what is wrong is told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.packs import load_pack
from kiosk.settings.destinations import GeoReportSettings
from kiosk.tickets.destinations.base import (
    PendingError,
    Progress,
    RefusedError,
    Status,
    TryLaterError,
    UnreachableError,
)
from kiosk.tickets.destinations.georeport.destination import GeoReport
from kiosk.tickets.destinations.web import NoExchangeError
from kiosk.tickets.message import FollowUp, Kind, Message
from kiosk.tickets.ticket import Contact
from tests.tickets.conftest import sent, ticket
from tests.tickets.destinations.certificates import Authority
from tests.tickets.destinations.city import KEY, City
from tests.tickets.destinations.server import Fault, Reply, Server, serving, written

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


def test_a_ticket_is_posted_with_its_words_place_and_contact_and_the_service_of_its_category(
    settings: GeoReportSettings, city: City
) -> None:
    message = lamp(when="since Monday", wish="light")
    assert made(settings, latitude=39.9, longitude=116.4).send(message).reference == "0"
    [form] = city.forms
    assert form == {
        "api_key": [KEY],
        "service_code": ["001"],
        "address_string": ["幸福小区北门"],
        "description": [
            f"我们楼下的路灯坏了三天了\nWhen: since Monday\nAsked for: light\n[1000 0012 {message.key[:8]}]"
        ],
        "device_id": ["s-1"],
        "last_name": ["王秀英"],
        "phone": ["13812345678"],
        "lat": ["39.9"],
        "long": ["116.4"],
    }
    assert city.requests[0]["key"] == message.key


def test_what_a_resident_keeps_secret_is_not_given_away(settings: GeoReportSettings, city: City) -> None:
    contact = Contact(name="Ann Lee", phone="07700900123", keep_name_secret=True, may_call=False)
    made(settings).send(lamp(contact=contact))
    assert {"first_name", "last_name", "phone"} & set(city.forms[0]) == set()
    with pytest.raises(RefusedError, match="confidential"):
        made(settings).send(lamp(confidential=True))
    assert len(city.requests) == 1


def test_a_long_request_is_cut_to_what_the_specification_allows_and_found_again_all_the_same(
    settings: GeoReportSettings, city: City, server: Server
) -> None:
    message = lamp(text="字" * 9000)
    server.script = [Reply(200, b"[" + b'{"service_code":"001"}' + b"]"), Fault.CUT]
    if settings.format == "xml":
        server.script[0] = Reply(
            200, b"<services><service><service_code>001</service_code></service></services>"
        )
    with pytest.raises(TryLaterError):
        made(settings).send(message)
    assert made(settings).send(again(message)).reference == "0"
    assert len(city.forms) == 1
    assert len(city.forms[0]["description"][0]) == 4000


@pytest.mark.parametrize(
    "fault", [Fault.CUT, Fault.HALF, Reply(500), Reply(200, b"\xff\x00garbage", "text/plain")]
)
@pytest.mark.parametrize("quirk", [{}, {"empty_is_404": True}, {"bare": True}, {"knows_keys": True}])
def test_a_lost_answer_never_becomes_a_second_ticket(
    settings: GeoReportSettings, city: City, server: Server, fault: Fault | Reply, quirk: dict[str, bool]
) -> None:
    for name, value in quirk.items():
        setattr(city, name, value)
    georeport, message = made(settings), lamp()
    georeport.send(lamp())  # the services are known by now
    server.script = [fault]
    with pytest.raises(TryLaterError):
        georeport.send(message)
    arrived = isinstance(fault, Fault)
    assert len(city.requests) == (2 if arrived else 1)
    assert georeport.send(again(message)).reference == "1"
    assert len(city.requests) == 2


@pytest.mark.parametrize("quirk", [{"integers": True}, {"bare": True}, {"integers": True, "first_id": 41}])
def test_ids_may_be_numbers_and_zero_and_objects_may_stand_for_lists(
    settings: GeoReportSettings, city: City, quirk: dict[str, Any]
) -> None:
    for name, value in quirk.items():
        setattr(city, name, value)
    georeport = made(settings)
    receipt = georeport.send(lamp())
    assert receipt.reference == str(city.first_id)
    assert georeport.status(receipt.reference) == Status(
        progress=Progress.OPEN,
        department="Lights Department",
        updated_at=datetime(2026, 11, 30, 1, 0, tzinfo=UTC),
    )
    assert georeport.status("999") is None


def test_a_closed_request_says_so_with_its_answer(settings: GeoReportSettings, city: City) -> None:
    georeport = made(settings)
    reference = georeport.send(lamp()).reference
    city.requests[0] |= {"status": "closed", "status_notes": "The lamp was changed."}
    status = georeport.status(reference)
    assert status
    assert (status.progress, status.answer) == (Progress.CLOSED, "The lamp was changed.")


def test_a_token_is_asked_about_and_nothing_is_posted_again_while_there_is_one(
    settings: GeoReportSettings, city: City, server: Server
) -> None:
    city.tokens, city.ready = True, False
    georeport, message = made(settings), lamp()
    with pytest.raises(PendingError) as pending:
        georeport.send(message)
    held = dataclasses.replace(message, token=pending.value.token, again=True)
    with pytest.raises(PendingError, match="no number yet") as still:
        georeport.send(held)
    assert still.value.token == pending.value.token == "T-0"
    server.script = [Reply(404)]  # a server that has forgotten the token, but has the request
    assert georeport.send(held).reference == "0"
    city.ready = True
    assert georeport.send(held).reference == "0"
    assert [asked.method for asked in server.asked].count("POST") == 1


def test_a_duplicate_is_found_where_it_is_ours_and_set_aside_where_it_is_not(
    settings: GeoReportSettings, city: City, server: Server
) -> None:
    city.refuses_duplicates = True
    georeport, message = made(settings), lamp()
    reference = georeport.send(message).reference
    assert georeport.send(message).reference == reference, "not even where nobody knows of an attempt before"
    city.requests[0]["description"] = "somebody else's"
    server.script = [Reply(400, b'[{"code":400,"description":"duplicate of 17"}]')]
    with pytest.raises(RefusedError, match="400: duplicate of 17"):
        georeport.send(message)


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (Reply(403, b'[{"code":403,"description":"bad key"}]'), UnreachableError, "403: bad key"),
        (
            Reply(400, b'[{"code":400,"description":"email is required"}]'),
            RefusedError,
            "400: email is required",
        ),
        (
            Reply(400, b'[{"code":400,"description":"The CRM is down"}]'),
            TryLaterError,
            "400: The CRM is down",
        ),
        (Reply(400, b'{"errors":{"error":{"description":"too far"}}}'), RefusedError, "400: too far"),
        (
            Reply(
                400,
                b"<errors><error><code>400</code><description>bad</description></error></errors>",
                "text/xml",
            ),
            RefusedError,
            "400: bad",
        ),
        (Reply(404, b'[{"code":404,"description":"no such service"}]'), RefusedError, "404: no such service"),
        (Reply(404, b"<html>", "text/html"), NoExchangeError, "takes no tickets (404)"),
        (Reply(429, b"slow down"), TryLaterError, "429: slow down"),
        (Reply(503, b""), TryLaterError, "503"),
        (Reply(400, b'[{"description":"bad phone 13812345678"}]'), RefusedError, "400: bad phone …"),
    ],
)
def test_each_refusal_means_what_the_specification_and_its_servers_mean(
    settings: GeoReportSettings, server: Server, reply: Reply, kind: type[Exception], said: str
) -> None:
    georeport = made(settings)
    georeport.send(lamp())
    server.script = [reply]
    with pytest.raises(kind) as told:
        georeport.send(lamp())
    assert said in str(told.value)


def test_attributes_are_filled_from_the_ticket_the_settings_and_lists_by_key_or_name(
    settings: GeoReportSettings, city: City
) -> None:
    city.attributes["002"] = [
        LAMP,
        {"code": "client_ref", "datatype": "string", "required": False, "variable": "true"},
        {"code": "where", "datatype": "text", "required": True, "variable": True},
        {"code": "extra", "datatype": "string", "required": True, "variable": True},
        {"code": "reported", "datatype": "datetime", "required": True, "variable": True},
        {"code": "notice", "datatype": "string", "required": True, "variable": False},
    ]
    message = sent(ticket(category="noise"))
    made(settings, attributes={"LAMP": "park", "reported": "{made_at}"}).send(message)
    filled = {name: value for name, value in city.forms[0].items() if name.startswith("attribute")}
    assert filled == {
        "attribute[LAMP]": ["P"],
        "attribute[client_ref]": [message.key],
        "attribute[where]": ["幸福小区北门"],
        "attribute[extra]": ["-"],
        "attribute[reported]": ["2026-11-30T08:00:00+00:00"],
    }


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


def test_what_follows_a_ticket_goes_where_the_server_takes_it_and_is_set_aside_where_not(
    settings: GeoReportSettings, city: City
) -> None:
    follow_up = FollowUp(
        id="f-1", kind=Kind.RATING, ticket_id="t-1", number="10000012", station="s-1", language="en",
        made_at=datetime(2026, 12, 1, 8, tzinfo=UTC), rating=5, text="quick",
    )  # fmt: skip
    message = Message(
        kind=Kind.RATING, key="f-1", ticket_id="t-1", payload=follow_up.to_payload(), reference="0"
    )
    with pytest.raises(RefusedError, match="tell the city by hand"):
        made(settings).send(message)
    for _ in range(2):
        assert made(settings, updates=True).send(message).reference == "0"
    assert city.updates["f-1"]["description"] == ["The resident is: very satisfied; quick"]
    assert city.updates["f-1"]["service_request_id"] == ["0"]


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><services>&a;</services>",
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE services []><services/>'.encode("utf-16"),
        b"<services>",
        b"<html><body/></html>",
        b'"services"',
        b"\xff\xff",
    ],
)
def test_what_is_no_georeport_is_left_for_later(
    settings: GeoReportSettings, server: Server, body: bytes
) -> None:
    server.script = [Reply(200, body, "text/xml")]
    with pytest.raises(TryLaterError, match="answers with"):
        made(settings).send(lamp())
