"""Neighbours' tickets: open tickets of this station that say the same as a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.languages import Said, language
from kiosk.packs import Pack
from kiosk.understanding.places import nearest
from kiosk.understanding.understood import Understood

# Same category is required; near place and like text together must reach this.
SAME = 0.5


@dataclass(frozen=True)
class OpenTicket:
    """What must be known of a ticket to compare it; ``people`` have told of it so far."""

    number: str
    category: str
    place: str
    text: str
    people: int = 1


@dataclass(frozen=True)
class Same:
    """A ticket that says the same, and how sure that is, 0 to 1."""

    ticket: OpenTicket
    score: float


def same_matter(request: Understood, tickets: Sequence[OpenTicket], pack: Pack) -> list[Same]:
    """The open tickets about the same matter at the same place, surest first.

    Two places that were both said and are not alike are two matters. Where one was not said, the text must
    carry it alone; a ready sentence, which was touched and not said, tells no more than its category.
    """
    found = [
        Same(t, _score(request, t, pack)) for t in tickets if t.category and t.category == request.category
    ]
    return sorted((s for s in found if s.score >= SAME), key=lambda s: (-s.score, -s.ticket.people))


def _score(request: Understood, ticket: OpenTicket, pack: Pack) -> float:
    lang = language(pack.tag)
    mine, theirs = (Said(text, lang).features for text in (request.text, ticket.text))
    alike = len(mine & theirs) / (min(len(mine), len(theirs)) or 1)
    if request.place and ticket.place:
        if not _near(request.place_said or request.place, ticket.place, pack):
            return 0.0
        return min(1.0, 0.5 + alike / 2)
    category = pack.category(request.category)
    if category is not None and request.text in category.ready:
        return 0.0
    return alike if alike >= 0.6 else 0.0


def _near(one: str, other: str, pack: Pack) -> bool:
    a, b = map(language(pack.tag).plain, (one, other))
    return a in b or b in a or bool(nearest(a, [b], pack) and nearest(b, [a], pack))
