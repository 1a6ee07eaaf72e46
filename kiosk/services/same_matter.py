"""Does an open ticket say the same, and which number comes next?"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.conversation.questions import NextNumber, NumberLikely, SameFound, SameMatter
from kiosk.conversation.session import Draft
from kiosk.packs import Pack
from kiosk.services.opened import OpenTickets
from kiosk.tickets.errors import TicketsError
from kiosk.understanding.neighbours import OpenTicket, same_matter
from kiosk.understanding.understood import Understood

if TYPE_CHECKING:
    from kiosk.tickets.tickets import Tickets

OPEN_DAYS = 30  # until the desk tells what is closed, a matter counts as open for a month
COMPARED = 100
"""Tickets of the same category that are compared at most, the newest."""

log = logging.getLogger(__name__)


class SameMatterService:
    """Looks among the tickets of this station; where they cannot be read, nobody has told of the same."""

    def __init__(self, tickets: OpenTickets, packs: Mapping[str, Pack]) -> None:
        self._tickets, self._packs = tickets, packs

    def __call__(self, question: SameMatter) -> SameFound:
        """The answer."""
        try:
            return same_as(question.draft, self._tickets.get(), self._packs[question.language])
        except TicketsError as error:
            log.warning("no ticket was compared: %s", error)
        except Exception:
            log.exception("no ticket was compared")  # the conversation goes on without
        return SameFound()


class NextNumberService:
    """Tells the number that the next ticket will probably get; "" where that cannot be told."""

    def __init__(self, tickets: OpenTickets) -> None:
        self._tickets = tickets

    def __call__(self, question: NextNumber) -> NumberLikely:
        """The answer."""
        try:
            return NumberLikely(self._tickets.get().store.likely_number())
        except TicketsError as error:
            log.warning("the next number is not known: %s", error)
        return NumberLikely("")


def same_as(draft: Draft, tickets: Tickets, pack: Pack) -> SameFound:
    """The ticket of the last month that says the same as the draft, and how many people told of it."""
    recent = datetime.now(UTC) - timedelta(days=OPEN_DAYS)
    known = [t for t in tickets.store.newest(draft.category, COMPARED) if t.made_at >= recent]
    joined = Counter(ticket.joins for ticket in known if ticket.joins)
    first = [
        OpenTicket(t.number, t.category, t.place, t.text, 1 + joined[t.number])
        for t in known
        if not t.joins and not t.confidential and t.language == pack.tag
    ]
    request = Understood(draft.text, category=draft.category, place=draft.place)
    best = next(iter(same_matter(request, first, pack)), None)
    return SameFound(best.ticket.number, best.ticket.people) if best else SameFound()
