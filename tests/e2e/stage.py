"""The real kiosk on a virtual screen with a virtual sound card: started, watched, touched, spoken to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.conversation.screens import BESIDE, WAY
from kiosk.tickets.ticket import Ticket
from kiosk.tickets.tickets import Tickets
from tests.pace import patience
from tests.synthetic_speech import models
from tests.virtual_audio import SoundCard

Line = dict[str, Any]
PATIENCE_S = 40.0
STRIKE_S = 0.6  # the kiosk takes a second touch within 0.5 s for a trembling hand (EN 301 549 5.8)
PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
WAY_ON: dict[str, str] = {screen.name: screen.way_on for screen in (*BESIDE, *WAY)}
"""What a patient hand presses on each screen to get past it."""
_WITHOUT_WORDS = ("speak", "categories", "categories", "sentence", "place", "contact", "readback")
TOUCH_WAY = tuple((screen, WAY_ON[screen]) for screen in _WITHOUT_WORDS)
"""Screens and what to press on each, from the first question to a ticket, without a word spoken."""
BUILD = Path(__file__).resolve().parents[2] / "build"
"""Screenshots and recordings are kept here, as build output."""


class StageError(AssertionError):
    """What was waited for did not come; the message says what did."""


class Screen:
    """An Xvfb display of its own."""

    def __init__(self, size: tuple[int, int]) -> None:
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as numbers:
            self.name = f":{numbers.readline().strip()}"

    def run(self, *command: str) -> None:
        """Run an X program on this display."""
        subprocess.run(command, env=os.environ | {"DISPLAY": self.name}, check=True, timeout=patience(20))

    def picture(self, path: Path) -> Path:
        """A screenshot of the whole display."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.run("import", "-window", "root", str(path))
        return path

    def close(self) -> None:
        """End the display."""
        self.process.terminate()
        self.process.wait(timeout=patience(10))


@dataclass
class Stage:
    """A kiosk that runs. ``lines`` is what its trace told so far."""

    process: subprocess.Popen[bytes]
    screen: Screen
    card: SoundCard
    trace: Path
    data: Path
    started_at: float
    env: Mapping[str, str]
    log: Path
    """What it and its children write to the error output."""
    lines: list[Line] = field(default_factory=list)
    _read: int = 0
    _struck_at: float = 0.0

    # -- watching -------------------------------------------------------------------------------------

    def look(self) -> list[Line]:
        """Everything the kiosk told so far."""
        if self.trace.exists():
            with self.trace.open(encoding="utf-8") as trace:
                trace.seek(self._read)
                while (text := trace.readline()).endswith("\n"):
                    self._read = trace.tell()
                    self.lines.append(json.loads(text))
        return self.lines

    def wait(
        self, true: Callable[[Line], bool], what: str, since: int = 0, limit_s: float = PATIENCE_S
    ) -> Line:
        """Wait for a line of the trace, from the ``since``-th on; each is looked at once."""
        coming = since
        for lines in self._looks(what, limit_s):
            found = next((line for line in lines[coming:] if true(line)), None)
            if found is not None:
                return found
            coming = max(coming, len(lines))
        raise AssertionError("unreachable")

    def wait_until(self, holds: Callable[[], object], what: str, limit_s: float = PATIENCE_S) -> None:
        """Wait until something holds, of the kiosk as it is now or of what it sounds."""
        for _ in self._looks(what, limit_s):
            if holds():
                return

    def _looks(self, what: str, limit_s: float) -> Iterator[list[Line]]:
        """What was told so far, again and again until the limit, or until the kiosk ends."""
        deadline = time.monotonic() + patience(limit_s)
        while time.monotonic() < deadline:
            yield self.look()
            if self.process.poll() is not None:
                raise StageError(f"the kiosk ended ({self.process.returncode}) before {what}")
            time.sleep(0.01)
        told = [line for line in self.lines if line["it"] not in ("voice", "highlight", "blocked")][-12:]
        raise StageError(f"{what}: not within {limit_s:.0f} s; last: {json.dumps(told, ensure_ascii=False)}")

    def until(self, screen: str, **more: object) -> Line:
        """Wait until the screen in front is this one, and shows what ``more`` says (lamp, language …)."""
        wanted = {"screen": screen, **more}.items()
        self.wait_until(lambda: wanted <= self.shown().items(), f"the screen {screen} {more or ''}")
        return self.shown()

    def leave(self, screen: str) -> str:
        """Wait until another screen than this one is in front; its name."""
        here = (screen, "saving")
        self.wait_until(lambda: self.shown()["screen"] not in here, f"what comes after {screen}")
        return str(self.shown()["screen"])

    def shown(self) -> Line:
        """The screen in front."""
        return next((line for line in reversed(self.look()) if line["it"] == "screen"), {"screen": ""})

    def since_screen(self) -> int:
        """Where the trace began to tell of the screen in front: for ``since``."""
        lines, screen = self.look(), self.shown()["screen"]
        screens = [n for n, line in enumerate(lines) if line["it"] == "screen"]
        return next((n for n in reversed(screens) if lines[n]["screen"] != screen), 0)

    def count(self) -> int:
        """How many lines there are: for ``since``."""
        return len(self.look())

    @property
    def alive(self) -> bool:
        """Whether the kiosk's process runs."""
        return self.process.poll() is None

    def picture(self, path: Path) -> Path:
        """A screenshot, once the fade between screens is over (docs/look.md: at most 250 ms)."""
        done = time.monotonic() + 0.3
        while time.monotonic() < done:
            self.look()
            time.sleep(0.02)
        return self.screen.picture(path)

    def ticket(self, number: str) -> Ticket | None:
        """The ticket of this number, as the database has it."""
        key = Path(self.env["HEARD_SETTINGS"]).parent / "tickets.key"
        with Tickets(self.data, key) as tickets:
            entry = tickets.store.find(number)
        return entry.ticket if entry else None

    # -- acting ---------------------------------------------------------------------------------------

    def start_over(self) -> None:
        """Go back to the welcome screen, wherever a resident left off."""
        if self.shown()["screen"] != "welcome":
            self.touch("start-over")
            self.until("start-over")
            self.touch("yes")
        self.until("welcome")

    def touch(self, code: str) -> None:
        """Press a control with the pointer, where it stands on the screen."""
        self._as_slow_as_a_hand()
        self.armed(code)
        x, y = self.shown()["controls"][code]
        self.screen.run("xdotool", "mousemove", str(x), str(y), "mousedown", "1", "mouseup", "1")
        self._struck_at = time.monotonic()  # xdotool itself may take long to start

    def armed(self, code: str) -> None:
        """Wait until a control is there and can be pressed: what sends or agrees cannot at once."""

        def can_be_pressed() -> bool:
            shown = self.shown()
            return code in shown.get("controls", {}) and code not in shown["waiting"]

        self.wait_until(can_be_pressed, f"a control {code}")

    def key(self, name: str) -> None:
        """Press a key of a keyboard (xdotool's names)."""
        if name == "Return":
            self._as_slow_as_a_hand()
        self.screen.run("xdotool", "key", name)

    def strike(self, name: str) -> None:
        """Press a switch: a key that is used alone, so never twice at once."""
        self._as_slow_as_a_hand()
        self.screen.run("xdotool", "key", name)

    def _as_slow_as_a_hand(self) -> None:
        """A second strike at once would be ignored."""
        while time.monotonic() < self._struck_at + STRIKE_S:
            self.look()
            time.sleep(0.02)
        self._struck_at = time.monotonic()

    def speak(self, wav: Path) -> None:
        """Speak a file into the microphone once the kiosk listens."""
        self.until(self.shown()["screen"], lamp="listening")
        self.card.play(wav).wait(timeout=patience(60))

    def child(self, name: str) -> int:
        """The process id of ``ears`` or ``voice``."""
        deadline = time.monotonic() + patience(PATIENCE_S)
        while time.monotonic() < deadline:
            found = subprocess.run(
                ["pgrep", "-P", str(self.process.pid), "-f", f"speech.{name}"], capture_output=True, text=True
            ).stdout.split()
            if found:
                return int(found[0])
            time.sleep(0.02)
        raise StageError(f"the kiosk has no child {name}")

    def ears_ready(self) -> None:
        """Wait until the kiosk can hear."""
        self.wait(lambda line: line["it"] == "hears", "able to hear")

    # -- ending ---------------------------------------------------------------------------------------

    def stop(self) -> int:
        """End the kiosk in order; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=patience(20))

    def kill(self) -> None:
        """End the kiosk as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=patience(10))


