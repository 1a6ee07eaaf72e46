"""What a screen may ask: each service answers one kind of question, and no screen waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from kiosk.conversation.events import Answered, Event
from kiosk.conversation.questions import (
    Answer,
    Follow,
    HowIsIt,
    NextNumber,
    PrintSlip,
    Question,
    SameMatter,
    Save,
)
from kiosk.packs import Pack
from kiosk.services.follow import FollowService
from kiosk.services.opened import OpenTickets
from kiosk.services.same_matter import NextNumberService, SameMatterService
from kiosk.services.save import SaveService
from kiosk.services.standing import StandingService

if TYPE_CHECKING:
    from kiosk.services.slip import SlipService

log = logging.getLogger(__name__)

Service = Callable[[Any], Answer]
"""Answers a question of its kind; it may take its time, and raises nothing."""


class Services:
    """Asks services in a worker thread; in it ``handle`` gets what they answer, as ``Answered``."""

    def __init__(
        self,
        services: Mapping[type[Question], Service],
        handle: Callable[[Event], None],
        *,
        apart: Collection[type[Question]] = (),
        begin: Callable[[], object] = lambda: None,
        hasten: Callable[[], None] = lambda: None,
        end: Callable[[], None] = lambda: None,
    ) -> None:
        """``apart`` is the questions that wait for a device, so that no other question waits behind them.

        ``begin`` is what can be made ready before the first question, ``end`` what is closed at last;
        ``hasten`` comes before that: what waits on purpose waits no longer.
        """
        self._services, self._handle = services, handle
        self._begin, self._hasten, self._end = begin, hasten, end
        self._worker = ThreadPoolExecutor(1, "services")
        self._apart = {kind: ThreadPoolExecutor(1, kind.__name__) for kind in apart}

    def open(self) -> None:
        """Make ready ahead, so that the first resident need not wait."""
        self._worker.submit(self._begin)

    def ask(self, question: Question) -> None:
        """Have the question answered."""
        worker = self._apart.get(type(question), self._worker)
        worker.submit(self._answer, question)

    def close(self) -> None:
        """Wait for what is under way, a ticket being written above all, then end."""
        self._hasten()
        self._worker.shutdown(wait=True)
        for worker in self._apart.values():
            worker.shutdown(wait=True, cancel_futures=True)
        self._end()

    def _answer(self, question: Question) -> None:
        self._handle(Answered(question, self._services[type(question)](question)))


def ticket_services(
    tickets: OpenTickets,
    packs: Mapping[str, Pack],
    handle: Callable[[Event], None],
    slips: SlipService | None = None,
) -> Services:
    """The services of a resident's way; ``slips`` where there is a printer."""
    save = SaveService(tickets)
    standing = StandingService(tickets)

    def end() -> None:
        save.close()
        tickets.close()

    services: dict[type[Question], Service] = {
        Save: save,
        SameMatter: SameMatterService(tickets, packs),
        NextNumber: NextNumberService(tickets),
        HowIsIt: standing,
        Follow: FollowService(tickets),
    }
    if slips is not None:
        services[PrintSlip] = slips
    return Services(
        services,
        handle,
        apart=(PrintSlip,),
        begin=tickets.open_ahead,
        hasten=standing.hasten,
        end=end,
    )
