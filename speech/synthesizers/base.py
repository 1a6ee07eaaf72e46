"""What every synthesizer is to the voice: a name and one verb, text in, sound out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from speech.errors import SpeechError


class VoiceMissingError(SpeechError):
    """The engine, its model or its voice is not installed here; the text says which, and what to do."""


class SynthesisError(SpeechError):
    """The engine is there but gave no sound for this text; the text says why."""


@dataclass(frozen=True)
class Sound:
    """Mono sound: ``pcm`` is signed 16-bit little-endian samples, ``rate`` samples a second (Hz)."""

    pcm: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.pcm) / 2 / self.rate


class Synthesizer(Protocol):
    """One voice of one engine, loaded and ready.

    ``name`` is ``engine:model:voice``; ``sample_rate`` (Hz) is what its sounds will come at.
    """

    name: str
    sample_rate: int

    def render(self, text: str, rate: int = 100) -> Sound:
        """Speak ``text`` at ``rate`` per cent of the voice's own pace, the pitch unchanged.

        Raises :class:`SynthesisError`. Called from one thread at a time.
        """
        ...

    def interrupt(self) -> None:
        """From another thread: end the ``render`` under way, which then raises SynthesisError."""
        ...
