"""The courier: one thread for each destination, that sends what waits for it and never gives up on it."""

from __future__ import annotations

import logging
import threading

from kiosk.tickets import number
from kiosk.tickets.caretaker import Caretaker
from kiosk.tickets.destinations.base import Destination, SendError, TryLaterError
from kiosk.tickets.errors import StoreDamagedError, StoreError
from kiosk.tickets.message import Kind
from kiosk.tickets.outbox import Outbox, Outgoing

log = logging.getLogger(__name__)

LOOK_S = 30.0
"""Seconds after which the outbox is looked at unasked: another process may have queued something."""


class Courier:
    """Sends to one destination. Only one row is ever under way, so a probe is a probe."""

    def __init__(self, outbox: Outbox, destination: Destination, caretaker: Caretaker | None = None) -> None:
        self._outbox = outbox
        self._caretaker = caretaker
        self._destination = destination
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"courier to {destination.name}", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def wake(self) -> None:
        """Look at the outbox now. Any thread may call this."""
        self._wake.set()

    def stop(self, limit_s: float = 35.0) -> bool:
        """Finish what is under way and end; return whether it ended in time. What is unsent stays queued."""
        self._stopping.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(limit_s)
        return not self._thread.is_alive()

    @property
    def running(self) -> bool:
        """Whether the thread is there to send."""
        return self._thread.is_alive()

    def _run(self) -> None:
        interrupted = True  # a killed program may have left rows half sent
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                if interrupted:
                    self._outbox.recover(self._destination.name)
                    interrupted = False
                self._send_what_is_due()
                wait = self._outbox.wait_s(self._destination.name)
            except StoreError as error:
                log.error("the courier waits: %s", error)
                if isinstance(error, StoreDamagedError) and self._caretaker is not None:
                    self._caretaker.hurt()
                interrupted, wait = True, None
            except Exception:
                log.exception("the courier waits")  # whatever it was, the next ticket needs a courier
                interrupted, wait = True, None
            if not self._stopping.is_set():
                self._wake.wait(LOOK_S if wait is None else min(wait, LOOK_S))

    def _send_what_is_due(self) -> None:
        while not self._stopping.is_set():
            outgoing = self._outbox.claim(self._destination.name)
            if outgoing is None:
                return
            self._send(outgoing)
            if self._caretaker is not None:
                self._caretaker.wake()

    def _send(self, outgoing: Outgoing) -> None:
        try:
            receipt = self._destination.send(outgoing.message)
        except SendError as failure:
            log.warning("%s waits for %s: %s", _named(outgoing), outgoing.destination, failure.reason)
            self._outbox.failed(outgoing, failure)
        except Exception as error:
            log.exception("%s was not sent to %s", _named(outgoing), outgoing.destination)
            self._outbox.failed(outgoing, TryLaterError(f"fault in the program: {type(error).__name__}"))
        else:
            self._outbox.arrived(outgoing, receipt)


def _named(outgoing: Outgoing) -> str:
    kind, ticket = outgoing.message.kind, f"ticket {number.show(outgoing.number)}"
    return ticket if kind is Kind.TICKET else f"the {kind} to {ticket}"
