"""One GeoReport v2 server: asks and posts in its format, and remembers what services it has."""

from __future__ import annotations

import time
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from kiosk.settings.destinations import GeoReportSettings
from kiosk.tickets.destinations.base import SendError, TryLaterError, failure
from kiosk.tickets.destinations.georeport import wire
from kiosk.tickets.destinations.web import Answer, Web, refusal, secret

KEPT_S = 3600.0
"""Seconds for which a server's services and definitions are believed."""


class Server:
    """Speaks with the server that the settings name."""

    def __init__(self, settings: GeoReportSettings) -> None:
        self.settings = settings
        self._web = Web(settings)
        self._known: dict[str, tuple[float, list[wire.Record]]] = {}

    def begin(self) -> None:
        """Begin something that may take several exchanges."""
        self._web.begin()

    def services(self) -> list[wire.Record]:
        """Return the server's list of services."""
        return self._remembered("services")

    def asked(self, service: wire.Record) -> list[wire.Attribute]:
        """Return what a service asks for besides GeoReport's own fields."""
        if not wire.is_true(service.get("metadata")):
            return []
        code = wire.identifier(service, "service_code")
        return [
            a for each in self._remembered(f"services/{quote(code, safe='')}") for a in wire.attributes(each)
        ]

    def get(self, path: str, **params: str) -> Answer:
        """Ask for something below the address."""
        if self.settings.jurisdiction:
            params["jurisdiction_id"] = self.settings.jurisdiction
        answer = self._web.exchange("GET", self.url(path), params=params)
        if answer.status in (401, 403):  # by the specification whoever likes may read; some servers differ
            params["api_key"] = secret(self.settings.key_file)
            answer = self._web.exchange("GET", self.url(path), params=params)
        return answer

    def post(self, path: str, fields: Mapping[str, str], key: str) -> Answer:
        """Post a form with the server's key. Raises :class:`NoExchangeError` without one."""
        body = urlencode({"api_key": secret(self.settings.key_file), **fields}).encode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "Idempotency-Key": key,
        }
        return self._web.exchange("POST", self.url(path), headers=headers, body=body)

    def url(self, path: str) -> str:
        """Return the address of something on the server, in the format of the settings."""
        return f"{self.settings.address.rstrip('/')}/{path}.{self.settings.format}"

    def read(self, answer: Answer) -> list[wire.Record]:
        """Return the records of a good answer. Raises :class:`SendError` for any other."""
        if not answer.good or answer.is_page:
            raise refusal(answer, self.settings.address, said(answer))
        try:
            return wire.records(answer.body)
        except wire.NotGeoReportError as error:
            raise TryLaterError(f"{self.settings.address} answers with {error}") from error

    def refusal(self, answer: Answer, said: str) -> SendError:
        """Return what an answer to a post means; a 404 in GeoReport's own words is about this post alone."""
        if answer.status == 404 and _is_own(answer):
            return failure(404, said)
        return refusal(answer, self.settings.address, said)

    def _remembered(self, path: str) -> list[wire.Record]:
        at, found = self._known.get(path, (0.0, []))
        if not found or time.monotonic() - at > KEPT_S:
            answer = self.get(path)
            found = [] if answer.status == 404 and "/" in path else self.read(answer)
            self._known[path] = (time.monotonic(), found)
        return found


def said(answer: Answer) -> str:
    """Return what a server says about a failure: GeoReport's own words where there are any."""
    try:
        found = wire.records(answer.body)
    except wire.NotGeoReportError:
        return answer.said()
    words = [wire.text(each, "description") or wire.text(each, "message") for each in found]
    return "; ".join(word for word in words if word)[:200] or answer.said()


def _is_own(answer: Answer) -> bool:
    """Whether a 404 is GeoReport's own (an unknown service), not that of another web server."""
    try:
        return any(wire.text(each, "description") for each in wire.records(answer.body))
    except wire.NotGeoReportError:
        return False
