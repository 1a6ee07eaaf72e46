"""A Zammad, as its API documentation and its published source have it, as far as a kiosk speaks with it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.tickets.destinations.server import Asked, Reply

TOKEN = "agent-token"


@dataclass
class HelpDesk:
    """Keeps tickets and their articles. ``assets`` answers a search as Zammad does without ``expand``."""

    groups: dict[str, list[str]] = field(default_factory=lambda: {"Users": ["full"], "Safe": ["create"]})
    assets: bool = True
    tickets: list[dict[str, Any]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        if not asked.path.startswith("/api/v1/"):
            return Reply(404, b"<html>", "text/html")
        if asked.headers.get("authorization") != f"Token token={TOKEN}":
            return _reply(401, {"error": "Invalid token!"})
        path = asked.path.removeprefix("/api/v1/")
        body = json.loads(asked.body) if asked.body else {}
        match asked.method, path.split("/"):
            case "GET", ["users", "me"]:
                return _reply(200, {"id": 3, "login": "kiosk", "groups": self.groups})
            case "GET", ["tickets", "search"]:
                return self._search(asked)
            case "GET", ["ticket_articles", "by_ticket", number]:
                return _reply(200, [a for a in self.articles if str(a["ticket_id"]) == number])
            case "POST", ["tickets"]:
                return self._make(body)
            case ("GET" | "PUT") as method, ["tickets", number]:
                ticket = next((t for t in self.tickets if str(t["id"]) == number), None)
                if ticket is None:
                    return _reply(404, {"error": f"Couldn't find Ticket with 'id'={number}"})
                if method == "PUT":
                    self._add(ticket, body["article"])
                    ticket["state"] = body.get("state", ticket["state"])
                return _reply(200, ticket)
        return _reply(404, {"error": f"No route matches /{path}"})

    def _search(self, asked: Asked) -> Reply:
        [operator] = asked.query["condition[ticket.title][operator]"]
        [value] = asked.query["condition[ticket.title][value]"]
        assert operator == "contains"
        found = [t for t in self.tickets if value in t["title"]]
        if not self.assets:
            return _reply(200, found)
        assets = {"Ticket": {str(t["id"]): t for t in found}}
        return _reply(
            200, {"tickets": [t["id"] for t in found], "tickets_count": len(found), "assets": assets}
        )

    def _make(self, body: dict[str, Any]) -> Reply:
        if body["group"] not in self.groups:
            return _reply(422, {"error": f"No lookup value found for 'group': \"{body['group']}\""})
        ticket = {
            "id": 7 + len(self.tickets),
            "number": f"{22000 + len(self.tickets)}",
            "title": body["title"],
            "group": body["group"],
            "customer": body["customer_id"],
            "state": "new",
            "escalation_at": None,
            "created_at": "2026-11-30T08:00:00.789Z",
            "updated_at": "2026-11-30T08:00:00.789Z",
        }
        self.tickets.append(ticket)
        self._add(ticket, body["article"])
        return _reply(201, ticket)

    def _add(self, ticket: dict[str, Any], article: dict[str, Any]) -> None:
        self.articles.append({"id": len(self.articles), "ticket_id": ticket["id"], **article})


def _reply(status: int, value: object) -> Reply:
    return Reply(status, json.dumps(value).encode())
