"""A ticket as staff see it, with how far it is on its way to each destination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.tickets.message import Kind
from kiosk.tickets.outbox import State
from kiosk.tickets.ticket import Ticket

_WORST = (State.SET_ASIDE, State.SENDING, State.QUEUED, State.SENT)


@dataclass(frozen=True)
class Way:
    """How far a message is on its way to one destination.

    ``reason`` says why it has not arrived, ``reference`` and ``received_at`` what the destination answered.
    """

    kind: Kind
    destination: str
    state: State
    reason: str
    reference: str
    received_at: str

    @property
    def arrived(self) -> bool:
        """Whether the destination has it."""
        return self.state is State.SENT


@dataclass(frozen=True)
class StoredTicket:
    """A ticket and its ways, in order. ``ticket`` is None where what is stored no longer decrypts."""

    sequence: int
    number: str
    made_at: datetime
    ticket: Ticket | None
    ways: tuple[Way, ...]

    @property
    def state(self) -> State:
        """How far all of it is: set aside or under way if anything is."""
        states = {way.state for way in self.ways} or {State.QUEUED}
        return next(state for state in _WORST if state in states)

    @property
    def reason(self) -> str:
        """Why something has not arrived."""
        return self._of_each("reason", *self.ways)

    @property
    def reference(self) -> str:
        """What each destination calls the ticket."""
        return self._of_each("reference", *(way for way in self.ways if way.kind is Kind.TICKET))

    @property
    def received_at(self) -> str:
        """When each destination received the ticket."""
        return self._of_each("received_at", *(way for way in self.ways if way.kind is Kind.TICKET))

    def _of_each(self, name: str, *ways: Way) -> str:
        """Return what there is to say of each way, with its name where there are several."""
        several = len(self.ways) > 1
        told = [
            (f"{way.destination}: " if way.kind is Kind.TICKET else f"{way.destination}, {way.kind}: ", text)
            for way in ways
            if (text := getattr(way, name))
        ]
        return "; ".join((which if several else "") + text for which, text in told)
