"""The loudspeaker: one stream kept open, so that sound begins at once, stops at once and ends whole."""

from __future__ import annotations

import logging
import sys
import threading
import time
from array import array
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from speech import suspend
from speech.devices import why_not
from speech.errors import SpeechError
from speech.loudness import gain
from speech.pcm import at_rate, pcm_of, samples_of, silence
from speech.synthesizers.base import Sound

log = logging.getLogger(__name__)

LATENCY_S = 0.05  # asked of the device: what is on its way when a hush comes still sounds
BLOCK_S = 0.01
FADE_S = 0.008  # a cut without it clicks
WARM_UP_S = 0.3  # a device that was idle swallows up to 100 ms of what it is given first
LOST_S = (
    3.5  # no callback for this long: PulseAudio takes up to 3 s to wake a sink or to recover from an underrun
)


@dataclass(eq=False)
class Clip:
    """Sound on its way out; ``began`` and ``ended`` are called from the sound thread and must be quick."""

    pcm: bytes
    began: Callable[[], None] | None = None
    ended: Callable[[], None] | None = None
    at: int = 0


class NoLoudspeakerError(SpeechError):
    """There is no device to play on; the text is one clear sentence."""


class Player:
    """Plays clips one after another, without a gap. All methods are for one thread, and may block as the
    sound system does; whoever needs to survive that runs this in a process of its own."""

    def __init__(self, device: str = "") -> None:
        self._device = device  # its name or a part of it; empty: the system's default
        self._stream: Any = None
        self._rate = self._device_rate = 0
        self._clips: deque[Clip] = deque()
        self._lock = threading.Lock()
        self._called = self._opened = 0.0

    @property
    def open_at(self) -> int:
        """The rate of the open stream in Hz, 0 where it is closed."""
        return self._rate if self._stream is not None else 0

    def open(self, rate: int) -> None:
        """Open the device for sound at ``rate`` Hz, or keep it open; raises NoLoudspeakerError."""
        import sounddevice

        if self._stream is not None and self._rate == rate:
            return
        self.close()
        try:
            index = find_output(self._device)
            last: Exception | None = None
            for device_rate in (rate, int(sounddevice.query_devices(index, "output")["default_samplerate"])):
                try:
                    self._stream = self._start(sounddevice, index, device_rate)
                except (sounddevice.PortAudioError, ValueError) as trouble:
                    last = trouble
                else:
                    self._rate, self._device_rate = rate, device_rate
                    return
            assert last is not None
            raise NoLoudspeakerError(why_not(last, "the loudspeaker", self._device))
        except (sounddevice.PortAudioError, ValueError) as trouble:
            raise NoLoudspeakerError(f"there is no loudspeaker: {trouble}") from trouble

    def feed(self, sound: Sound, volume_db: float, began: Callable[[], None]) -> None:
        """Play ``sound`` after what was fed before; the stream must be open at its rate."""
        pcm = gain(at_rate(sound, self._device_rate).pcm, volume_db, self._device_rate)
        age = time.monotonic() - self._opened
        with self._lock:
            if age < WARM_UP_S and not self._clips:
                self._clips.append(Clip(silence(WARM_UP_S - age, self._device_rate)))
            self._clips.append(Clip(pcm, began))

    def rest(self, seconds: float, ended: Callable[[], None] | None = None) -> None:
        """Silence of ``seconds`` after what was fed before."""
        with self._lock:
            self._clips.append(Clip(silence(seconds, self._device_rate or 8000), None, ended))

    @property
    def latency_s(self) -> float:
        """How long sound takes from the callback to the air, as the device tells."""
        if self._stream is None:
            return 0.0
        return float(self._stream.latency)

    def hush(self, ended: Callable[[], None] | None = None) -> None:
        """Drop all that was fed: what sounds fades within 8 ms and the device's latency.

        ``ended`` is called when the device was given its last sound; never where it takes no more.
        """
        with self._lock:
            clip = self._clips[0] if self._clips else Clip(b"")
            self._clips.clear()
            length = int(FADE_S * self._device_rate)
            left = samples_of(clip.pcm[clip.at : clip.at + 2 * length]) if clip.at else array("h")
            faded = array("h", [int(s * (1 - n / length)) for n, s in enumerate(left)])
            if faded or ended is not None:
                self._clips.append(Clip(pcm_of(faded), None, ended))

    def lost(self) -> bool:
        """Whether the open device has stopped taking sound."""
        if self._stream is None:
            return False
        if suspend.since(self._called) > LOST_S:
            return True
        return not self._stream.active

    def close(self) -> None:
        """Let go of the device and of what was to be played."""
        stream, self._stream = self._stream, None
        with self._lock:
            self._clips.clear()
        if stream is not None:
            with suppress(Exception):  # a device that is gone cannot even be closed properly
                stream.abort()
            with suppress(Exception):
                stream.close()

    def look_again(self) -> None:
        """Make PortAudio see devices that came or went: its list is made once, at its start."""
        import sounddevice

        self.close()
        with suppress(sounddevice.PortAudioError):
            sounddevice._terminate()
        with suppress(sounddevice.PortAudioError):
            sounddevice._initialize()

    def _start(self, sounddevice: Any, index: int | None, rate: int) -> Any:
        extra = None
        if sys.platform == "win32":
            with suppress(Exception):  # only for devices of WASAPI
                if (
                    "WASAPI"
                    in sounddevice.query_hostapis(sounddevice.query_devices(index)["hostapi"])["name"]
                ):
                    extra = sounddevice.WasapiSettings(auto_convert=True)
        stream = sounddevice.RawOutputStream(
            samplerate=rate,
            blocksize=int(rate * BLOCK_S),
            device=index,
            channels=1,
            dtype="int16",
            latency=LATENCY_S,
            extra_settings=extra,
            callback=self._callback,
        )
        self._called = self._opened = time.monotonic()
        stream.start()
        return stream

    def _callback(self, out: Any, frames: int, _time: Any, _status: Any) -> None:
        self._called = time.monotonic()
        need, at = frames * 2, 0
        told: list[Callable[[], None]] = []
        with self._lock:
            while at < need and self._clips:
                clip = self._clips[0]
                if clip.at == 0 and clip.began is not None:
                    told.append(clip.began)
                block = clip.pcm[clip.at : clip.at + need - at]
                out[at : at + len(block)] = block
                at += len(block)
                clip.at += len(block)
                if clip.at >= len(clip.pcm):
                    self._clips.popleft()
                    if clip.ended is not None:
                        told.append(clip.ended)
        if at < need:
            out[at:need] = bytes(need - at)
        for tell in told:
            tell()


def find_output(name: str) -> int | None:
    """The index of the output whose name is, or else holds, ``name``; None for the default one."""
    import sounddevice

    outputs = [
        (i, str(d["name"])) for i, d in enumerate(sounddevice.query_devices()) if d["max_output_channels"]
    ]
    if not outputs:
        raise ValueError("this computer has none, or another program holds it; connect one")
    if not name:
        return None
    for i, there in outputs:
        if there == name:
            return i
    for i, there in outputs:
        if name.lower() in there.lower():
            return i
    raise ValueError(
        f"none is named “{name}”, or another program holds it; there are {', '.join(n for _, n in outputs)}"
    )
