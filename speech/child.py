"""What ears and voice have in common: one loop that takes the parent's lines, beats, and ends with it."""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, Literal, NoReturn, Protocol

from speech.leavings import begin_log, no_core_dumps, tell_uncaught
from speech.memory import resident_mb
from speech.protocol import (
    LONGEST_LINE,
    Beat,
    Command,
    ErrorReport,
    MessageError,
    Messages,
    Report,
    Stop,
    write,
)

BEAT_S = 1.0
END_S = 2.0
"""What has not ended this long after the parent is gone is ended."""


class End(Exception):  # noqa: N818 - the way out of the loop, not an error
    """The child ends with this status; any but 0 at once, since something in it hangs."""

    def __init__(self, status: int) -> None:
        self.status = status


class _ParentGoneError(Exception):
    """Nobody reads any more."""


class Handler(Protocol):
    """What one of the children does. All of it is called in the loop's thread, one call at a time."""

    def take(self, command: Command, at: float) -> None:
        """Do what the parent says, whose line was read at ``at`` (``time.monotonic()``).

        May raise ValueError, TypeError, LookupError or ArithmeticError where it cannot be done: the parent is
        told.
        """

    def step(self) -> float:
        """Do what is due between two events; gives how long the next may be waited for, in seconds."""

    def beat(self) -> bool:
        """Called every second; gives whether the child is idle."""

    def close(self) -> None:
        """Let go of devices and threads."""


class Loop:
    """Commands, and what other threads report, are calls in one queue: all of it happens in one thread.

    So a beat proves that the child as a whole is alive; what hangs in it hangs the beat, and the parent
    starts it anew.
    """

    def __init__(self, stdin: BinaryIO, stdout: BinaryIO, commands: Messages[Command]) -> None:
        self._stdin, self._stdout, self._commands = stdin, stdout, commands
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def post(self, call: Callable[[], None]) -> None:
        """Have it called in the loop's thread; from any thread, never waits."""
        self._calls.put(call)

    def say(self, report: Report) -> None:
        """Tell the parent; from the loop's thread."""
        line = write(report)
        try:
            self._stdout.write(line)
            self._stdout.flush()
        except (OSError, ValueError) as trouble:  # closed by the other end, or by ours
            raise _ParentGoneError from trouble

    def error(self, what: Literal["model", "device", "engine", "input"], text: str) -> None:
        """Tell the parent what is wrong, in one sentence."""
        self.say(ErrorReport(what=what, text=text))

    def run(self, handler: Handler) -> int:
        """Serve until the parent says stop or is gone, or something hangs; gives the exit status."""
        threading.Thread(target=self._read, args=(handler,), name="stdin", daemon=True).start()
        status, beat_at = 0, time.monotonic()
        try:
            while True:
                if time.monotonic() >= beat_at:
                    beat_at = time.monotonic() + BEAT_S
                    self.say(Beat(idle=handler.beat(), rss_mb=resident_mb()))
                wait = min(handler.step(), beat_at - time.monotonic())
                try:
                    call = self._calls.get(timeout=max(0.0, wait))
                except queue.Empty:
                    continue
                call()
        except End as end:
            status = end.status
        except _ParentGoneError:
            pass
        if status == 0:
            _end_anyway()
            handler.close()
        return status

    def _read(self, handler: Handler) -> None:
        """Read the parent's lines, in a thread of its own; whatever a line holds, the next one is read."""
        while line := self._stdin.readline(LONGEST_LINE):
            if not line.strip():
                continue
            try:
                command = self._commands.read(line)
            except MessageError as trouble:
                self.post(partial(self.error, "input", str(trouble)))
                continue
            if isinstance(command, Stop):
                break
            if command is not None:
                self.post(partial(self._obey, handler, command, time.monotonic()))
        _end_anyway()
        self.post(_end)

    def _obey(self, handler: Handler, command: Command, at: float) -> None:
        try:
            handler.take(command, at)
        except (ValueError, TypeError, LookupError, ArithmeticError) as trouble:
            name, kind = command.__struct_config__.tag, type(trouble).__name__  # its text may quote words
            self.error("input", f'the message "{name}" cannot be used ({kind})')


def _end() -> None:
    raise End(0)


def _end_anyway() -> None:
    """End this process in 2 s, whatever hangs by then."""
    timer = threading.Timer(END_S, os._exit, args=(0,))
    timer.daemon = True
    timer.start()


def serve(commands: Messages[Command], run: Callable[[Loop], int]) -> NoReturn:
    """Be a child on this process's stdin and stdout, and end the process with the status that ``run`` gives.

    It ends at once: a model that is being loaded or run in a thread aborts the interpreter's orderly end.
    """
    no_core_dumps()
    begin_log(logging.WARNING, "%(levelname).1s %(name)s: %(message)s")
    tell_uncaught()
    os._exit(run(Loop(*_streams(), commands)))


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """This process's stdin and stdout for the protocol; file descriptor 1 becomes stderr.

    pyttsx3 and C libraries print on descriptor 1, which would tear the lines.
    """
    sys.stdout.flush()
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    stdin = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)  # so that no grandchild holds the parent's pipe open
    os.close(nothing)
    return stdin, stdout
