"""The parent's side of a child (ears or voice): starts it, talks with it, and keeps it alive.

A child that dies or is silent for 3 s (in which we ran ourselves) is started again, after a back-off that
doubles up to 15 s; one that outgrew its memory is renewed at once, but only while nobody needs it. No call
here ever blocks the caller, and nothing here knows what the messages mean but ``hello`` and ``prepare``,
which are sent again to each new child.
"""

from __future__ import annotations

import logging
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import IO

from speech import processes, suspend
from speech.protocol import (
    LONGEST_LINE,
    Beat,
    Command,
    Hello,
    MessageError,
    Messages,
    Prepare,
    Report,
    Stop,
    write,
)

log = logging.getLogger(__name__)

QUEUED = 256  # messages that wait for a child to read them
FLOOD = 2_000  # messages a second above which a child is taken for broken
FIRST_SIGN_S = 15.0  # a cold start from a slow disk is silent for longer than a running child may be
HEALTHY_S = 60.0  # alive this long, a child's earlier failures are forgotten
GIVEN_UP = 3  # failures in a row after which "one moment" is no longer true
KILL_S = 2.0
SOON_S = 600.0  # as large again so soon after its renewal, a child does not grow: it needs that much


class LinkState(StrEnum):
    """How a child is: it answers; it is being started (again) and will soon; it keeps failing."""

    UP = "up"
    MOMENT = "moment"
    DOWN = "down"


@dataclass(frozen=True)
class RestartPolicy:
    """When a child is started again; all times in seconds.

    ``memory_mb`` is how much a child may hold (0: any) before it is renewed, once it has been idle for
    ``rest_s`` without a break.
    """

    silent_s: float = 3.0
    first_back_off_s: float = 0.5
    longest_back_off_s: float = 15.0
    memory_mb: float = 0.0
    rest_s: float = 20.0

    def back_off_s(self, failures: int) -> float:
        """0.5, 1, 2, 4, 8, 15, 15, … after the first, second … failure in a row."""
        return min(self.longest_back_off_s, self.first_back_off_s * 2.0 ** min(failures - 1, 20))


class Link:
    """One child and the threads that talk with it.

    ``on_message`` and ``on_state`` are called from threads of the link, one call at a time each, and must
    return soon; ``on_state`` gets the state and why, for the log. After ``stop`` neither is called again.
    ``may_renew`` is asked, from a thread too, whether nobody is there who might need the child. ``first`` is
    a child that was started already (:func:`speech.processes.start`); ``command`` starts those after it.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        reports: Messages[Report],
        on_message: Callable[[Report], None],
        on_state: Callable[[LinkState, str], None] = lambda state, why: None,
        policy: RestartPolicy | None = None,
        env: Mapping[str, str] | None = None,
        may_renew: Callable[[], bool] = lambda: True,
        first: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self._name, self._command, self._first = name, list(command), first
        self._reports, self._on_message, self._on_state = reports, on_message, on_state
        self._policy = policy or RestartPolicy()
        self._env, self._may_renew = dict(env or {}), may_renew
        self._hello: Hello | None = None  # both as last sent, for the next child
        self._prepare: Prepare | None = None
        self._child: _Child | None = None
        self._state: LinkState | None = None
        self._lock = threading.Lock()
        self._telling = threading.RLock()
        self._limit_s = KILL_S
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"{name} link", daemon=True)

    @property
    def state(self) -> LinkState:
        """How the child is now."""
        return self._state or LinkState.MOMENT

    @property
    def pid(self) -> int | None:
        """The child's process id, None while there is none."""
        child = self._child
        return child.process.pid if child is not None else None

    def start(self) -> None:
        """Start the child, and start it again whenever that is needed."""
        self._thread.start()

    def send(self, message: Command) -> bool:
        """Hand a message over; never waits. False where the child is not there or does not read.

        ``hello`` and ``prepare`` are always taken: they are sent as soon as there is a child.
        """
        with self._lock:
            if isinstance(message, Hello):
                self._hello = message
            elif isinstance(message, Prepare):
                self._prepare = message
            sent = self._child is not None and self._child.put(message)
        return sent or isinstance(message, Hello | Prepare)

    def stop(self, limit_s: float = KILL_S) -> None:
        """End the child: asked first, killed after ``limit_s``. Leaves no process and no thread behind."""
        self._limit_s = limit_s
        self._stopping.set()
        child = self._child
        if child is not None:
            child.wake.set()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(limit_s + 3 * KILL_S)

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            self._tell(LinkState.DOWN if failures >= GIVEN_UP else LinkState.MOMENT, "starting")
            began = time.monotonic()
            why, planned = self._live_once()
            if self._stopping.is_set():
                break
            log.warning("%s: %s; starting it again", self._name, why)
            if planned and time.monotonic() - began < SOON_S:
                self._policy = replace(self._policy, memory_mb=1.5 * self._policy.memory_mb)
            failures = 0 if planned else 1 if time.monotonic() - began >= HEALTHY_S else failures + 1
            self._tell(LinkState.DOWN if failures >= GIVEN_UP else LinkState.MOMENT, why)
            if not planned:
                self._stopping.wait(self._policy.back_off_s(failures))

    def _live_once(self) -> tuple[str, bool]:
        """One child from birth to end; gives why it ended, and whether that was our wish."""
        try:
            process, self._first = self._first or processes.start(self._command, self._env), None
            child = _Child(self._name, process, self._reports, self._take)
        except OSError as trouble:
            return f"it cannot be started ({trouble}): {self._command[0]}", False
        with self._lock:
            self._child = child
            for message in (self._hello, self._prepare):
                if message is not None:
                    child.put(message)
        try:
            return child.watch(self._stopping, self._policy, self._may_renew)
        finally:
            with self._lock:
                self._child = None
            child.end(self._limit_s if self._stopping.is_set() else 0.0)

    def _take(self, child: _Child, message: Report) -> None:
        if self._stopping.is_set() or child is not self._child:
            return
        self._tell(LinkState.UP, "")
        try:
            self._on_message(message)
        except Exception:  # a mistake in the parent must not look like a dead child
            log.exception("%s: a message could not be taken: %s", self._name, type(message).__name__)

    def _tell(self, state: LinkState, why: str) -> None:
        with self._telling:  # two threads tell: the last that is told must be the last that was true
            if state is self._state or self._stopping.is_set():
                return
            self._state = state
            try:
                self._on_state(state, why)
            except Exception:
                log.exception("%s: its state could not be taken: %s", self._name, state)


