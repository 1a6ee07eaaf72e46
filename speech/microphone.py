"""The microphone: blocks of sound from PortAudio, found again by its name when it was lost."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from speech import suspend
from speech.activity import dbfs
from speech.devices import ASK_S, Defaults, defaults, follows_default, moves_with_default, why_not
from speech.engines.base import SAMPLE_RATE
from speech.errors import SpeechError
from speech.protocol import LostOrFound
from speech.resample import Resampler
from speech.wav import BLOCK_S

log = logging.getLogger(__name__)

_LOST_S = 1.5
"""Unplugging raises no error: no block for this long means lost."""
_FIRST_BLOCK_S = 5.0
"""A device that sleeps may take this long to give its first block."""
_GAP_S = 0.35
"""A gap in the blocks after which the sound server is asked at once where the sound comes from."""
_BACK_OFF_S = (0.5, 1.0, 2.0, 4.0)
_HUNG_S = 8.0
"""A call into PortAudio that takes longer never ends."""

Say = Callable[[LostOrFound, str, str], None]
"""state, the device's name, a sentence that says why it is lost."""


class MicrophoneError(SpeechError):
    """The microphone cannot be opened; the text is one clear sentence."""


class _MovedError(Exception):
    """The system has another default microphone now: what is open may be any."""


class Microphone:
    """Keeps a microphone open, reports each loss and return, and passes blocks on while ``keeping``.

    ``put`` takes a block (16-bit mono, 16 kHz) and must not wait: False where it has no room. It is
    called from PortAudio's thread; while ``keeping`` is off no sound leaves that callback, and while
    ``measuring`` is on then, ``level`` gets how loud each block was (dBFS).
    """

    def __init__(
        self,
        device: str,
        put: Callable[[bytes], bool],
        say: Say,
        level: Callable[[float], None] = lambda dbfs: None,
    ) -> None:
        self._device, self._put, self._say, self._level = device, put, say, level
        self.keeping = self.measuring = False
        self.overflows = 0
        """Blocks or samples that were lost because somebody was too slow."""
        self.name = ""
        self._state, self._found = "", False
        self._last_block = 0.0
        self._busy_since: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="microphone", daemon=True)

    def start(self) -> None:
        """Open the microphone in a thread of its own."""
        self._thread.start()

    def close(self) -> None:
        """Close it; waits for a moment only, since PortAudio may hang."""
        self._stop.set()
        self._thread.join(timeout=2)

    @property
    def alive(self) -> bool:
        """Whether blocks come."""
        return bool(self._last_block) and suspend.since(self._last_block) < _LOST_S

    @property
    def hung(self) -> bool:
        """Whether a call into PortAudio never came back: only a new process helps."""
        since = self._busy_since
        return since is not None and suspend.since(since) > _HUNG_S

    def _run(self) -> None:
        failures = 0
        while not self._stop.is_set():
            self._found = False
            try:
                reason = self._session()
            except _MovedError as moved:
                log.warning("the default microphone is another now: %s", moved)
            else:
                if self._stop.is_set():
                    return
                failures = 0 if self._found else failures + 1
                if self._state != "lost":
                    self._report("lost", reason)
                self._stop.wait(_BACK_OFF_S[min(failures, len(_BACK_OFF_S) - 1)])
            with self._guard():
                restart_portaudio()

    def _session(self) -> str:
        """Open the microphone and watch it until it is lost; say why."""
        import sounddevice

        server = defaults()
        if follows_default(self._device) and server.deaf:
            return "no microphone is connected"
        stream = None
        try:
            with self._guard():
                stream = self._open()
            return self._watch(server)
        except MicrophoneError as error:
            return f"the microphone cannot be opened: {error}"
        except sounddevice.PortAudioError as error:
            return why_not(error, "the microphone", self.name)
        finally:
            if stream:
                with self._guard():
                    stream.abort(ignore_errors=True)
                    stream.close(ignore_errors=True)

    def _open(self) -> Any:
        import sounddevice

        index, self.name, rate = find_input(self._device)
        extra = None
        if sys.platform == "win32":
            extra = sounddevice.WasapiSettings(auto_convert=True)
        try:
            sounddevice.check_input_settings(index, 1, "int16", extra, SAMPLE_RATE)
            rate = SAMPLE_RATE
        except (sounddevice.PortAudioError, ValueError):
            extra = None  # its own rate, then
        resampler = Resampler(rate)
        self._last_block = 0.0

        def callback(data: Any, frames: int, when: Any, status: Any) -> None:
            # an exception here would end the stream without a word
            self._last_block = time.monotonic()
            lost = bool(status and status.input_overflow)
            if self.keeping:
                lost = not self._put(resampler.push(bytes(data))) or lost
            elif self.measuring:
                self._level(dbfs(bytes(data)))
            self.overflows += lost

        stream = sounddevice.RawInputStream(
            samplerate=rate,
            blocksize=int(rate * BLOCK_S),
            device=index,
            channels=1,
            dtype="int16",
            extra_settings=extra,
            callback=callback,
        )
        stream.start()
        return stream

    def _watch(self, server: Defaults) -> str:
        opened = asked = time.monotonic()
        gap = False
        while not self._stop.wait(0.1):
            now = time.monotonic()
            silent = suspend.since(self._last_block or opened)
            if silent > (_LOST_S if self._last_block else _FIRST_BLOCK_S):
                return f"no sound has come for {silent:.1f} s"
            gap = gap or (bool(self._last_block) and silent > _GAP_S)
            if (gap and silent < _GAP_S) or now - asked > ASK_S:
                asked, gap, before = now, False, server
                server = defaults()
                if self._served and server.deaf:
                    return "the sound server has no microphone any more"  # it moved us to a monitor
                server = self._compare(before, server)
            if self._last_block and not self._found:
                self._found = True
                self._report("found", "")
        return "closed"

    def _compare(self, before: Defaults, now: Defaults) -> Defaults:
        """Give the system's defaults, as far as they are known. Raises _MovedError where the microphone is to
        be opened anew."""
        if not (self._served and now.microphone and before.microphone):
            return now if now.microphone else before
        if now.microphone != before.microphone:
            raise _MovedError(now.microphone)
        if now.loudspeaker != before.loudspeaker and self._found:
            self._report("found", "")  # whether the echo is cancelled depends on both
        return now

    @property
    def _served(self) -> bool:
        return moves_with_default(self.name if self._device else "")

    def _report(self, state: LostOrFound, reason: str) -> None:
        self._state = state
        self._say(state, self.name or self._device, reason)

    @contextmanager
    def _guard(self) -> Iterator[None]:
        self._busy_since = time.monotonic()
        try:
            yield
        finally:
            self._busy_since = None


