"""A ticket without its contact: no name, no phone number, also where they were said within the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kiosk.tickets.masking import HIDDEN, hide_numbers
from kiosk.tickets.message import Content
from kiosk.tickets.ticket import Contact, Ticket


def without_contact(content: Content, name: str) -> Content:
    """Return a ticket, or what followed it, without name and phone number. ``name`` is the resident's."""

    said = re.compile(rf"(?<![a-z]){re.escape(name)}(?![a-z])", re.IGNORECASE)

    def hidden(text: str) -> str:
        return said.sub(HIDDEN, hide_numbers(text)) if len(name) > 1 else hide_numbers(text)

    if not isinstance(content, Ticket):
        return replace(content, text=hidden(content.text))
    return _ticket(content, hidden)


def _ticket(ticket: Ticket, hidden: Callable[[str], str]) -> Ticket:
    return replace(
        ticket,
        contact=Contact(),
        text=hidden(ticket.text),
        recognized=hidden(ticket.recognized),
        place=hidden(ticket.place),
        when=hidden(ticket.when),
        wish=hidden(ticket.wish),
        corrections=tuple(
            replace(each, before=hidden(each.before), after=hidden(each.after)) for each in ticket.corrections
        ),
    )
