"""A receipt printer of the tests: it reads ESC/POS, and keeps what comes out as a picture."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import tty
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kiosk.printing.bitmap import Bitmap
from kiosk.settings.printer import PrinterSettings

OK, COVER_OPEN, NO_PAPER, LITTLE_PAPER = b"\x12\x12", b"\x16\x12", b"\x32\x7e", b"\x12\x1e"
"""What a printer answers to DLE EOT 2 and DLE EOT 4."""


@dataclass
class FakePrinter:
    """``state`` is its two answers, empty for one that never tells; ``unasked`` is what it says of itself.

    ``runs_out_after``: rows after which there is no more paper. ``printed`` is set with every cut.
    """

    state: bytes = OK
    unasked: bytes = b""
    runs_out_after: int | None = None
    rows: list[bytes] = field(default_factory=list)
    cuts: int = 0
    taken: bytes = b""
    printed: threading.Event = field(default_factory=threading.Event)
    _left: bytes = b""

    @property
    def picture(self) -> Bitmap:
        """What stands on the paper."""
        return Bitmap(len(self.rows[0]) * 8, len(self.rows), b"".join(self.rows))

    def take(self, data: bytes) -> bytes:
        """Take bytes, and give back what it answers."""
        self.taken += data
        self._left += data
        answers = b""
        while (done := self._command()) is not None:
            answers += done
        return answers

    def _command(self) -> bytes | None:
        """Do one command; None where it is not here as a whole yet."""
        left = self._left
        if not left:
            return None
        match left[:2]:
            case b"\x1b@":
                return self._did(2)
            case b"\x1bd":
                return self._did(3) if len(left) >= 3 else None
            case b"\x1dV":
                assert left[2:3] in (b"B", b"")
                if len(left) < 4:
                    return None
                self.cuts += 1
                self.printed.set()
                return self._did(4)
            case b"\x10\x04":
                return self._status() if len(left) >= 3 else None
            case b"\x1dr":
                if len(left) < 3:
                    return None
                return self._did(3, b"" if self.state in (b"", NO_PAPER) else b"\x00")
            case b"\x1dv":
                return self._raster()
        assert len(left) == 1, f"no command of ESC/POS that this printer knows: {left[:8]!r}"
        return None

    def _did(self, length: int, answer: bytes = b"") -> bytes:
        self._left = self._left[length:]
        return answer

    def _status(self) -> bytes:
        which = {2: 0, 4: 1}[self._left[2]]
        return self._did(3, self.unasked + self.state[which : which + 1])

    def _raster(self) -> bytes | None:
        left = self._left
        if len(left) < 8:
            return None
        assert left[2:4] == b"0\x00"
        across, down = int.from_bytes(left[4:6], "little"), int.from_bytes(left[6:8], "little")
        if len(left) < 8 + across * down:
            return None
        self.rows += [left[8 + across * n :][:across] for n in range(down)]
        if self.runs_out_after is not None and len(self.rows) > self.runs_out_after:
            self.state = NO_PAPER
        return self._did(8 + across * down)


@contextlib.contextmanager
def on_the_network(printer: FakePrinter) -> Iterator[str]:
    """The address of a port that the printer listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, printer), daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def _serve(server: socket.socket, printer: FakePrinter) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection:
                _talk(lambda c=connection: c.recv(4096), connection.sendall, printer)  # type: ignore[misc]


@contextlib.contextmanager
def on_a_serial_line(printer: FakePrinter) -> Iterator[str]:
    """The file of a serial line (a pseudo terminal) that the printer is at."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    thread = threading.Thread(
        target=_talk,
        args=(lambda: os.read(ours, 4096), lambda data: os.write(ours, data), printer),
        daemon=True,
    )
    thread.start()
    try:
        yield os.ttyname(theirs)
    finally:
        os.close(theirs)
        thread.join()
        os.close(ours)


def _talk(read: Callable[[], bytes], write: Callable[[bytes], object], printer: FakePrinter) -> None:
    with contextlib.suppress(OSError):
        while data := read():
            write(printer.take(data))


def digits_mm(picture: Bitmap, printer: PrinterSettings) -> float:
    """How high the first line of digits is: the tallest ink in the left eighth of the paper."""
    left = picture.bytes_a_row // 8
    inked = [any(picture.data[y * picture.bytes_a_row :][:left]) for y in range(picture.height)]
    heights, height = [0], 0
    for ink in inked:
        height = height + 1 if ink else 0
        heights.append(height)
    return max(heights) / printer.dots_per_inch * 25.4