def find_input(device: str) -> tuple[int, str, int]:
    """Index, full name ("name, host API") and rate in Hz of the input named ``device`` ("": the default).

    A device is matched by its full name, its name, or a part of it: indices shift after replugging.
    Raises MicrophoneError where there is none.
    """
    import sounddevice

    hosts = [str(host["name"]) for host in sounddevice.query_hostapis()]
    inputs = [
        (int(d["index"]), f"{d['name']}, {hosts[d['hostapi']]}", int(d["default_samplerate"]))
        for d in sounddevice.query_devices()
        if d["max_input_channels"] > 0
    ]
    if not inputs:
        raise MicrophoneError("there is none, or another program holds it")
    if not device:
        return _default_input(inputs, hosts)
    wanted = device.lower()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wanted,
        lambda name: name.rpartition(", ")[0] == wanted,
        lambda name: wanted in name,
    )
    for test in tests:
        matching = [found for found in inputs if test(found[1].lower())]
        if matching:
            return min(matching, key=lambda found: "WASAPI" not in found[1])
    names = "; ".join(name for _, name, _ in inputs)
    raise MicrophoneError(f'there is none named "{device}", or another program holds it; there are: {names}')


def _default_input(inputs: list[tuple[int, str, int]], hosts: list[str]) -> tuple[int, str, int]:
    import sounddevice

    index = sounddevice.default.device[0]
    if "Windows WASAPI" in hosts:
        wasapi = sounddevice.query_hostapis(hosts.index("Windows WASAPI"))
        index = wasapi["default_input_device"]
    return next((found for found in inputs if found[0] == index), inputs[0])


def restart_portaudio() -> None:
    """PortAudio lists the devices once, when it starts: begin it anew to see what came or went."""
    import sounddevice

    sounddevice._terminate()
    sounddevice._initialize()
