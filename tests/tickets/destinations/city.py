"""A city's GeoReport v2 server, as the specification has it, with the quirks of real ones to be turned on."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

from tests.tickets.destinations.server import Asked, Reply

KEY = "city-key"
LISTS = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
}
"""Lists of GeoReport's XML, with what their entries are called."""


@dataclass
class City:
    """Keeps what is posted. ``requests`` are what it has made of that, in order."""

    services: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {"service_code": "001", "service_name": "Lights", "metadata": False, "type": "realtime"},
            {"service_code": "002", "service_name": "Other", "metadata": "true", "type": "realtime"},
        ]
    )
    attributes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    knows_keys: bool = False
    """Whether it knows the header Idempotency-Key; the specification does not."""
    first_id: int = 0
    integers: bool = False
    tokens: bool = False
    bare: bool = False
    """Objects in place of lists, as Mark-a-Spot answers."""
    empty_is_404: bool = False
    refuses_duplicates: bool = False
    formats: tuple[str, ...] = ("json", "xml")
    requests: list[dict[str, Any]] = field(default_factory=list)
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    updates: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    ready: bool = True
    """Whether tokens have become requests."""
    private: bool = False
    """Whether one needs the key to read, too."""

    def __call__(self, asked: Asked) -> Reply:
        path, _, form = asked.path.removeprefix("/v2/").rpartition(".")
        if form not in self.formats or not asked.path.startswith("/v2/"):
            return Reply(404, b"<html>nothing here", "text/html")
        status, name, rows = self._answer(asked, path)
        if form == "xml":
            return Reply(status, f'<?xml version="1.0"?>{xml({name: rows})}'.encode(), "text/xml")
        value: Any = rows
        if self.bare and rows:
            value = {name: {LISTS[name]: rows if rows[1:] else rows[0]}} if name in LISTS else rows[0]
        return Reply(status, json.dumps(value).encode())

    def _answer(self, asked: Asked, path: str) -> tuple[int, str, Any]:
        kind, _, code = path.partition("/")
        code = unquote(code)
        if self.private and KEY not in asked.query.get("api_key", asked.form.get("api_key", [])):
            return 403, "errors", [{"code": "403", "description": "api_key is missing"}]
        if asked.method == "POST":
            return self._post(asked) if kind == "requests" else self._update(asked)
        if kind == "services" and not code:
            return 200, "services", self.services
        if kind == "services":
            rows = {"service_code": code, "attributes": self.attributes.get(code, [])}
            return 200, "service_definition", rows
        if kind == "tokens":
            number = int(code.removeprefix("T-"))
            found = {"token": code, "service_request_id": self._id(number) if self.ready else ""}
            return 200, "service_requests", [found]
        wanted = [r for r in self.requests if code in ("", str(r["service_request_id"]))]
        wanted = [
            r for r in wanted if asked.query.get("service_code", [r["service_code"]]) == [r["service_code"]]
        ]
        if not wanted and (self.empty_is_404 or code):
            return 404, "errors", [{"code": "404", "description": "not found"}]
        return 200, "service_requests", wanted

    def _post(self, asked: Asked) -> tuple[int, str, Any]:
        form = asked.form
        if form.get("api_key") != [KEY]:
            return 403, "errors", [{"code": "403", "description": "invalid api_key"}]
        code = form.get("service_code", [""])[0]
        if code not in {service["service_code"] for service in self.services}:
            return 400, "errors", [{"code": "400", "description": "service_code is not valid"}]
        if not form.get("address_string") and not form.get("lat"):
            return 400, "errors", [{"code": "400", "description": "a location is required"}]
        for attribute in self.attributes.get(code, []):
            wanted = attribute["variable"] and attribute["required"]
            if wanted and not form.get(f"attribute[{attribute['code']}]"):
                return 400, "errors", [{"code": "400", "description": f"{attribute['code']} is required"}]
        key = asked.headers.get("idempotency-key", "")
        known = [n for n, r in enumerate(self.requests) if r["key"] == key] if self.knows_keys else []
        same = [r for r in self.requests if r["description"] == form["description"][0]]
        if self.refuses_duplicates and same and not known:
            return 400, "errors", [{"code": "400", "description": "Duplicate of an open request"}]
        number = known[0] if known else len(self.requests)
        if not known:
            self.forms.append(form)
            self.requests.append(
                {
                    "service_request_id": self._id(number),
                    "service_code": code,
                    "status": "open",
                    "status_notes": None,
                    "agency_responsible": "Lights Department",
                    "description": form["description"][0],
                    "requested_datetime": "2026-11-30T08:00:00+08:00",
                    "updated_datetime": "2026-11-30T09:00:00+08:00",
                    "key": key,
                }
            )
        if self.tokens:
            return 200, "service_requests", [{"token": f"T-{number}"}]
        return 201, "service_requests", [{"service_request_id": self._id(number), "service_notice": ""}]

    def _update(self, asked: Asked) -> tuple[int, str, Any]:
        self.updates.setdefault(asked.form["update_id"][0], asked.form)
        return 200, "service_request_updates", [{"update_id": "1"}]

    def _id(self, number: int) -> int | str:
        number += self.first_id
        return number if self.integers else str(number)


def xml(tree: dict[str, Any]) -> str:
    """Write what JSON would be as GeoReport's XML."""
    return "".join(f"<{name}>{_inner(name, value)}</{name}>" for name, value in tree.items())


def _inner(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(xml({LISTS[name]: each}) for each in value)
    if isinstance(value, dict):
        return xml(value)
    return "" if value is None else escape(str(value).lower() if isinstance(value, bool) else str(value))
