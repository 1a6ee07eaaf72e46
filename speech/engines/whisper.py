"""Whisper: hears whole utterances. It starts at the first pause, to be ready when the turn ends."""

from __future__ import annotations

import array
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from speech.engines.base import BYTES_PER_SECOND, EngineError, Partial, Request, Words
from speech.engines.whisper_model import (
    CAPTION,
    CHOICE,
    FREE,
    WITHOUT_SPACES,
    Decoding,
    Dropped,
    WhisperModel,
)

_SETTLE_S = 15.0
"""After a pause this far into an utterance its decode is kept, and what follows is decoded by itself."""
_CUT_S, _CUT_WITHIN_S = 28.0, 6.0
"""Who speaks without a pause is cut where it is quietest, before the model's 30 s are full."""
_GROWN_S = 0.3
"""A new caption is not begun for less new sound than this."""
_REST = 1.5
"""Nor for less than this much of what the last one took: on a slow or busy machine captions come more
seldom, and the final decode finds the processor free sooner."""
_STOPS = " .,!?。，！？…"
_HUNG_S = 30.0
"""A decode that takes longer never ends."""


class WhisperEngine:
    """One model and the thread that decodes with it."""

    streaming = False
    grammar = False

    def __init__(self, folder: Path) -> None:
        self.name = f"whisper:{folder.name}"
        self._model = WhisperModel(folder)
        self._thread = ThreadPoolExecutor(1, "whisper")

    def recognizer(self, request: Request) -> WhisperRecognizer:
        """Begin a turn; ``request.phrases`` and ``hints`` are told to the model as likely words."""
        return WhisperRecognizer(self, request)

    def decode(self, pcm: bytes, request: Request, how: Decoding) -> Decode:
        """Begin to decode in the engine's thread."""
        comma, stop = ("、", "。") if request.language in WITHOUT_SPACES else (", ", ".")
        likely = comma.join((*request.hints, *request.phrases))
        likely += stop if likely else ""
        dropped = threading.Event()
        future = self._thread.submit(
            self._model.decode, pcm, request.language, likely, request.initial_prompt, how, dropped
        )
        future.add_done_callback(lambda _: request.wake())
        return Decode(future, dropped.set)


class Decode:
    """A decode under way."""

    def __init__(self, future: Future[Words], drop: Callable[[], None]) -> None:
        self._future, self._drop = future, drop
        self._begun = time.monotonic()

    def took_s(self) -> float:
        """Seconds since it was begun."""
        return time.monotonic() - self._begun

    @property
    def done(self) -> bool:
        """Whether ``words`` would answer at once."""
        return self._future.done()

    def drop(self) -> None:
        """Nobody wants it any more."""
        self._drop()
        self._future.cancel()

    def words(self) -> Words:
        """Wait for the words; none where it was dropped. Raises EngineError where it hangs or fails."""
        try:
            return self._future.result(timeout=_HUNG_S)
        except (Dropped, CancelledError):
            return Words()
        except TimeoutError:
            raise EngineError(f"Whisper gave no answer within {_HUNG_S:.0f} s") from None
        except RuntimeError as error:  # CTranslate2's
            raise EngineError(f"Whisper failed: {error}") from error


