"""A screen reader for tests: a real AT-SPI client on a bus of its own, which hears but sees nothing."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.stage import PATIENCE_S, STRIKE_S, StageError
from tests.pace import patience

_CLIENT = Path(__file__).with_name("atspi_client.py")
_PYTHON = "/usr/bin/python3"
_READ_EVERY_S = 0.05  # reading takes the kiosk's time
_PRESSED = ("push button", "toggle button", "radio button", "check box")


@dataclass(frozen=True)
class Found:
    """A part of the tree as the client found it."""

    id: int
    depth: int
    role: str
    name: str
    description: str
    locale: str
    states: frozenset[str]
    text: str


class ScreenReader:
    """Finds, presses and writes by role and name; keeps what it was told, in order."""

    def __init__(self, env: Mapping[str, str], program: str = "heard-kiosk") -> None:
        self.announcements: list[str] = []
        self.errors: list[str] = []
        """Announcements that would not wait."""
        self.focused: list[str] = []
        self.presses = 0
        self._struck_at = 0.0
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._client = subprocess.Popen(
            [_PYTHON, str(_CLIENT), program],
            env={**env, "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._answer("ready")

    def close(self) -> None:
        """End the client."""
        assert self._client.stdin is not None
        self._client.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._client.wait(timeout=patience(5))
        self._client.kill()
        self._client.wait()
        self._listener.join(timeout=patience(5))
        for pipe in (self._client.stdout, self._client.stderr):
            if pipe is not None:
                pipe.close()

    # -- reading --------------------------------------------------------------------------------------

    def tree(self) -> list[Found]:
        """All that shows, in reading order; empty where the program is not on the bus."""
        parts = self._ask(do="tree").get("parts", [])
        return [Found(**(part | {"states": frozenset(part["states"])})) for part in parts]

    def until(self, true: Callable[[list[Found]], Any], what: str) -> list[Found]:
        """Read the tree until it is as wanted."""
        deadline = time.monotonic() + patience(PATIENCE_S)
        tree: list[Found] = []
        while time.monotonic() < deadline:
            tree = self.tree()
            if true(tree):
                return tree
            time.sleep(_READ_EVERY_S)
        names = [f"{part.role} {part.name!r}" for part in tree]
        raise StageError(f"{what}: not within {PATIENCE_S:.0f} s; the tree: {names}")

    def until_told(self, text: str) -> None:
        """Wait for an announcement; the tree is read meanwhile, as a person would."""
        self.until(lambda _: text in self.announcements, f"the announcement {text!r}")

    # -- acting ---------------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Press what can be pressed and has this name, once it is there."""
        part = self._wait_for(name, _PRESSED)
        while time.monotonic() < self._struck_at + STRIKE_S:  # a second strike at once would be ignored
            part = self._wait_for(name, _PRESSED)
        self._struck_at = time.monotonic()
        self.presses += 1
        self._do(do="press", id=part.id)

    def focus(self, name: str) -> None:
        """Put the focus on what has this name."""
        self._do(do="focus", id=self._wait_for(name, (*_PRESSED, "text")).id)

    def write(self, text: str) -> None:
        """Put ``text`` into the one text that can be edited."""
        tree = self.until(lambda tree: [p for p in tree if p.role == "text"], "a text to write in")
        self._do(do="write", id=next(p for p in tree if p.role == "text").id, text=text)

    def _wait_for(self, name: str, roles: tuple[str, ...]) -> Found:
        def there(tree: list[Found]) -> list[Found]:
            here = [p for p in tree if p.name == name and p.role in roles]
            return [p for p in here if "ENABLED" in p.states and "BUSY" not in p.states]

        return there(self.until(there, f"{name!r}, {' or '.join(roles)}"))[0]

    # -- the client -----------------------------------------------------------------------------------

    def _do(self, **asked: object) -> None:
        answer = self._ask(**asked)
        if not answer.get("ok"):
            raise StageError(f"{asked}: {answer}")

    def _ask(self, **asked: object) -> dict[str, Any]:
        assert self._client.stdin is not None
        self._client.stdin.write(json.dumps(asked) + "\n")
        self._client.stdin.flush()
        return self._answer(str(asked["do"]))

    def _answer(self, what: str) -> dict[str, Any]:
        try:
            return self._answers.get(timeout=patience(PATIENCE_S))
        except queue.Empty:
            self._client.kill()
            told = self._client.stderr.read() if self._client.stderr else ""
            raise StageError(f"the AT-SPI client does not answer to {what}: {told[-600:]}") from None

    def _listen(self) -> None:
        assert self._client.stdout is not None
        for line in self._client.stdout:
            told = json.loads(line)
            match told["it"]:
                case "announcement":
                    self.announcements.append(told["text"])
                    if told["assertive"]:
                        self.errors.append(told["text"])
                case "focus":
                    self.focused.append(told["name"])
                case _:
                    self._answers.put(told)


@contextmanager
def accessibility_bus() -> Iterator[dict[str, str]]:
    """A session bus of its own, on which AT-SPI starts when asked for; gives the environment to use it."""
    with tempfile.TemporaryDirectory(prefix="atspi-") as runtime:
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            env=os.environ | {"XDG_RUNTIME_DIR": runtime, "GSETTINGS_BACKEND": "memory"},
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert bus.stdout is not None
        try:
            yield {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}
        finally:
            bus.terminate()
            bus.wait(timeout=patience(10))
            bus.stdout.close()
