"""Whether the headphones are plugged in: looked for every few seconds, in a process of its own.

PortAudio lists devices once, at its start, and looking again would silence the loudspeaker. A device counts
as there when it can be opened. ``kiosk voice --headphones NAME`` exits 0 if it can, else 1.

PulseAudio and PipeWire move what is being played to the loudspeaker once its own device is gone, PulseAudio
also where it was the default one and another becomes that. So whoever plays something private must be told
in that moment, by the sound server itself (``pactl subscribe``).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable

from speech.processes import command

LOOK_S = 3.0
LIMIT_S = 10.0  # what takes longer hangs
_RATE = 24_000


class Headphones:
    """Looks for the output whose name is, or holds, ``name``; ``told`` gets each change, from a thread.

    ``gone`` is called, from a thread, as soon as an output was taken away or another became the default while
    they were in use: they may be it, and what is private does not wait to be sure.
    """

    def __init__(self, name: str, told: Callable[[bool], None], gone: Callable[[], None]) -> None:
        self._name, self._told, self._gone = name, told, gone
        self._there = False
        self._closed = threading.Event()
        self.in_use = False
        """While they play nobody looks: a device may be open once only, and its player knows of its loss."""
        self._server = _subscribe()
        if self._server is not None:
            threading.Thread(target=self._listen, name="sound server", daemon=True).start()
        threading.Thread(target=self._look, name="headphones", daemon=True).start()

    def lost(self) -> None:
        """Their player found them gone: the next look may find them back."""
        self._there = self.in_use = False

    def close(self) -> None:
        """Look no more."""
        self._closed.set()
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    def _listen(self) -> None:
        assert self._server is not None
        assert self._server.stdout is not None
        for line in self._server.stdout:
            if self.in_use and ("'remove' on sink #" in line or "'change' on server" in line):
                self._gone()

    def _look(self) -> None:
        while not self._closed.is_set():
            if not self.in_use:
                there = can_be_opened(self._name)
                if there is not self._there and not self.in_use and not self._closed.is_set():
                    self._there = there
                    self._told(there)
            self._closed.wait(LOOK_S)


def _subscribe() -> subprocess.Popen[str] | None:
    """What tells of each output that comes or goes; None where no sound server does."""
    pactl = shutil.which("pactl")
    if pactl is None:
        return None
    return subprocess.Popen(
        [pactl, "subscribe"],
        env=os.environ | {"LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def can_be_opened(name: str) -> bool:
    """Ask another process whether this output is there."""
    try:
        asked = subprocess.run(
            command("headphones", name),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LIMIT_S,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def main(name: str) -> int:
    """0 if the output can be opened, else 1."""
    import sounddevice

    from speech.player import find_output

    try:
        index = find_output(name)
        rate = int(sounddevice.query_devices(index, "output")["default_samplerate"])
        for one in (_RATE, rate):
            try:
                sounddevice.check_output_settings(device=index, channels=1, dtype="int16", samplerate=one)
            except (sounddevice.PortAudioError, ValueError):
                continue
            return 0
    except (sounddevice.PortAudioError, ValueError):
        pass
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
