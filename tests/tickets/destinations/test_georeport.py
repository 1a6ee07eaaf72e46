"""GeoReport v2: each ticket is at the city once, whatever its server does; what is wrong is told."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.settings.destinations import GeoReportSettings
from kiosk.tickets.destinations.base import (
    PendingError,
    Progress,
    RefusedError,
    Status,
    TryLaterError,
    UnreachableError,
)
from kiosk.tickets.destinations.web import NoExchangeError
from kiosk.tickets.message import FollowUp, Kind, Message
from kiosk.tickets.ticket import Contact
from tests.tickets.conftest import sent, ticket
from tests.tickets.destinations.city import KEY, City
from tests.tickets.destinations.conftest import LAMP, again, lamp, made
from tests.tickets.destinations.server import Fault, Reply, Server


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
@pytest.mark.parametrize(
    "quirk", [{}, {"empty_is_404": True}, {"bare": True}, {"knows_keys": True}, {"private": True}]
)
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
        (Reply(200, b'[{"code":"403","description":"bad key"}]'), UnreachableError, "403: bad key"),
        (Reply(200, b'[{"code":"4000","description":"no place"}]'), RefusedError, "400: no place"),
        (Reply(429, b"slow down"), UnreachableError, "429: slow down"),
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
