"""The door to the tickets: opens key, databases and courier, saves requests, heals what is damaged."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from types import TracebackType

from kiosk.settings import Settings
from kiosk.tickets import schema
from kiosk.tickets.courier import Courier
from kiosk.tickets.database import Database, Migration, bind, move_aside
from kiosk.tickets.destinations import desk
from kiosk.tickets.destinations.base import Destination
from kiosk.tickets.errors import StoreDamagedError
from kiosk.tickets.outbox import Outbox
from kiosk.tickets.rescue import rescue
from kiosk.tickets.store import Store
from kiosk.tickets.ticket import NewTicket, Ticket
from kiosk.tickets.vault import Vault, load_key

log = logging.getLogger(__name__)

KEY_FILE = "tickets.key"
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
        destination: Destination | None = None,
    ) -> None:
        """Open the databases in ``data``, or make them. ``kiosk`` is 10 to 99, the first digits of numbers.

        With ``repair``, which only the kiosk itself asks for, a damaged database is moved aside and a fresh
        one started with what could be rescued; ``problems`` tells staff. Without a ``destination`` it is the
        desk built in. Raises :class:`TicketsError` with a sentence for staff.
        """
        self.problems: list[str] = []
        self._lock = threading.Lock()
        tickets_path, desk_path = data / TICKETS_FILE, data / DESK_FILE
        written = any(path.exists() and path.stat().st_size for path in (tickets_path, desk_path))
        key, told = load_key(key_file, may_create=not written)
        for problem in told:
            self._tell(problem)
        if data.resolve() in key_file.resolve().parents:
            self._tell(
                f"the key {key_file} lies beside the data it protects: set folders.keys to another folder."
            )
        self._vault = Vault(key)
        self._databases: list[Database] = []
        try:
            self._database, damaged = self._open(tickets_path, schema.MIGRATIONS, repair)
            self.store = Store(self._database, self._vault, station=station, kiosk=kiosk)
            self.outbox = Outbox(self._database, self._vault)
            desk_was_damaged = False
            if destination is None:
                desk_database, aside = self._open(desk_path, desk.MIGRATIONS, repair)
                destination = desk.Desk(desk_database, self._vault)
                desk_was_damaged = aside is not None
            self.destination: Destination = destination
            if damaged is not None:
                self._rescue(damaged)
            if desk_was_damaged:
                again = self.outbox.send_again(destination.name)
                self._tell(
                    f"the desk's database was damaged: its {again} tickets are sent to a fresh one again."
                )
        except BaseException:
            self._close_databases()
            raise
        self._courier = Courier(self.outbox, destination)

    @classmethod
    def open(cls, settings: Settings, *, repair: bool = True) -> Tickets:
        """Open what the settings name."""
        return cls(
            settings.data_folder,
            settings.key_folder / KEY_FILE,
            station=settings.station.id,
            kiosk=settings.station.number,
            repair=repair,
        )

    def start(self) -> None:
        """Begin to send what is in the outbox."""
        self._courier.start()

    def save(self, new: NewTicket) -> Ticket:
        """Save a confirmed request; when this returns, its ticket survives whatever comes.

        Takes one write to the disk (milliseconds, seconds on a slow card): call it from a worker thread.
        Saving the same ``new`` again gives the same ticket. Raises :class:`StoreFullError` or another
        :class:`TicketsError`; nothing is saved then.
        """
        with self._lock:
            try:
                ticket = self.store.add(new, self.destination.name)
            except StoreDamagedError as error:
                log.error("%s", error)
                damaged = self._database.replace_damaged()
                bind(self._database, self._vault)
                self._rescue(damaged)
                ticket = self.store.add(new, self.destination.name)
        self._courier.wake()
        return ticket

    def close(self) -> None:
        """End the courier after what is under way, and close the databases. What is unsent stays queued."""
        if self._courier.stop():
            self._close_databases()

    def __enter__(self) -> Tickets:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(
        self, path: Path, migrations: tuple[Migration, ...], repair: bool
    ) -> tuple[Database, Path | None]:
        """Open a database; return it, and where a damaged one was moved to."""
        aside = None
        try:
            database = Database(path, migrations)
        except StoreDamagedError as error:
            if not repair:
                raise StoreDamagedError(
                    f"{error} Start the kiosk: it moves the file aside and rescues what it can."
                ) from error
            log.error("%s", error)
            aside = move_aside(path)
            database = Database(path, migrations)
        self._databases.append(database)
        return database, aside

    def _rescue(self, damaged: Path) -> None:
        count = rescue(damaged, self.store, self.destination.name)
        self._tell(
            f"{self._database.path} was damaged. It is kept as {damaged.name}, a fresh one was started, "
            f"and {count} tickets were rescued. Check the disk; compare with the desk what is missing."
        )

    def _tell(self, problem: str) -> None:
        log.error("%s", problem)
        self.problems.append(problem)

    def _close_databases(self) -> None:
        for database in self._databases:
            database.close()