class WhisperRecognizer:
    """One turn: the utterance so far, its captions, and the final decode begun at each pause.

    A long utterance becomes several stretches of sound, each decoded by itself. Times count the sound
    that was accepted.
    """

    def __init__(self, engine: WhisperEngine, request: Request) -> None:
        self._engine, self._request = engine, request
        self._how = CHOICE if request.phrases else FREE
        self._sound = bytearray()
        self._settled: list[tuple[float, Decode]] = []
        self._settled_s = 0.0
        self._final: Decode | None = None
        self._caption: Decode | None = None
        self._captioned_s = 0.0
        self._rest_s = _GROWN_S
        self._texts: list[Words] = [Words()]
        self._shown = ""

    def accept(self, block: bytes) -> Partial | None:
        """Keep a block (speech only, with margins); give the caption if a newer one is there."""
        self._sound += block
        if self._seconds >= _CUT_S:
            self._settle(self._quietest())
        self._collect()
        if self._request.captions and not (self._caption or self._final) and block:
            self._begin_caption()
        words = self._join(self._texts)
        if words.text == self._shown:
            return None
        self._shown = words.text
        return Partial(words.text, words.words)

    def pause(self) -> None:
        """Begin the final decode."""
        if self._final or not self._sound:
            return
        self._drop_caption()
        self._final = self._engine.decode(bytes(self._sound), self._request, self._how)

    def resume(self) -> None:
        """Drop the final decode, or keep it for a stretch that is long enough by itself."""
        if not self._final:
            return
        if self._seconds >= _SETTLE_S:
            self._settle(len(self._sound))
        else:
            self._final.drop()
            self._final = None

    @property
    def ready(self) -> bool:
        """Whether every stretch is decoded."""
        begun = [decode for _, decode in self._settled] + ([self._final] if self._final else [])
        return (self._final is not None or not self._sound) and all(decode.done for decode in begun)

    def finish(self) -> Words:
        """Wait for what is not decoded yet and give all words."""
        self.pause()
        stretches = [_shifted(decode.words(), start) for start, decode in self._settled]
        if self._final:
            stretches.append(_shifted(self._final.words(), self._settled_s))
        return self._join(stretches)

    def cancel(self) -> None:
        """Drop whatever runs."""
        self._drop_caption()
        for decode in [decode for _, decode in self._settled] + ([self._final] if self._final else []):
            decode.drop()

    @property
    def _seconds(self) -> float:
        return len(self._sound) / BYTES_PER_SECOND

    def _join(self, stretches: list[Words]) -> Words:
        heard = [stretch for stretch in stretches if stretch.text]
        space = "" if self._request.language in WITHOUT_SPACES else " "
        texts = [stretch.text for stretch in heard]
        others = tuple(
            space.join((*texts[:n], other, *texts[n + 1 :]))
            for n, stretch in enumerate(heard)
            for other in stretch.others
        )
        return Words(space.join(texts), tuple(w for s in heard for w in s.words), others)

    def _settle(self, end: int) -> None:
        """The sound up to byte ``end`` is a stretch of its own."""
        self._drop_caption()
        whole = end == len(self._sound)
        stretch = bytes(self._sound[:end])
        kept = self._final if whole and self._final else None
        if self._final and not kept:
            self._final.drop()
        decode = kept or self._engine.decode(stretch, self._request, self._how)
        self._settled.append((self._settled_s, decode))
        self._settled_s += end / BYTES_PER_SECOND
        del self._sound[:end]
        self._final, self._captioned_s = None, 0.0
        self._texts.append(Words())

    def _quietest(self) -> int:
        """The byte in the middle of the quietest 0.1 s of the last seconds."""
        step = BYTES_PER_SECOND // 10
        first = len(self._sound) - int(_CUT_WITHIN_S * 10) * step

        def loudness(start: int) -> int:
            return sum(map(abs, array.array("h", bytes(self._sound[start : start + step]))))

        return min(range(first, len(self._sound) - step, step), key=loudness) + step // 2

    def _begin_caption(self) -> None:
        if self._seconds - self._captioned_s < self._rest_s:
            return
        self._captioned_s = self._seconds
        self._caption = self._engine.decode(bytes(self._sound), self._request, CAPTION)

    def _drop_caption(self) -> None:
        if self._caption:
            self._caption.drop()
            self._caption = None

    def _collect(self) -> None:
        for n, (start, decode) in enumerate(self._settled):
            if decode.done:
                self._texts[n] = _shifted(decode.words(), start)
        if self._final and self._final.done:
            self._texts[-1] = self._final.words()
        if self._caption and self._caption.done:
            self._rest_s = max(_GROWN_S, _REST * self._caption.took_s())
            caption = self._caption.words()
            if caption.text:
                self._texts[-1] = _unfinished(caption)
            self._caption = None


def _unfinished(words: Words) -> Words:
    """A caption stops anywhere: the full stop that Whisper puts there is not the resident's."""
    if not words.words:
        return words
    last = words.words[-1]
    open_end = replace(last, word=last.word.rstrip(_STOPS))
    return Words(words.text.rstrip(_STOPS), (*words.words[:-1], open_end))


def _shifted(words: Words, seconds: float) -> Words:
    moved = (
        replace(w, start=round(w.start + seconds, 2), end=round(w.end + seconds, 2)) for w in words.words
    )
    return Words(words.text, tuple(moved), words.others)
