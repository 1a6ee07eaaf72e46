"""Zammad as a destination: tickets of one customer, looked for by their mark before a second post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from kiosk.packs import Pack
from kiosk.settings.destinations import ZammadSettings
from kiosk.tickets.destinations.base import (
    Check,
    Problem,
    Progress,
    Receipt,
    RefusedError,
    SendError,
    Status,
    TryLaterError,
    failure,
)
from kiosk.tickets.destinations.echo import without_echo
from kiosk.tickets.destinations.text import contact, followed, mark, told
from kiosk.tickets.destinations.web import Answer, NoExchangeError, Web, not_accepted, refusal, secret
from kiosk.tickets.destinations.zammad.wire import (
    SENDER,
    decoded,
    is_ours,
    moment,
    plain,
    record,
    records,
    titled,
    told_by,
    written,
)
from kiosk.tickets.message import FollowUp, Kind, Message
from kiosk.tickets.ticket import BadPayloadError, Ticket

TITLE = 200
"""Characters of a title; Zammad takes 250."""
CLOSED = ("closed", "merged", "removed")


class Zammad:
    """Sends to one help desk, by its REST API (docs.zammad.org, API, Tickets)."""

    def __init__(self, settings: ZammadSettings, pack: Pack) -> None:
        """``pack`` is the language of the agents."""
        self.name = settings.name
        self._settings = settings
        self._pack = pack
        self._web = Web(settings)

    def send(self, message: Message) -> Receipt:
        """Make a ticket, or add an article to one."""
        self._web.begin()
        try:
            if message.kind is Kind.TICKET:
                return self._ticket(message, Ticket.from_payload(message.payload))
            return self._article(message, FollowUp.from_payload(message.payload))
        except BadPayloadError as error:
            raise RefusedError(str(error)) from error

    def check(self) -> Check:
        """Ask who the token's agent is and what it may write, and try the search."""
        self._web.begin()
        found = f"Zammad at {self._settings.address}"
        try:
            answer = self._ask("GET", "users/me", params={"expand": "true"})
            problem = not_accepted(answer, self._settings.address, self._settings.token_file)
            if problem:
                return Check(found, (problem,))
            problems = self._groups(record(answer))
            searched = self._ask("GET", "tickets/search", params=titled("no such ticket"))
            if not searched.good:
                what = f"the search for a ticket is refused ({searched.status}: {told_by(searched)})"
                problems.append(Problem(what, "give the token ticket.agent, or update Zammad"))
        except NoExchangeError as error:
            return Check(found, (error.problem,))
        except SendError as error:
            return Check(found, (Problem(error.reason, "ask whoever runs that server"),))
        return Check(found, tuple(problems))

    def status(self, reference: str) -> Status | None:
        """Ask for the ticket, and for the last answer that an agent did not keep internal."""
        self._web.begin()
        answer = self._ask("GET", f"tickets/{quote(reference)}", params={"expand": "true"})
        if answer.status == 404 and isinstance(decoded(answer), dict):
            return None
        ticket = record(self._read(answer))
        closed = str(ticket.get("state", "")).lower().startswith(CLOSED)
        articles = self._read(self._ask("GET", f"ticket_articles/by_ticket/{quote(reference)}"))
        said = [
            each
            for each in records(articles)
            if each.get("internal") is False and each.get("sender") == "Agent" and not is_ours(each)
        ]
        return Status(
            progress=Progress.CLOSED if closed else Progress.OPEN,
            department=str(ticket.get("group") or ""),
            answer=plain(said[-1]) if said else "",
            updated_at=moment(ticket.get("updated_at")),
            due_at=moment(ticket.get("escalation_at")),
        )

    def _ticket(self, message: Message, ticket: Ticket) -> Receipt:
        if message.again and (found := self._found(ticket)):
            return found
        group = self._settings.confidential_group if ticket.confidential else self._settings.group
        if not group:
            raise RefusedError(
                "it is confidential, and destinations.confidential_group names no group for it"
            )
        category = self._pack.category(ticket.category)
        title = f"{category.name if category else ticket.category or ticket.kind} {mark(ticket)}"
        body = {
            "title": title[-TITLE:],
            "group": group,
            "customer_id": f"guess:{self._settings.customer}",
            "article": written(mark(ticket), "\n".join(self._lines(ticket))),
        }
        made = record(self._read(self._ask("POST", "tickets", message, body), message))
        if not isinstance(made.get("id"), int):
            raise TryLaterError("Zammad took it and gave no id")
        return Receipt(str(made["id"]), moment(made.get("created_at")))

    def _lines(self, ticket: Ticket) -> list[str]:
        place = [f"{self._pack.written.place}: {ticket.place}"] if ticket.place else []
        return [*told(ticket, self._pack), *place, *contact(ticket, self._pack)]

    def _found(self, ticket: Ticket) -> Receipt | None:
        """Look for the ticket by its mark."""
        answer = self._read(self._ask("GET", "tickets/search", params=titled(mark(ticket)[1:-1])))
        for each in records(answer):
            if mark(ticket) in str(each.get("title", "")) and isinstance(each.get("id"), int):
                return Receipt(str(each["id"]), moment(each.get("created_at")))
        return None

    def _article(self, message: Message, follow_up: FollowUp) -> Receipt:
        subject = f"{SENDER} {message.key}"
        if message.again:
            there = self._read(self._ask("GET", f"ticket_articles/by_ticket/{quote(message.reference)}"))
            if any(each.get("subject") == subject for each in records(there)):
                return Receipt(message.reference)
        body: dict[str, Any] = {"article": written(subject, followed(follow_up, self._pack))}
        if message.kind is Kind.REOPENING:
            body["state"] = "open"
        record(self._read(self._ask("PUT", f"tickets/{quote(message.reference)}", message, body), message))
        return Receipt(message.reference)

    def _groups(self, agent: dict[str, Any]) -> list[Problem]:
        """Say which groups of the settings the agent cannot make tickets in, where Zammad tells."""
        groups = agent.get("groups")
        if not isinstance(groups, dict):
            return []
        may = [name for name, rights in groups.items() if {"full", "create"} & set(rights or ())]
        wanted = (self._settings.group, self._settings.confidential_group)
        return [
            Problem(
                f"the token's agent makes no tickets in the group {group}",
                f"correct the group, or the agent's rights; it may in: {', '.join(sorted(may)) or 'none'}",
            )
            for group in wanted
            if group and group not in may
        ]

    def _ask(
        self,
        method: str,
        path: str,
        message: Message | None = None,
        body: Any = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        headers = {"Authorization": f"Token token={secret(self._settings.token_file)}"}
        if message:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": message.key}
        url = f"{self._settings.address.rstrip('/')}/api/v1/{path}"
        content = msgspec.json.encode(body) if body is not None else None
        return self._web.exchange(method, url, headers=headers, params=params, body=content)

    def _read(self, answer: Answer, message: Message | None = None) -> Answer:
        """Return a good answer; raise what any other means."""
        said = told_by(answer)
        if "No lookup value found" in said:  # a group, a state or a customer: wrong for every ticket
            raise NoExchangeError(Problem(f"Zammad has no such thing: {said}", "correct the settings"))
        if answer.status == 404 and isinstance(decoded(answer), dict):
            raise failure(404, said)  # the ticket is gone; another 404 is not Zammad's
        if not answer.good or answer.is_page:
            quoted = without_echo(said, message.payload) if message else said
            raise refusal(answer, self._settings.address, quoted)
        return answer