def settings_file(folder: Path, **tables: dict[str, object]) -> Path:
    """A settings file with these tables; strings, numbers, booleans and lists of strings."""
    path = folder / "settings.toml"
    loose = tables.pop("", {})
    text = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in loose.items())
    for name, table in tables.items():
        text += f"[{name}]\n"
        text += "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in table.items())
    path.write_text(text, encoding="utf-8")
    return path


def data_folder(folder: Path) -> Path:
    """A data folder of its own with the machine's speech models and what the voice has cached."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    (data / "models").symlink_to(models())
    cache = models().parent / "voice-cache"
    cache.mkdir(exist_ok=True)
    (data / "voice-cache").symlink_to(cache)
    return data


@contextmanager
def kiosk_on_stage(
    folder: Path,
    card: SoundCard,
    *,
    size: tuple[int, int] = PORTRAIT,
    data: Path | None = None,
    settings: Path | None = None,
    env: dict[str, str] | None = None,
) -> Iterator[Stage]:
    """Run ``kiosk run`` on a screen of its own; ``folder`` keeps its data, settings and trace.

    ``env`` is added to the environment it runs in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = data or data_folder(folder)
    (folder / "settings").mkdir(exist_ok=True)
    settings = settings or settings_file(folder / "settings")
    trace = folder / "trace.jsonl"
    trace.unlink(missing_ok=True)
    screen = Screen(size)
    around = os.environ | card.env | (env or {}) | {
        "DISPLAY": screen.name,
        "QT_QPA_PLATFORM": "xcb",
        "PULSE_LATENCY_MSEC": "60",  # with less, a loudspeaker without hardware runs dry on a busy machine
        "HEARD_DATA": str(data),
        "HEARD_SETTINGS": str(settings),
    }  # fmt: skip
    log_file = folder / "kiosk.log"
    with log_file.open("ab") as log:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.cli", "--verbose", "run", "--trace", str(trace)],
            env=around,
            stdout=log,
            stderr=log,
        )
    stage = Stage(process, screen, card, trace, data, started, around, log_file)
    try:
        stage.wait(lambda line: line["it"] == "painted", "the first screen")
        yield stage
    finally:
        if stage.alive:
            try:
                stage.stop()
            except subprocess.TimeoutExpired:
                stage.kill()
        screen.close()
