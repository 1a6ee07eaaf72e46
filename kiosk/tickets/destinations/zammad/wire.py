"""What Zammad answers, read without trusting it, and what is written to it."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Any

import msgspec

from kiosk.tickets.destinations.base import TryLaterError
from kiosk.tickets.destinations.web import Answer

SENDER = "Heard"
"""Begins the subject of each article that follows a ticket; the message's id follows."""
_TAG = re.compile(r"<[^>]*>")


def titled(text: str) -> dict[str, str]:
    """Return the search for tickets with a text in their title.

    A condition is answered by the database, a query by an index that may not know yet what was made a second
    ago (zammad/zammad, app/models/concerns/can_search.rb).
    """
    return {
        "condition[ticket.title][operator]": "contains",
        "condition[ticket.title][value]": text,
        "limit": "10",
    }


def written(subject: str, body: str) -> dict[str, Any]:
    """Return an article as it is posted."""
    return {
        "subject": subject,
        "body": body,
        "content_type": "text/plain",
        "type": "note",
        "sender": "Customer",
        "internal": False,
    }


def is_ours(article: dict[str, Any]) -> bool:
    """Whether an article came from a kiosk."""
    return str(article.get("subject", "")).startswith((SENDER, "["))


def plain(article: dict[str, Any]) -> str:
    """Return the text of an article."""
    body = str(article.get("body") or "")
    if article.get("content_type") == "text/html":
        body = html.unescape(_TAG.sub("", re.sub(r"<br ?/?>|</p>|</div>", "\n", body)))
    return body.strip()


def decoded(answer: Answer) -> Any:
    """Return what the JSON of an answer says; None where it is none."""
    try:
        return msgspec.json.decode(answer.body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def record(answer: Answer) -> dict[str, Any]:
    """Return the object of an answer. Raises :class:`TryLaterError` where there is none."""
    found = decoded(answer)
    if not isinstance(found, dict):
        raise TryLaterError("Zammad's answer is no JSON object")
    return found


def records(answer: Answer) -> list[dict[str, Any]]:
    """Return the objects of a list; a search gives them as ``assets`` beside a list of ids."""
    found = decoded(answer)
    if isinstance(found, dict):
        assets = found.get("assets")
        tickets = assets.get("Ticket") if isinstance(assets, dict) else None
        found = list(tickets.values()) if isinstance(tickets, dict) else []
    if not isinstance(found, list):
        raise TryLaterError("Zammad's answer is no list")
    return [each for each in found if isinstance(each, dict)]


def told_by(answer: Answer) -> str:
    """Return Zammad's own words about a failure."""
    found = None if answer.good else decoded(answer)
    told = (found.get("error_human") or found.get("error")) if isinstance(found, dict) else None
    return str(told)[:200] if told else "" if answer.good else answer.said()


def moment(value: Any) -> datetime | None:
    """Return a time; None where it is none."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else None
