"""Writes down what a resident does about a ticket that they came back for."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import datetime

from kiosk.conversation.matter import FollowUp
from kiosk.conversation.questions import Follow, Followed, NotFollowed
from kiosk.services.opened import OpenTickets
from kiosk.tickets.clock import local_now
from kiosk.tickets.errors import TicketsError
from kiosk.tickets.message import Kind

log = logging.getLogger(__name__)

_KINDS = {kind: Kind(kind.value) for kind in FollowUp}
_NAMES = uuid.UUID("5f3a1c7e-8f0e-4b57-9a55-6f2f5d1f0c11")
"""The namespace of the keys made here."""


class FollowService:
    """Whoever asks twice on a day to hurry has asked once; so has whoever takes back what is taken back."""

    def __init__(self, tickets: OpenTickets, now: Callable[[], datetime] = local_now) -> None:
        self._tickets, self._now = tickets, now

    def __call__(self, question: Follow) -> Followed | NotFollowed:
        """The answer, whatever happens."""
        day = self._now().date()
        key = str(uuid.uuid5(_NAMES, f"{question.number} {question.kind} {question.rating} {day}"))
        try:
            self._tickets.get().follow_up(
                question.number,
                _KINDS[question.kind],
                language=question.language,
                rating=question.rating,
                key=key,
            )
        except TicketsError as error:
            log.error("what a resident does about a ticket was not saved: %s", error)
            return NotFollowed()
        except Exception:
            log.exception("what a resident does about a ticket was not saved")
            return NotFollowed()
        return Followed()
