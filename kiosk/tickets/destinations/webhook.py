"""A webhook: any program of a city's own that takes signed JSON (docs/webhook.md)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
import uuid
from collections.abc import Callable

import msgspec

from kiosk.settings.destinations import WebhookSettings
from kiosk.tickets.destinations.base import (
    Check,
    Problem,
    Receipt,
    SendError,
    Status,
    TryLaterError,
)
from kiosk.tickets.destinations.echo import without_echo
from kiosk.tickets.destinations.web import (
    Answer,
    NoExchangeError,
    Web,
    not_accepted,
    refusal,
    secret,
)
from kiosk.tickets.message import Message

CHECK = "check"
"""``type`` of a body that is no message: the receiver answers it as it would a ticket, and keeps nothing."""


class Webhook:
    """Posts each message; the receiver knows by its id what it has already."""

    def __init__(self, settings: WebhookSettings, now: Callable[[], float] = time.time) -> None:
        """``now`` gives the seconds since 1970."""
        self.name = settings.name
        self._settings = settings
        self._shown = settings.address.partition("?")[0]  # what stands behind it may be a secret
        self._web = Web(settings)
        self._now = now

    def send(self, message: Message) -> Receipt:
        """Post the message; any 2xx is its receipt."""
        body = {
            "type": message.kind,
            "id": message.key,
            "ticket_id": message.ticket_id,
            "reference": message.reference,
            "data": msgspec.Raw(message.payload),
        }
        answer = self._post(message.key, msgspec.json.encode(body))
        if not answer.good or answer.is_page:
            said = without_echo(answer.said(), message.payload)
            raise refusal(answer, self._shown, said)
        return Receipt(_reference(answer) or message.reference or message.ticket_id)

    def check(self) -> Check:
        """Post a body of the type "check"."""
        found = f"the webhook {self._shown}"
        key = str(uuid.uuid4())
        try:
            answer = self._post(key, msgspec.json.encode({"type": CHECK, "id": key}))
        except NoExchangeError as error:
            return Check(found, (error.problem,))
        except SendError as error:
            return Check(found, (Problem(error.reason, "ask whoever runs that server"),))
        problem = not_accepted(answer, self._shown, self._settings.secret_file)
        return Check(found, (problem,) if problem else ())

    def status(self, reference: str) -> Status | None:
        """A webhook only takes."""
        return None

    def _post(self, key: str, body: bytes) -> Answer:
        at = str(int(self._now()))
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            "webhook-id": key,
            "webhook-timestamp": at,
            "webhook-signature": signature(secret(self._settings.secret_file), key, at, body),
        }
        return self._web.exchange("POST", self._settings.address, headers=headers, body=body)


def signature(secret: str, key: str, timestamp: str, body: bytes) -> str:
    """Sign as Standard Webhooks 1.0 does: HMAC-SHA256 of id, time (seconds) and body, in base64 after "v1,".

    A secret that begins with ``whsec_`` is base64, as that specification writes it; another is UTF-8.
    """
    signed = f"{key}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(_bytes(secret), signed, hashlib.sha256)).decode()


def _bytes(secret: str) -> bytes:
    if secret.startswith("whsec_"):
        try:
            return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            pass
    return secret.encode()


def _reference(answer: Answer) -> str:
    """Return the ``reference`` of the answer; empty where it names none.

    Raises :class:`TryLaterError` where it is called JSON and is none: then it is not the receiver's.
    """
    try:
        said = msgspec.json.decode(answer.body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        if answer.body and answer.media_type.endswith("json"):
            raise TryLaterError(f"{answer.status} with what is no JSON") from error
        return ""
    given = said.get("reference") if isinstance(said, dict) else None
    return str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""
