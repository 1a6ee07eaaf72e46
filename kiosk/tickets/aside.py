"""Requests that could not be saved, kept sealed in whichever folder still takes a file until they can be."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from kiosk.tickets.errors import UnreadableError
from kiosk.tickets.files import write_whole
from kiosk.tickets.ticket import NewTicket, writable
from kiosk.tickets.vault import Vault

log = logging.getLogger(__name__)

_NAME = "heard-request-"


class Aside:
    """The requests of one kiosk in several folders."""

    def __init__(self, folders: Sequence[Path], vault: Vault) -> None:
        """The first of ``folders`` that can be written to is taken."""
        self._folders = folders
        self._vault = vault

    def put(self, new: NewTicket) -> bool:
        """Keep a request; return whether any folder took it."""
        sealed = self._vault.seal(msgspec.json.encode(writable(new)), new.id)
        for folder in self._folders:
            try:
                write_whole(folder / f"{_NAME}{new.id}", sealed)
            except OSError as error:
                log.warning("%s takes no file: %s", folder, error.strerror)
            else:
                return True
        return False

    def kept(self) -> Iterator[NewTicket]:
        """Give the requests that can be read; another kiosk's, under another key, cannot."""
        for folder in self._folders:
            for path in sorted(folder.glob(f"{_NAME}*")):
                try:
                    plain = self._vault.open(path.read_bytes(), path.name.removeprefix(_NAME))
                    yield msgspec.json.decode(plain, type=NewTicket)
                except (OSError, UnreadableError, msgspec.MsgspecError) as error:
                    log.warning("%s cannot be read: %s", path, error)

    def drop(self, new: NewTicket) -> None:
        """Forget a request that has been saved."""
        for folder in self._folders:
            try:
                (folder / f"{_NAME}{new.id}").unlink(missing_ok=True)
            except OSError as error:
                log.warning("%s keeps a request that was saved: %s", folder, error.strerror)
