"""The wire to a receipt printer: bytes go out, and where the printer tells something, bytes come back.

Nothing here waits for longer than its limit, whatever the printer does.
"""

from __future__ import annotations

import errno
import os
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import urlsplit

from kiosk.printing.errors import PrinterError

PORT = 9100
"""Where network printers take raw bytes."""
CONNECT_S = 3.0
STALLED_S = 5.0
"""A printer that has taken nothing for so long takes nothing any more."""
_ON_THE_WAY = 16 * 1024  # bytes: what the system keeps for a printer that hangs must not look like printed


class Wire(Protocol):
    """Both directions."""

    def send(self, data: bytes) -> None:
        """Send all of it. Raises OSError, TimeoutError above all."""

    def read(self, limit_s: float) -> int | None:
        """The next byte that the printer tells, None where it tells none within the limit."""


class _Network:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, data: bytes) -> None:
        self._connection.settimeout(STALLED_S)
        left = memoryview(data)
        while left:
            left = left[self._connection.send(left) :]

    def read(self, limit_s: float) -> int | None:
        self._connection.settimeout(limit_s)
        try:
            return next(iter(self._connection.recv(1)), None)
        except TimeoutError:
            return None


class _Device:
    def __init__(self, handle: int) -> None:
        self._handle = handle

    def send(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            if not select.select([], [self._handle], [], STALLED_S)[1]:
                raise TimeoutError
            left = left[os.write(self._handle, left[:4096]) :]

    def read(self, limit_s: float) -> int | None:
        try:
            if select.select([self._handle], [], [], limit_s)[0]:
                return next(iter(os.read(self._handle, 1)), None)
        except OSError:
            pass  # a line on which printers only listen
        return None


@contextmanager
def network(address: str) -> Iterator[Wire]:
    """A printer's raw port. Raises :class:`PrinterError` where it is not reached."""
    try:
        parts = urlsplit(f"//{address}")
        host, port = parts.hostname, parts.port or PORT
    except ValueError:
        host = None
    if not host:
        raise PrinterError(
            f'"{address}" is no address of a printer: write host or host:port ([printer] address).'
        )
    try:
        connection = socket.create_connection((host, port), CONNECT_S)
    except OSError as error:
        why = "nothing answers there" if isinstance(error, TimeoutError) else error.strerror or str(error)
        raise PrinterError(
            f"the printer {host}:{port} is not reached ({why}): is it switched on and connected, and is that "
            "its address ([printer] address)?"
        ) from error
    with connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ON_THE_WAY)
        yield _Network(connection)


@contextmanager
def device(path: str, baud: int) -> Iterator[Wire]:
    """A device's file, of USB (/dev/usb/lp0) or a serial line. Raises :class:`PrinterError` for others."""
    if os.name == "nt":
        raise PrinterError("on Windows a printer is reached over the network: set [printer] kind to network.")
    try:
        handle = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError as error:
        why = f"the printer {path} cannot be opened ({error.strerror})"
        raise PrinterError(f"{why}: {_remedy(error)}.") from error
    try:
        if os.isatty(handle):
            _set_serial(handle, baud)
        yield _Device(handle)
    finally:
        os.close(handle)


def _remedy(error: OSError) -> str:
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return "add the kiosk's user to the group that owns it (lp, or dialout)"
        case errno.EBUSY:
            return "another program holds it, end that"
        case _:
            return "is it switched on and connected, and is that its file ([printer] address)?"


def _set_serial(handle: int, baud: int) -> None:
    """Eight bits, no parity, as they are; the line's speed."""
    import termios  # not on Windows
    import tty

    tty.setraw(handle)
    attributes = termios.tcgetattr(handle)
    attributes[4] = attributes[5] = getattr(termios, f"B{baud}")
    termios.tcsetattr(handle, termios.TCSANOW, attributes)
