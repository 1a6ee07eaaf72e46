"""Zammad: a ticket and what follows it are there once, and what is wrong is told in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.packs import load_pack
from kiosk.settings.destinations import ZammadSettings
from kiosk.tickets.destinations.base import Progress, RefusedError, Status, TryLaterError, UnreachableError
from kiosk.tickets.destinations.web import NoExchangeError
from kiosk.tickets.destinations.zammad.destination import Zammad
from kiosk.tickets.message import FollowUp, Kind, Message
from tests.tickets.conftest import sent, ticket
from tests.tickets.destinations.certificates import Authority
from tests.tickets.destinations.help_desk import TOKEN, HelpDesk
from tests.tickets.destinations.server import Fault, Reply, Server, serving, written

CREATED = datetime(2026, 11, 30, 8, 0, 0, 789_000, tzinfo=UTC)


@pytest.fixture
def help_desk() -> HelpDesk:
    return HelpDesk()


@pytest.fixture
def server(help_desk: HelpDesk) -> Iterator[Server]:
    with serving(help_desk) as server:
        yield server


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> ZammadSettings:
    return ZammadSettings(
        name="help",
        address=server.address,
        token_file=written(tmp_path / "token", TOKEN),
        customer="kiosk@city.example",
        limit_s=5.0,
    )


def made(settings: ZammadSettings, **changes: Any) -> Zammad:
    return Zammad(msgspec.structs.replace(settings, **changes), load_pack("zh-CN"))


def again(message: Message) -> Message:
    return dataclasses.replace(message, again=True)


def follow_up(kind: Kind, reference: str, **more: Any) -> Message:
    one = FollowUp(
        id="f-1",
        kind=kind,
        ticket_id="t-1",
        number="10000012",
        made_at=CREATED,
        station="s-1",
        language="zh-CN",
        **more,
    )
    return Message(kind=kind, key=one.id, ticket_id="t-1", payload=one.to_payload(), reference=reference)


def test_a_ticket_is_made_for_the_kiosks_customer_with_all_that_the_resident_said(
    settings: ZammadSettings, help_desk: HelpDesk
) -> None:
    message = sent(ticket(category="street_light", when="周一起", wish="修好"))
    receipt = made(settings).send(message)
    assert (receipt.reference, receipt.received_at) == ("7", CREATED)
    [made_there], [article] = help_desk.tickets, help_desk.articles
    assert made_there["title"] == f"路灯照明 [1000 0012 {message.key[:8]}]"
    assert (made_there["group"], made_there["customer"]) == ("Users", "guess:kiosk@city.example")
    assert article["body"].splitlines() == [
        "我们楼下的路灯坏了三天了",
        "时间: 周一起",
        "诉求: 修好",
        "地点: 幸福小区北门",
        "姓名: 王秀英",
        "电话: 13812345678",
    ]


def test_a_confidential_ticket_goes_to_its_own_group_or_is_set_aside(
    settings: ZammadSettings, help_desk: HelpDesk
) -> None:
    message = sent(ticket(confidential=True))
    with pytest.raises(RefusedError, match="confidential"):
        made(settings).send(message)
    made(settings, confidential_group="Safe").send(message)
    assert [each["group"] for each in help_desk.tickets] == ["Safe"]


@pytest.mark.parametrize("assets", [True, False])
@pytest.mark.parametrize(
    "fault", [Fault.DROP, Fault.CUT, Fault.HALF, Reply(500), Reply(201, b"garbage"), Reply(201, b"{}")]
)
def test_a_lost_answer_never_becomes_a_second_ticket(
    settings: ZammadSettings, help_desk: HelpDesk, server: Server, fault: Fault | Reply, assets: bool
) -> None:
    help_desk.assets = assets
    zammad, message = made(settings), sent(ticket())
    zammad.send(sent(ticket()))
    server.script = [fault]
    with pytest.raises(TryLaterError):
        zammad.send(message)
    assert zammad.send(again(message)).reference == "8"
    assert zammad.send(again(message)).reference == "8"
    assert len(help_desk.tickets) == 2


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.HALF])
def test_what_follows_a_ticket_is_added_once_and_not_solved_opens_it_again(
    settings: ZammadSettings, help_desk: HelpDesk, server: Server, fault: Fault
) -> None:
    zammad = made(settings)
    reference = zammad.send(sent(ticket())).reference
    help_desk.tickets[0]["state"] = "closed"
    message = follow_up(Kind.REOPENING, reference, text="灯还是不亮")
    server.script = [fault]
    with pytest.raises(TryLaterError):
        zammad.send(message)
    assert zammad.send(again(message)).reference == reference
    assert [each["body"] for each in help_desk.articles[1:]] == ["市民表示问题未解决: 灯还是不亮"]
    assert help_desk.tickets[0]["state"] == "open"


def test_a_rating_is_written_in_the_official_words(settings: ZammadSettings, help_desk: HelpDesk) -> None:
    zammad = made(settings)
    zammad.send(follow_up(Kind.RATING, zammad.send(sent(ticket())).reference, rating=3))
    assert help_desk.articles[-1]["body"] == "市民评价: 一般"


def test_the_status_has_the_last_answer_that_an_agent_published(
    settings: ZammadSettings, help_desk: HelpDesk
) -> None:
    zammad = made(settings)
    reference = zammad.send(sent(ticket())).reference
    opened = Status(progress=Progress.OPEN, department="Users", updated_at=CREATED)
    assert zammad.status(reference) == opened
    for internal, body in ((False, "<div>灯泡&amp;灯罩<br>已更换</div>"), (True, "for us only")):
        help_desk.articles.append(
            {
                "ticket_id": 7,
                "sender": "Agent",
                "internal": internal,
                "body": body,
                "content_type": "text/html",
            }
        )
    help_desk.tickets[0]["state"] = "closed"
    closed = dataclasses.replace(opened, progress=Progress.CLOSED, answer="灯泡&灯罩\n已更换")
    assert zammad.status(reference) == closed
    assert zammad.status("999") is None


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (Reply(401, b'{"error":"Invalid token!"}'), UnreachableError, "401: Invalid token!"),
        (Reply(403, b'{"error":"Not authorized"}'), UnreachableError, "403: Not authorized"),
        (Reply(422, b'{"error":"title is too long"}'), RefusedError, "422: title is too long"),
        (
            Reply(422, b"{\"error\":\"No lookup value found for 'group': 'Lamps'\"}"),
            NoExchangeError,
            "no such thing",
        ),
        (Reply(404, b"Not Found", "text/plain"), NoExchangeError, "takes no tickets (404)"),
        (Reply(429, b"{}"), UnreachableError, "429"),
        (Reply(422, '{"error":"bad name 王秀英"}'.encode()), RefusedError, "422: bad name …"),
    ],
)
def test_each_refusal_means_what_zammad_means(
    settings: ZammadSettings, server: Server, reply: Reply, kind: type[Exception], said: str
) -> None:
    server.script = [reply]
    with pytest.raises(kind) as told:
        made(settings).send(sent(ticket()))
    assert said in str(told.value)


def test_the_check_makes_no_ticket_and_tells_key_address_group_and_certificate_apart(
    settings: ZammadSettings, help_desk: HelpDesk, server: Server, tmp_path: Path
) -> None:
    assert made(settings).check().problems == ()
    authority = Authority(tmp_path)
    with serving(help_desk, authority.server()) as secure:
        address = f"https://127.0.0.1:{secure.port}"
        assert made(settings, address=address, ca_file=str(authority.file)).check().problems == ()
        said = [
            problem(settings, token_file=written(tmp_path / "wrong", "wrong")),
            problem(settings, address=f"{server.address}/desk"),
            problem(settings, group="Lamps"),
            problem(settings, address=address),
            problem(settings, address="http://127.0.0.1:1"),
        ]
    expected = [
        "the key is not accepted (401)",
        "/desk takes no tickets (404)",
        "makes no tickets in the group Lamps",
        "signed by nobody that this computer trusts",
        "takes no connection",
    ]
    assert [part in one for part, one in zip(expected, said, strict=True)] == [True] * 5, said
    server.script = [Reply(200, b'{"id": 3}'), Reply(422, b'{"error":"no such condition"}')]
    assert "the search for a ticket is refused" in problem(settings)
    assert help_desk.tickets == []


def problem(settings: ZammadSettings, **changes: Any) -> str:
    [found] = made(settings, **changes).check().problems
    return found.what