class _Child:
    """One process with its three threads: reader, writer, and the reader of stderr."""

    def __init__(
        self,
        name: str,
        process: subprocess.Popen[bytes],
        reports: Messages[Report],
        take: Callable[[_Child, Report], None],
    ) -> None:
        self._name, self._reports, self._taken = name, reports, take
        self.wake = threading.Event()  # something happened that ``watch`` should look at
        self._sign_at = time.monotonic()
        self._signs = 0
        self._rss_mb, self._idle, self._flooded = 0.0, False, False
        self._out: queue.Queue[Command | None] = queue.Queue(QUEUED)
        self.process = process
        pipes = (self.process.stdout, self.process.stdin, self.process.stderr)
        self._streams = [pipe for pipe in pipes if pipe is not None]  # all three were asked for
        self._threads = [
            threading.Thread(target=target, args=(stream,), name=f"{name} {target.__name__}", daemon=True)
            for target, stream in zip((self._read, self._write, self._log), self._streams, strict=True)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, message: Command | None) -> bool:
        """Queue a message; False where the queue is full (the child does not read)."""
        try:
            self._out.put_nowait(message)
        except queue.Full:
            return False
        return True

    def watch(
        self, stopping: threading.Event, policy: RestartPolicy, may_renew: Callable[[], bool]
    ) -> tuple[str, bool]:
        """Wait until the child must end or has ended; gives why, and whether that was our wish."""
        busy_at = time.monotonic()
        while not stopping.is_set():
            if self.process.poll() is not None:
                return f"it ended with status {self.process.returncode}", False
            if self._flooded:
                return f"it sent more than {FLOOD} messages in a second", False
            silent = suspend.since(self._sign_at)
            allowed = policy.silent_s if self._signs else max(policy.silent_s, FIRST_SIGN_S)
            if silent > allowed:
                return f"it gave no sign of life for {silent:.1f} s", False
            if not (self._idle and may_renew()):
                busy_at = time.monotonic()
            elif 0 < policy.memory_mb < self._rss_mb and suspend.since(busy_at) > policy.rest_s:
                return f"it rests and holds {self._rss_mb:.0f} MB, more than {policy.memory_mb:.0f}", True
            self.wake.wait(min(0.5, allowed - silent + 0.01))
            self.wake.clear()
        return "stopped", True

    def end(self, ask_s: float) -> None:
        """End the process and its threads; ``ask_s`` above 0: ask it and wait so long before killing it."""
        if ask_s and self.process.poll() is None:
            self.put(Stop())
            self.put(None)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(ask_s)
        if self.process.poll() is None:
            self.process.kill()  # also ends a stopped one (SIGSTOP), which terminate() would not
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(KILL_S)
        while not self.put(None):  # the writer's end, also where its queue is full
            with suppress(queue.Empty):
                self._out.get_nowait()
        for thread in self._threads:
            thread.join(KILL_S)
        for thread, stream in zip(self._threads, self._streams, strict=True):
            if not thread.is_alive():  # a stream in use cannot be closed without waiting for it
                with suppress(OSError):
                    stream.close()

    def _read(self, stream: IO[bytes]) -> None:
        bad, second, count = 0, 0, 0
        while line := stream.readline(LONGEST_LINE):
            now = time.monotonic()
            count = count + 1 if int(now) == second else 1
            second = int(now)
            if count > FLOOD:
                self._flooded = True
                break
            try:
                message = self._reports.read(line)
            except MessageError as trouble:
                bad += 1
                if bad <= 10:
                    log.warning("%s: %s", self._name, trouble)
                continue
            self._sign_at, self._signs = now, self._signs + 1
            if isinstance(message, Beat):
                self._rss_mb, self._idle = message.rss_mb, message.idle
            if message is not None:
                self._taken(self, message)
        self.wake.set()

    def _write(self, stream: IO[bytes]) -> None:
        with suppress(OSError, ValueError):  # the child is gone: ``watch`` sees it
            while (message := self._out.get()) is not None:
                stream.write(write(message))
                stream.flush()
        with suppress(OSError):
            stream.close()

    def _log(self, stream: IO[bytes]) -> None:
        for line in stream:
            log.info("%s: %s", self._name, line.decode("utf-8", "replace").rstrip())
