"""What the parent's lines ask of the ears, read into the ears' own terms (docs/protocol.md).

Raises KeyError where a line lacks something, TypeError or ValueError where it cannot be used.
"""

from __future__ import annotations

from collections.abc import Callable

from speech.engines.base import Request, bare
from speech.engines.loading import EarsOf
from speech.listening import Message, Turn


def ears_of(value: object) -> EarsOf:
    """A language's ears, of ``hello``."""
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} does not describe a language's ears")
    return EarsOf(
        vosk=_texts(value.get("vosk")),
        whisper=_texts(value.get("whisper")),
        whisper_language=str(value.get("whisper_language") or "en"),
        initial_prompt=str(value.get("initial_prompt") or ""),
        fillers=_texts(value.get("fillers")),
    )


def turn_of(message: Message, ears: EarsOf, wake: Callable[[], None]) -> Turn:
    """The turn of a ``listen``; ``wake`` is called in any thread when a decode of it has ended."""
    at_rest = bool(message.get("at_rest"))
    request = Request(
        phrases=_texts(message.get("phrases")),
        hints=_texts(message.get("hints")),
        language=ears.whisper_language,
        initial_prompt=ears.initial_prompt,
        wake=wake,
    )
    return Turn(
        int(str(message["turn"])),
        request,
        first_sound_s=float(str(message.get("first_sound_s", 10.0))),
        silence_s=float(str(message.get("silence_s", 2.5))),
        limit_s=float(str(message.get("limit_s", 90.0))),
        # a greeting is a filler in a request, and all that is waited for at rest
        fillers=frozenset() if at_rest else frozenset(map(bare, ears.fillers)),
        captions=not at_rest,
    )


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list of texts")
    return tuple(map(str, value))
