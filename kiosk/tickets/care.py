"""Looks after the databases while nobody waits: finds damage, rescues what is left, compares with the desk.

At every start, and again where damage was met, in a thread of its own. Whatever it finds is told in a
sentence for staff; what it could not finish, for want of room or of power, it does the next time.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TypeVar

from kiosk.tickets import rescue
from kiosk.tickets.aside import Aside
from kiosk.tickets.damaged import damaged_beside
from kiosk.tickets.destinations.desk import Desk
from kiosk.tickets.eraser import Eraser
from kiosk.tickets.errors import TicketsError
from kiosk.tickets.number import show
from kiosk.tickets.numbering import told_gaps, told_unknown
from kiosk.tickets.outbox import Delivery, Outbox
from kiosk.tickets.rescue import Found
from kiosk.tickets.retention import Retention
from kiosk.tickets.store import Store
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.vault import Vault

log = logging.getLogger(__name__)

_AT_ONCE = 500
"""Tickets taken over within one transaction: a save waits for no more than these."""

T = TypeVar("T")
Tell = Callable[[str], None]


class StoppedError(Exception):
    """The kiosk is ending: the rest is done at the next start."""


class Care:
    """What is done for one store, its outbox, and the built-in desk if there is one."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        vault: Vault,
        desk: Desk | None,
        destinations: Sequence[str],
        tell: Tell,
        stopping: threading.Event,
        aside: Aside,
        eraser: Eraser,
        retention: Retention,
    ) -> None:
        """``stopping`` ends what takes long; the rest is done at the next start."""
        self._store, self._outbox, self._vault = store, outbox, vault
        self._desk, self._destinations, self._tell = desk, destinations, tell
        self._unreadable: dict[str, str] = {}  # numbers by ticket id
        self._stopping = stopping
        self._aside = aside
        self._eraser, self._retention = eraser, retention

    def everything(self) -> None:
        """Check, rescue, compare. What fails is told, and the rest is done all the same."""
        self._do(
            self.check,
            self.check_desk,
            self.erase,
            self.rescue,
            self.compare,
            self.save_kept,
            self.tell_losses,
            self.tidy,
            self.keep_time_limits,
        )

    def daily(self) -> None:
        """Do what is due each day. What fails is told, and done on another."""
        self._do(self.keep_time_limits)

    def _do(self, *steps: Callable[[], None]) -> None:
        for step in steps:
            if self._stopping.is_set():
                return
            try:
                step()
            except StoppedError:
                return
            except TicketsError as error:
                self._tell(str(error))
            except Exception:
                log.exception("looking after the tickets failed")  # the next step may still do its work

    def check(self) -> None:
        """Read the whole database, and begin a fresh one where it is damaged."""
        database = self._store.database
        database.mending(lambda: database.check(self._stopping.is_set))

    def check_desk(self) -> None:
        """Read the whole of the desk's database, and begin a fresh one where it is damaged."""
        if self._desk is not None:
            self._desk.check_database(self._stopping.is_set)

    def erase(self) -> None:
        """Go on with what was being erased when the power went."""
        self._eraser.go_on()

    def keep_time_limits(self) -> None:
        """Erase tickets and contacts whose time is over."""
        self._retention.keep()

    def rescue(self) -> None:
        """Take over what can be read in the databases that were moved aside, each until that is finished."""
        paths = [self._store.database.path] + ([self._desk.path] if self._desk else [])
        for damaged in itertools.chain.from_iterable(damaged_beside(path) for path in paths):
            if not self._store.is_rescued(damaged.name):
                try:
                    count = self._adopt(rescue.messages(damaged, self._vault), damaged.name)
                except OSError as error:
                    self._tell(f"{damaged} cannot be read ({error.strerror}): check the disk.")
                    continue
                self._store.note_rescued(damaged.name, count)
                self._tell(f"{count} tickets were rescued from {damaged.name}.")

    def compare(self) -> None:
        """Compare kiosk and desk: what one of them lacks or cannot read, it gets from the other."""
        self._unreadable = dict(self._go_on(self._store.unreadable()))
        for gone, count in self._outbox.waiting().items():
            if gone not in self._destinations:
                self._tell(
                    f"{count} messages wait for {gone}, which the settings do not name any more: "
                    "name it again until they have arrived."
                )
        if self._desk is None:
            return
        sent = self._outbox.sent_to(self._desk.name)
        there: set[str] = set()
        if count := self._adopt(self._missing_here(self._desk, self._store.ids(), there), "the desk"):
            self._tell(f"{count} tickets could be read at the desk only, and were taken over from it.")
        if again := self._outbox.send_again(self._desk.name, sent - there):
            self._tell(f"{again} tickets were not at the desk any more: they are sent to it again.")

    def save_kept(self) -> None:
        """Save the requests that could not be saved when they were made."""
        for new in self._aside.kept():
            ticket = self._store.add(new, self._destinations)
            self._aside.drop(new)
            self._tell(f"a request that could not be saved at first is now ticket {show(ticket.number)}.")

    def tell_losses(self) -> None:
        """Name the tickets that were confirmed and are nowhere, or cannot be read anywhere."""
        for name in self._unreadable.values():
            self._tell(
                f"ticket {show(name)} is damaged on the disk: no copy that can be read is on this kiosk."
            )
        if count := self._store.lost_follow_ups():
            self._tell(
                f"{count} additions, reminders, ratings or the like that were confirmed cannot be found."
            )
        if told := told_unknown(self._store.unknown, self._store.kiosk):
            self._tell(told)
        if told := told_gaps(self._store.gaps(), self._store.kiosk):
            self._tell(told)

    def tidy(self) -> None:
        """Leave nothing in the databases' logs alone."""
        self._store.database.tidy()
        if self._desk is not None:
            self._desk.tidy()

    def _missing_here(self, desk: Desk, here: Container[str], there: set[str]) -> Iterator[Found]:
        """Give what the desk has and the kiosk has not, or cannot read; note all that the desk has."""
        for content, received_at in self._go_on(desk.received()):
            there.add(content.id)
            if content.id not in here or content.id in self._unreadable:
                self._unreadable.pop(content.id, None)
                sealed = self._vault.seal(content.to_payload(), content.id)
                yield Found(content, sealed, {desk.name: Delivery(True, "", content.number, received_at)})

    def _adopt(self, found: Iterable[Found], source: str) -> int:
        """Take over tickets, and then what followed them; return how many tickets."""
        count = 0
        refused: list[str] = []
        later: list[Found] = []
        found = iter(self._go_on(found))
        while batch := list(itertools.islice(found, _AT_ONCE)):
            later += [each for each in batch if not isinstance(each.content, Ticket)]
            tickets = [each for each in batch if isinstance(each.content, Ticket)]
            adopted, clashing = self._store.adopt(tickets, self._destinations)
            count, refused = count + adopted, refused + clashing
        refused += self._store.adopt(later, self._destinations)[1]
        for name in refused:
            self._tell(f"{show(name)} of {source} was not taken over: another ticket has its number.")
        return count

    def _go_on(self, things: Iterable[T]) -> Iterable[T]:
        for thing in things:
            if self._stopping.is_set():
                raise StoppedError
            yield thing
