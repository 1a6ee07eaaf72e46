"""The door to the tickets: opens key, databases and courier, saves requests, has them looked after."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from kiosk.settings import PrivacySettings, Settings
from kiosk.tickets.aside import Aside
from kiosk.tickets.audit import Audit
from kiosk.tickets.care import Care
from kiosk.tickets.caretaker import Caretaker
from kiosk.tickets.courier import Courier
from kiosk.tickets.damaged import damaged_beside
from kiosk.tickets.destinations.base import Destination
from kiosk.tickets.destinations.desk import Desk
from kiosk.tickets.destinations.named import outside
from kiosk.tickets.eraser import Eraser
from kiosk.tickets.errors import StoreDamagedError, TicketsError
from kiosk.tickets.marks import Marks
from kiosk.tickets.message import FollowUp, Kind
from kiosk.tickets.modes import close_to_others
from kiosk.tickets.outbox import Outbox
from kiosk.tickets.retention import Retention
from kiosk.tickets.store import Store
from kiosk.tickets.ticket import NewTicket, Ticket
from kiosk.tickets.vault import Vault, key_file, load_key

log = logging.getLogger(__name__)

PRIVACY = PrivacySettings()
TICKETS_FILE = "tickets.db"
DESK_FILE = "desk.db"


class Tickets:
    """Everything about tickets behind one object. Any thread may call any method."""

    def __init__(
        self,
        data: Path,
        key_file: Path,
        *,
        station: str = "station",
        kiosk: int = 10,
        repair: bool = True,
        destinations: Sequence[Destination] = (),
        desk: str | None = "desk",
        privacy: PrivacySettings = PRIVACY,
        noted: str = "",
    ) -> None:
        """Open the databases in ``data``, or make them. ``kiosk`` is 10 to 99, the first digits of numbers.

        With ``repair``, which only the kiosk itself asks for, a damaged database is moved aside and a fresh
        one started, into which :attr:`care` takes over what can be read; ``problems`` tells staff. Each
        ticket goes to all ``destinations``, and to the built-in desk under the name ``desk``; None: to them
        alone. ``noted`` are the settings that the audit log has a line of when they change. Raises
        :class:`TicketsError` with a sentence for staff.
        """
        self.problems: list[str] = []
        self._caretaker = Caretaker()
        tickets_path, desk_path = data / TICKETS_FILE, data / DESK_FILE
        files = (tickets_path, desk_path, *damaged_beside(tickets_path), *damaged_beside(desk_path))
        written = any(map(_bytes_in, files))
        blind = written and not _bytes_in(tickets_path) and Marks(data).missing
        key, told = load_key(key_file, may_create=not written)
        for problem in (*told, *close_to_others(_private(data, key_file.parent), told=written)):
            self._tell(problem)
        if data.resolve() in key_file.resolve().parents:
            self._tell(
                f"the key {key_file} lies beside the data it protects: set folders.keys to another folder."
            )
        self.vault = Vault(key)
        damaged = self._tell_damaged if repair else None
        self.store = Store(tickets_path, self.vault, station=station, kiosk=kiosk, damaged=damaged)
        self.outbox = Outbox(self.store.database, self.vault)
        self.desk = Desk(desk_path, self.vault, name=desk, damaged=damaged) if desk is not None else None
        self.destinations = (*((self.desk,) if self.desk else ()), *destinations)
        self._names = [destination.name for destination in self.destinations]
        folders = (data, key_file.parent, Path(tempfile.gettempdir()))
        self.aside = Aside(folders, self.vault)
        self.audit, self._noted = Audit(data), noted
        self.eraser = Eraser(self.store, self.desk, self.audit)
        self.care = Care(
            self.store,
            self.outbox,
            self.vault,
            self.desk,
            self._names,
            self._tell,
            self._caretaker.stopping,
            self.aside,
            self.eraser,
            Retention(self.store, self.eraser, privacy, self._caretaker.stopping),
        )
        if blind and repair:
            self.care.everything()  # only what is found elsewhere tells which numbers were given
        self._couriers = [Courier(self.outbox, each, self._caretaker) for each in self.destinations]

    @classmethod
    def open(cls, settings: Settings, *, repair: bool = True) -> Tickets:
        """Open what the settings name."""
        outsiders = {one.name: outside(one, settings) for one in settings.destinations}
        return cls(
            settings.data_folder,
            key_file(settings.key_folder),
            station=settings.station.id,
            kiosk=settings.station.number,
            repair=repair,
            destinations=[each for each in outsiders.values() if each is not None],
            desk=next((name for name, each in outsiders.items() if each is None), None),
            privacy=settings.privacy,
            noted=_that_matter(settings),
        )

    def start(self) -> None:
        """Begin to send what is in the outbox, and to look after the databases."""
        if self._noted:
            try:
                self.audit.note_settings(self._noted)
            except TicketsError as error:
                self._tell(str(error))
        for courier in self._couriers:
            courier.start()
        self._caretaker.start(self.care)

    def save(self, new: NewTicket) -> Ticket:
        """Save a confirmed request; when this returns, its ticket survives whatever comes.

        Takes one write to the disk (milliseconds, seconds on a slow card): call it from a worker thread.
        Saving the same ``new`` again gives the same ticket. Raises :class:`StoreFullError` or another
        :class:`TicketsError`; nothing is saved then.
        """
        ticket = self.store.database.mending(lambda: self.store.add(new, self._names))
        self._wake()
        return ticket

    def follow_up(
        self, number: str, kind: Kind, *, language: str, text: str = "", rating: int = 0, key: str = ""
    ) -> FollowUp:
        """Save what a resident does about a ticket, as :meth:`save` does; the same ``key`` saves it once.

        Raises :class:`UnknownTicketError` where this kiosk has no ticket of that number.
        """
        follow_up = self.store.database.mending(
            lambda: self.store.add_follow_up(
                number, kind, language=language, text=text, rating=rating, key=key
            )
        )
        self._wake()
        return follow_up

    def close(self) -> None:
        """End the couriers after what is under way, and close the databases. What is unsent stays queued."""
        for courier in self._couriers:
            courier.stop(0)
        stopped = all(courier.stop() for courier in self._couriers)
        if self._caretaker.stop() and stopped:
            self.store.database.close()
            if self.desk is not None:
                self.desk.close()

    def __enter__(self) -> Tickets:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wake(self) -> None:
        for courier in self._couriers:
            courier.wake()

    def _tell_damaged(self, aside: Path, error: StoreDamagedError) -> None:
        self._tell(
            f"{error} It is kept as {aside.name}, and a fresh one was started; what can be read in it is "
            "taken over. Check the disk."
        )
        self._caretaker.hurt()

    def _tell(self, problem: str) -> None:
        if problem not in self.problems:
            log.error("%s", problem)
            self.problems.append(problem)


def _that_matter(settings: Settings) -> str:
    """Name the settings that decide what is kept, for how long, and who gets it."""
    privacy, places = settings.privacy, (each.name for each in settings.destinations)
    return (
        f"contact_days {privacy.contact_days}, ticket_days {privacy.ticket_days}, "
        f"read_aloud {privacy.read_aloud}, destinations {' '.join(places)}"
    )


def _private(data: Path, keys: Path) -> list[Path]:
    """Return what no other user needs. A key folder of root's may be one that others use too."""
    own = [folder for folder in (data, keys) if folder.is_dir() and (folder == data or folder.stat().st_uid)]
    return [*own, *(path for path in data.glob("*") if path.is_file() and not path.is_symlink())]


def _bytes_in(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
