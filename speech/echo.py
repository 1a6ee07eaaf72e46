"""Whether the sound server takes the kiosk's own voice out of what the microphone hears."""

from __future__ import annotations

from speech.devices import defaults, pactl

_MARKS = ("echo-cancel", "echo_cancel", "echocancel")


def cancelled() -> bool:
    """Whether the default microphone and the default loudspeaker are those of an echo canceller.

    Both must be: what is played elsewhere it does not know of. A canceller is known by its name (PipeWire's
    own are ``echo-cancel-source`` and ``-sink``, PulseAudio's carry ``.echo-cancel``) or by its driver.
    """
    now = defaults()
    return _is_canceller("source", now.microphone) and _is_canceller("sink", now.loudspeaker)


def _is_canceller(kind: str, name: str) -> bool:
    if any(mark in name for mark in _MARKS):
        return True
    drivers = {
        f[1]: f[2] for line in pactl("list", "short", f"{kind}s").splitlines() if (f := line.split("\t"))
    }
    return any(mark in drivers.get(name, "") for mark in _MARKS)
