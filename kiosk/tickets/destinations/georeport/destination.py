"""A GeoReport v2 server as a destination: posts once, asks about tokens, looks before it posts again."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

from kiosk.packs import Pack
from kiosk.settings.destinations import GeoReportSettings
from kiosk.tickets.destinations.base import (
    Check,
    PendingError,
    Progress,
    Receipt,
    RefusedError,
    Status,
    TryLaterError,
)
from kiosk.tickets.destinations.echo import without_echo
from kiosk.tickets.destinations.georeport import wire
from kiosk.tickets.destinations.georeport.check import check
from kiosk.tickets.destinations.georeport.fields import UnfilledError, form
from kiosk.tickets.destinations.georeport.server import Server, said
from kiosk.tickets.destinations.text import followed, mark
from kiosk.tickets.destinations.web import Answer
from kiosk.tickets.message import FollowUp, Kind, Message
from kiosk.tickets.ticket import BadPayloadError, Ticket

TOKEN_S = 30.0
"""Seconds after which a token is asked about again."""
_DUPLICATE = re.compile(r"duplicate|already (?:exists|reported|submitted)|重复", re.IGNORECASE)
_PASSING = re.compile(
    r"unavailable|time(?:d|) ?out|try again|temporar|\bdown\b|offline|maintenance|稍后|维护", re.IGNORECASE
)
"""What a 400 says that is no fault of the request: the specification has no other code for it."""


class GeoReport:
    """Sends tickets to one server."""

    def __init__(self, settings: GeoReportSettings, pack: Pack, station: str) -> None:
        """``pack`` is the language of the case workers, ``station`` the place where none was said."""
        self.name = settings.name
        self._settings = settings
        self._pack = pack
        self._station = station
        self._server = Server(settings)

    def send(self, message: Message) -> Receipt:
        """Post a ticket, or go on with one that was posted."""
        self._server.begin()
        if message.kind is not Kind.TICKET:
            return self._update(message)
        try:
            ticket = Ticket.from_payload(message.payload)
        except BadPayloadError as error:
            raise RefusedError(str(error)) from error
        service = self._service(ticket.category)
        if message.token:
            return self._by_token(message.token, ticket, service)
        if ticket.confidential and not self._settings.confidential:
            raise RefusedError("it is confidential, and this server may publish it")
        if message.again and (found := self._found(ticket, service)):
            return found
        return self._post(ticket, service, message)

    def check(self) -> Check:
        """Try address, key, service codes and attributes."""
        self._server.begin()
        return check(self._server, self._pack)

    def status(self, reference: str) -> Status | None:
        """Ask for one request."""
        self._server.begin()
        answer = self._server.get(f"requests/{quote(reference, safe='')}")
        if answer.status == 404:
            return None
        for record in self._server.read(answer):
            if wire.identifier(record) == reference:
                return Status(
                    progress=Progress.CLOSED if wire.text(record, "status") == "closed" else Progress.OPEN,
                    department=wire.text(record, "agency_responsible"),
                    answer=wire.text(record, "status_notes"),
                    updated_at=wire.moment(record, "updated_datetime"),
                    due_at=wire.moment(record, "expected_datetime"),
                )
        return None

    def _service(self, category: str) -> str:
        """Return the service code of a category. Raises :class:`RefusedError` where none is named."""
        code = self._settings.services.get(category) or self._settings.other_service
        if not code:
            raise RefusedError(
                f"no service is named for {category or 'no category'}: set destinations.services or "
                "other_service"
            )
        return code

    def _post(self, ticket: Ticket, service: str, message: Message) -> Receipt:
        known = {wire.identifier(each, "service_code"): each for each in self._server.services()}
        if service not in known:
            raise RefusedError(f"the server has no service {service}: correct destinations.services")
        try:
            asked = self._server.asked(known[service])
            fields = form(ticket, service, asked, self._settings, self._pack, self._station)
        except UnfilledError as error:
            raise RefusedError(
                f"service {service} asks for {error.attribute.code}: set it in destinations.attributes"
            ) from error
        answer = self._server.post("requests", fields, message.key)
        if not answer.good:
            return self._refused(answer, ticket, service, message)
        for record in self._server.read(answer):
            if reference := wire.identifier(record):
                return Receipt(reference)
            if token := wire.identifier(record, "token"):
                raise PendingError(token, f"taken under the token {token}", TOKEN_S)
            if code := wire.error_code(record):  # some servers say 200 whatever follows
                return self._refused(replace(answer, status=code), ticket, service, message)
        raise TryLaterError(f"{self._settings.address} took it and gave no number")

    def _refused(self, answer: Answer, ticket: Ticket, service: str, message: Message) -> Receipt:
        told = without_echo(said(answer), message.payload)
        if answer.status == 400 and _DUPLICATE.search(told):
            if found := self._found(ticket, service):
                return found
            raise RefusedError(f"400: {told}")
        if answer.status == 400 and _PASSING.search(told):
            raise TryLaterError(f"400: {told}", answer.after_s)
        raise self._server.refusal(answer, told)

    def _by_token(self, token: str, ticket: Ticket, service: str) -> Receipt:
        answer = self._server.get(f"tokens/{quote(token, safe='')}")
        if answer.status != 404:
            for record in self._server.read(answer):
                if reference := wire.identifier(record):
                    return Receipt(reference)
        elif found := self._found(ticket, service):
            return found
        raise PendingError(token, f"no number yet for the token {token}", TOKEN_S)

    def _found(self, ticket: Ticket, service: str) -> Receipt | None:
        """Look among the server's requests of the last 90 days for one with this ticket's mark."""
        answer = self._server.get("requests", service_code=service)
        if answer.status == 404:
            return None  # so some servers say that there is none
        for record in self._server.read(answer):
            if mark(ticket) in wire.text(record, "description") and (reference := wire.identifier(record)):
                return Receipt(reference, wire.moment(record, "requested_datetime"))
        return None

    def _update(self, message: Message) -> Receipt:
        if not self._settings.updates:
            raise RefusedError("this server takes nothing after the request itself: tell the city by hand")
        try:
            follow_up = FollowUp.from_payload(message.payload)
        except BadPayloadError as error:
            raise RefusedError(str(error)) from error
        fields = {
            "jurisdiction_id": self._settings.jurisdiction,
            "service_request_id": message.reference,
            "update_id": message.key,
            "updated_datetime": follow_up.made_at.isoformat(timespec="seconds"),
            "status": "CLOSED" if follow_up.kind is Kind.WITHDRAWAL else "OPEN",
            "email": self._settings.email,
            "description": followed(follow_up, self._pack),
        }
        answer = self._server.post(
            "servicerequestupdates", {n: v for n, v in fields.items() if v}, message.key
        )
        if not answer.good:
            told = without_echo(said(answer), message.payload)
            if answer.status == 400 and _DUPLICATE.search(told):
                return Receipt(message.reference)
            raise self._server.refusal(answer, told)
        self._server.read(answer)
        return Receipt(message.reference)
