"""The webhook: signed, once for each message, and each failure told in words."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.settings.destinations import WebhookSettings
from kiosk.tickets.destinations.base import (
    RefusedError,
    SendError,
    TryLaterError,
    UnreachableError,
)
from kiosk.tickets.destinations.web import NoExchangeError
from kiosk.tickets.destinations.webhook import Webhook
from kiosk.tickets.message import Kind, Message
from tests.tickets.conftest import sent, ticket
from tests.tickets.destinations.server import Asked, Fault, Reply, Server, serving, written

SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two bytes ...").decode()


class Receiver:
    """A city's program as docs/webhook.md tells it to be written."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, object]] = {}

    def __call__(self, asked: Asked) -> Reply:
        key, at = asked.headers["webhook-id"], asked.headers["webhook-timestamp"]
        signed = hmac.digest(
            base64.b64decode(SECRET.removeprefix("whsec_")),
            f"{key}.{at}.".encode() + asked.body,
            hashlib.sha256,
        )
        if asked.headers["webhook-signature"] != "v1," + base64.b64encode(signed).decode():
            return Reply(401, b'{"error":"signature"}')
        body = json.loads(asked.body)
        if body["type"] == "check":
            return Reply(204)
        if self.kept.setdefault(key, body) != body:
            return Reply(422, b'{"error":"other content"}')
        return Reply(201, json.dumps({"reference": f"W-{list(self.kept).index(key)}"}).encode())


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def server(receiver: Receiver) -> Iterator[Server]:
    with serving(receiver) as server:
        yield server


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> WebhookSettings:
    secret_file = written(tmp_path / "secret", SECRET + "\n")
    return WebhookSettings(
        name="city", address=f"{server.address}/heard", secret_file=secret_file, limit_s=5.0
    )


def test_a_ticket_and_what_follows_it_arrive_signed_and_as_they_were_frozen(
    settings: WebhookSettings, receiver: Receiver, server: Server
) -> None:
    webhook, made = Webhook(settings), ticket()
    receipt = webhook.send(sent(made))
    addition = Message(
        kind=Kind.ADDITION,
        key="a-1",
        ticket_id=made.id,
        payload=b'{"text":"it smells"}',
        reference=receipt.reference,
    )
    webhook.send(addition)
    assert receipt.reference == "W-0"
    assert [body["type"] for body in receiver.kept.values()] == ["ticket", "addition"]
    assert receiver.kept["a-1"]["reference"] == "W-0"
    assert made.to_payload() in server.asked[0].body
    assert server.asked[0].headers["idempotency-key"] == made.id


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.HALF, Fault.DROP, Reply(503), Reply(409)])
def test_a_ticket_whose_answer_was_lost_comes_again_as_the_same_and_is_kept_once(
    settings: WebhookSettings, receiver: Receiver, server: Server, fault: Fault | Reply
) -> None:
    webhook, made = Webhook(settings), ticket()
    server.script = [fault]
    with pytest.raises(TryLaterError):
        webhook.send(sent(made))
    assert webhook.send(sent(made)).reference == "W-0"
    assert list(receiver.kept) == [made.id]


def test_a_server_that_hangs_is_left_after_the_limit(
    settings: WebhookSettings, receiver: Receiver, server: Server
) -> None:
    hasty, made = Webhook(msgspec.structs.replace(settings, limit_s=1.0)), ticket()
    server.script = [Fault.HANG]
    with pytest.raises(TryLaterError, match="did not answer in time"):
        hasty.send(sent(made))
    assert hasty.send(sent(made)).reference == "W-0"


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (Reply(500), TryLaterError, "500"),
        (Reply(429, headers={"Retry-After": "7"}), UnreachableError, "429"),
        (Reply(401), UnreachableError, "401"),
        (Reply(403, b'{"error":"no"}'), UnreachableError, '403: {"error":"no"}'),
        (Reply(404), NoExchangeError, "/heard takes no tickets (404): correct address"),
        (Reply(422, b"no such category"), RefusedError, "422: no such category"),
        (
            Reply(302, headers={"Location": "https://sign.in/"}),
            NoExchangeError,
            "sends one elsewhere: https://sign.in/",
        ),
        (Reply(200, b"<html>Welcome to the hotel", "text/html"), NoExchangeError, "web page"),
    ],
    ids=lambda value: getattr(value, "status", ""),
)
def test_each_answer_means_what_the_page_about_the_webhook_says(
    settings: WebhookSettings, server: Server, reply: Reply, kind: type[SendError], said: str
) -> None:
    server.script = [reply]
    with pytest.raises(kind) as told:
        Webhook(settings).send(sent(ticket()))
    assert said in told.value.reason
    assert told.value.after_s == (7 if reply.status == 429 else 0)


def test_any_2xx_is_a_receipt_unless_it_calls_json_what_is_none(
    settings: WebhookSettings, server: Server
) -> None:
    made = ticket()
    server.script = [Reply(200, b'{"reference":')]
    with pytest.raises(TryLaterError, match="200 with what is no JSON"):
        Webhook(settings).send(sent(made))
    for body in (b"", b"ok", b"\xff\xfe", b'{"reference": null}', b"[1]"):
        server.script = [Reply(200, body, "text/plain")]
        assert Webhook(settings).send(sent(made)).reference == made.id


def test_what_the_server_quotes_of_the_resident_is_not_in_the_reason(
    settings: WebhookSettings, server: Server
) -> None:
    made = ticket("my neighbour Mr Smith beats his dog every night")
    quoted = (
        f"bad value '{made.contact.phone}' of {made.contact.name} in: my neighbour Mr Smith beats; category"
    )
    server.script = [Reply(400, quoted.encode())]
    with pytest.raises(RefusedError) as told:
        Webhook(settings).send(sent(made))
    assert told.value.reason == "400: bad value '…' of … in: …; category"


def test_the_check_makes_no_ticket(settings: WebhookSettings, receiver: Receiver) -> None:
    assert Webhook(settings).check().problems == ()
    assert receiver.kept == {}


def test_what_stands_behind_a_question_mark_is_sent_and_never_told(
    settings: WebhookSettings, server: Server
) -> None:
    told = msgspec.structs.replace(settings, address=f"{settings.address}?sig=hidden")
    server.script = [Reply(404)]
    check = Webhook(told).check()
    assert server.asked[0].query == {"sig": ["hidden"]}
    assert "hidden" not in str(check)


def test_the_check_tells_a_wrong_key_a_wrong_address_and_a_sick_server_apart(
    settings: WebhookSettings, server: Server, tmp_path: Path
) -> None:
    wrong_key = msgspec.structs.replace(settings, secret_file=written(tmp_path / "other", "other"))
    no_key = msgspec.structs.replace(settings, secret_file=str(tmp_path / "absent"))
    said = [problem(wrong_key), problem(no_key)]
    server.script = [Reply(404)]
    said.append(problem(settings))
    server.script = [Reply(500, b"out of order")]
    said.append(problem(settings))
    server.stop()
    said.append(problem(settings))
    said.append(problem(msgspec.structs.replace(settings, address="http://no.such.host.invalid/")))
    expected = (
        "the key is not accepted (401)",
        "absent cannot be read (No such file or directory)",
        "/heard takes no tickets (404)",
        "/heard answers 500: out of order",
        "takes no connection",
        "no computer is known by the name no.such.host.invalid",
    )
    assert [part in one for part, one in zip(expected, said, strict=True)] == [True] * 6, said


def problem(settings: WebhookSettings) -> str:
    [found] = Webhook(settings).check().problems
    return found.what
