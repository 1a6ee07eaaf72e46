"""A ticket, and what follows it, as a text that a case worker reads in another system."""

from __future__ import annotations

from kiosk.packs import Pack
from kiosk.tickets import number
from kiosk.tickets.message import FollowUp, Kind
from kiosk.tickets.ticket import Ticket


def mark(ticket: Ticket) -> str:
    """Return what tells a ticket from every other, to be found again in a text: ``[1000 0012 5f0b9f1e]``."""
    return f"[{number.show(ticket.number)} {ticket.id[:8]}]"


def told(ticket: Ticket, pack: Pack) -> list[str]:
    """Return the resident's words and what they said besides, a line each; not the place, not the contact."""
    words = pack.written
    joins = number.show(ticket.joins) if ticket.joins else ""
    rest = ((words.when, ticket.when), (words.wish, ticket.wish), (words.joins, joins))
    return [ticket.text, *(f"{label}: {value}" for label, value in rest if value)]


def contact(ticket: Ticket, pack: Pack) -> list[str]:
    """Return name and phone with what the resident wants done with them, a line each."""
    words, given = pack.written, ticket.contact
    lines = []
    if given.name:
        lines.append(f"{words.name_secret if given.keep_name_secret else words.name}: {given.name}")
    if given.phone:
        lines.append(f"{words.phone if given.may_call else words.phone_silent}: {given.phone}")
    return lines


def followed(follow_up: FollowUp, pack: Pack) -> str:
    """Return what a resident did about a ticket."""
    words = pack.written
    label = {
        Kind.ADDITION: words.addition,
        Kind.REMINDER: words.reminder,
        Kind.WITHDRAWAL: words.withdrawal,
        Kind.REOPENING: words.reopening,
        Kind.RATING: words.rating,
    }[follow_up.kind]
    rating = words.ratings[follow_up.rating - 1] if 1 <= follow_up.rating <= len(words.ratings) else ""
    said = "; ".join(part for part in (rating, follow_up.text) if part)
    return f"{label}: {said}" if said else label
