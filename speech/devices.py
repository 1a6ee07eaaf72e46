"""What the system says of its sound devices: which are its defaults, and that another program holds one.

PulseAudio (from 14 on) moves what is open on the old default to the new one, be it opened by name or not;
older servers and Windows leave all where it was. So each change of the default, asked for every few seconds,
has a device opened anew: then it is the one that was wanted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

ASK_S = 3.0
_UNAVAILABLE = -9985  # paDeviceUnavailable: what ALSA's EBUSY becomes
_IN_USE = ("DEVICE_IN_USE", "0x8889000A", "-2004287478")  # AUDCLNT_E_DEVICE_IN_USE: WASAPI, held exclusively


@dataclass(frozen=True)
class Defaults:
    """The default microphone and loudspeaker, as the sound server or Windows names them, or ""."""

    microphone: str = ""
    loudspeaker: str = ""

    @property
    def deaf(self) -> bool:
        """Whether all that a sound server could record is a loudspeaker's monitor.

        Such a server hides that a microphone was unplugged: sound goes on, from the wrong source.
        """
        return self.microphone.endswith(".monitor") and not os.environ.get("PULSE_SOURCE")


def defaults() -> Defaults:
    """Ask which devices are the default now; takes some 10 ms, on a busy computer up to 3 s."""
    if sys.platform == "win32":
        return Defaults(_preferred("waveIn"), _preferred("waveOut"))
    told = dict(line.split(": ", 1) for line in pactl("info").splitlines() if ": " in line)
    return Defaults(
        os.environ.get("PULSE_SOURCE") or told.get("Default Source", ""),
        os.environ.get("PULSE_SINK") or told.get("Default Sink", ""),
    )


def follows_default(device: str) -> bool:
    """Whether this name, "" or that of a sound server as a whole, means whatever the system's default is."""
    return device.partition(",")[0].lower() in ("", "default", "pulse", "pipewire")


def moves_with_default(device: str) -> bool:
    """Whether a change of the default may leave what is open under this name on the wrong device."""
    return follows_default(device) or (sys.platform == "linux" and "hw:" not in device)


def why_not(error: Exception, what: str, device: str) -> str:
    """Why ``what`` ("the microphone") cannot be opened, in one clear sentence."""
    if _UNAVAILABLE in error.args or any(mark in str(error) for mark in _IN_USE):
        named = device or "the system's default"
        return f"another program uses {what} ({named}): close it, or choose another in the settings"
    return f"{what} cannot be opened: {error}"


def pactl(*question: str) -> str:
    """What a PulseAudio or PipeWire server answers; empty where there is none."""
    program = shutil.which("pactl")
    if sys.platform != "linux" or not program:
        return ""
    try:
        answer = subprocess.run(
            [program, *question],
            env=os.environ | {"LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=3,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()


def _preferred(kind: str) -> str:
    """The name (31 characters) of the device behind Windows's wave mapper, for ``waveIn`` or ``waveOut``."""
    import ctypes

    with suppress(OSError, AttributeError):
        winmm = ctypes.WinDLL("winmm")  # type: ignore[attr-defined,unused-ignore] # exists on Windows only
        index, flags, caps = ctypes.c_uint32(), ctypes.c_uint32(), ctypes.create_string_buffer(84)
        mapper, preferred_get = ctypes.c_void_p(-1), 0x2015  # WAVE_MAPPER, DRVM_MAPPER_PREFERRED_GET
        if getattr(winmm, f"{kind}Message")(mapper, preferred_get, ctypes.byref(index), ctypes.byref(flags)):
            return ""
        size = 80 if kind == "waveIn" else 84  # WAVEINCAPSW, WAVEOUTCAPSW: the name begins at byte 8
        if getattr(winmm, f"{kind}GetDevCapsW")(ctypes.c_void_p(index.value), caps, size):
            return ""
        return caps.raw[8:72].decode("utf-16-le", "replace").partition("\0")[0]
    return ""
