"""The ears: a child process that hears. JSON lines in and out, as docs/protocol.md says.

``python -m speech.ears`` runs it by hand. Exit codes: 0 the parent has gone or said stop; 3 PortAudio
hangs; 4 a recognizer hangs or failed. After 3 and 4 a new process is all that helps.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TextIO

from speech import echo
from speech.activity import Activity, EnergyGate
from speech.asked import ears_of, turn_of
from speech.child import end_anyway, read_lines, streams, write
from speech.engines.base import Engine, EngineError
from speech.engines.loading import EarsOf, load
from speech.listening import Listening, Message
from speech.memory import resident_mb
from speech.microphone import Microphone
from speech.over import Over
from speech.room import Room
from speech.wav import BLOCK_S, WavError
from speech.wav_source import WavSource

EXIT_PORTAUDIO, EXIT_ENGINE = 3, 4
_BEAT_S = 1.0
_AFTER_MUTE_S = 0.3 + BLOCK_S
"""Sound dropped after the voice has ended, its echo, and the block that began before (half duplex)."""
_WAITING = 100
"""Blocks of 0.1 s that may wait for a slow recognizer."""
_POLL_S = 0.02


class _Exit(Exception):  # noqa: N818 - the way out of the loop, not an error
    def __init__(self, code: int) -> None:
        self.code = code


class Ears:
    """The child's one loop. Commands, sound and what other threads report are calls in one queue, so that
    all of it happens in one thread, in order, and a bounded queue tells when that is too slow."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self.inbox: queue.Queue[Callable[[], None]] = queue.Queue(_WAITING)
        self._models, self._only = Path(), ""
        self._languages: dict[str, EarsOf] = {}
        self._source: Microphone | WavSource | None = None
        self._loader = ThreadPoolExecutor(1, "loader")
        self._language, self._loaded = "", False
        self._engines: list[Engine] = []
        self._activity: Callable[[], Activity] = EnergyGate
        self._wanted: Message | None = None
        self._listening: Listening | None = None
        self._turn, self._announced = 0, False
        self._muted, self._deaf_until = False, 0.0
        self._room = Room()
        self._over: Over | None = None
        self._asked_echo: object = False
        self._echo_cancelled = False

    def run(self) -> int:
        """Serve until the parent stops or goes; gives the exit code."""
        beat_at = time.monotonic()
        try:
            while True:
                if time.monotonic() >= beat_at:
                    beat_at = time.monotonic() + _BEAT_S
                    self._beat()
                self._open_or_close()
                wait = _POLL_S if self._listening else max(0.0, beat_at - time.monotonic())
                with contextlib.suppress(queue.Empty):
                    self.inbox.get(timeout=wait)()
                if self._listening and self._listening.ending:
                    self._pass_on(self._listening.poll())
        except _Exit as end:
            return end.code
        except EngineError as error:
            self._error("engine", str(error))
            return EXIT_ENGINE

    def take(self, message: Message | None, trouble: str) -> None:
        """A line of the parent, or what is wrong with it; from the thread that reads."""
        if message == {"do": "stop"}:
            end_anyway()
        said = partial(self._error, "input", trouble) if message is None else partial(self._obey, message)
        self.inbox.put(said)

    def close(self) -> None:
        """Let the microphone go."""
        if self._source:
            self._source.close()
        self._loader.shutdown(wait=False, cancel_futures=True)

    # what the parent says

    def _obey(self, message: Message) -> None:
        commands: dict[str, Callable[[Message], None]] = {
            "hello": self._hello,
            "prepare": lambda m: self._prepare(str(m["language"])),
            "listen": self._listen,
            "finish": self._finish,
            "cancel": self._cancel,
            "mute": self._mute,
            "play": self._play,
            "stop": self._stop,
        }
        command = commands.get(str(message["do"]))
        if not command:
            return  # what a child does not know it ignores
        try:
            command(message)
        except KeyError as lacking:
            self._error("input", f'the message "{message["do"]}" lacks {lacking}')
        except (ValueError, TypeError) as trouble:
            self._error("input", f'the message "{message["do"]}" cannot be used: {trouble}')

    def _hello(self, message: Message) -> None:
        self._models, self._only = Path(str(message["models"])), str(message.get("engine") or "")
        languages = message["languages"]
        if not isinstance(languages, dict):
            raise TypeError("languages is not an object")
        self._languages = {str(tag): ears_of(ears) for tag, ears in languages.items()}
        if self._source:
            return
        self._asked_echo = message.get("echo_cancelled", False)
        self._echo_cancelled = self._asked_echo is True
        if message.get("source") == "wav":
            realtime = bool(message.get("realtime", True))
            self._source = WavSource(self._sound if realtime else self._sound_in_turn, self._device, realtime)
        else:
            device = str(message.get("device") or "")
            self._source = Microphone(device, self._sound, self._device, self._room.hear)
        self._source.start()

    def _prepare(self, language: str) -> None:
        if language == self._language:
            if self._loaded:
                self._say_ready()
            return
        self._language, self._loaded, self._engines = language, False, []
        self._loader.submit(self._load, language, self._languages.get(language, EarsOf()))

    def _listen(self, message: Message) -> None:
        self._drop()
        language = str(message["language"])
        if language != self._language:
            self._prepare(language)
        if not self._engines and not self._loaded:
            self._wanted = message
            return
        if not self._engines:
            self._error("model", f"there is no recognizer for {language}; see: kiosk doctor")
            return
        turn = turn_of(message, self._languages[language], self._wake)
        self._turn = turn.turn
        self._listening = Listening(turn, self._engines, self._activity(), self._room)
        self._announced = False
        over, self._over = self._over, None
        for block in over.take() if over and self._hearing else ():
            self._hear(block)

    def _finish(self, message: Message) -> None:
        if self._listening and message["turn"] == self._turn:
            self._pass_on(self._listening.finish())

    def _cancel(self, message: Message) -> None:
        if message["turn"] == self._turn or (self._wanted and message["turn"] == self._wanted["turn"]):
            self._drop()

    def _mute(self, message: Message) -> None:
        on, over = bool(message["on"]), bool(message.get("over")) and self._echo_cancelled
        if on:
            self._over = Over(self._activity()) if over else None
        elif self._muted and not self._over:
            self._deaf_until = time.monotonic() + _AFTER_MUTE_S
        self._muted = on

    def _play(self, message: Message) -> None:
        if not isinstance(self._source, WavSource):
            raise ValueError('only the source "wav" plays')
        try:
            self._source.play(Path(str(message["file"])))
        except WavError as error:
            self._error("input", str(error))

    def _stop(self, _: Message) -> None:
        raise _Exit(0)

    # what other threads report, each through the queue

    def _sound(self, block: bytes) -> bool:
        """A block from the microphone's thread, which must never wait."""
        try:
            self.inbox.put_nowait(partial(self._hear, block))
        except queue.Full:
            return False
        return True

    def _sound_in_turn(self, block: bytes) -> bool:
        self.inbox.put(partial(self._hear, block))
        return True

    def _device(self, state: str, name: str, why: str) -> None:
        if state == "found" and self._asked_echo == "auto":
            self._echo_cancelled = echo.cancelled()
        line: Message = {"it": "device", "state": state, "name": name}
        self.inbox.put(partial(self._say, {**line, "why": why} if why else line))

    def _load(self, language: str, ears: EarsOf) -> None:
        """Load a language's recognizers one after the other; runs in the loader's thread."""
        from speech.activity import detector

        self._activity = detector(self._models)
        for engine in load(self._models, ears, self._only):
            if isinstance(engine, EngineError):
                self.inbox.put(partial(self._error, "model", str(engine)))
            else:
                self.inbox.put(partial(self._can_hear, language, engine))
        self.inbox.put(partial(self._all_loaded, language))

    def _can_hear(self, language: str, engine: Engine) -> None:
        if language == self._language:
            self._engines.append(engine)
            if engine.streaming:
                self._say_ready()
                self._listen_at_last()

    def _all_loaded(self, language: str) -> None:
        if language == self._language:
            self._loaded = True
            if [engine.streaming for engine in self._engines] != [True]:  # else it was said already
                self._say_ready()
            self._listen_at_last()

    def _hear(self, block: bytes) -> None:
        if self._over:
            if self._over.hear(block):
                self._say({"it": "over"})
            return
        if not self._listening or self._listening.ending or not self._hearing:
            return
        self._announce()
        said = self._listening.hear(block)
        if self._listening.captions:
            self._say({"it": "level", "dbfs": round(self._listening.level, 1)})
        self._pass_on(said)

    def _wake(self) -> None:
        with contextlib.suppress(queue.Full):
            self.inbox.put_nowait(lambda: None)

    # inside

    @property
    def _hearing(self) -> bool:
        return not self._muted and time.monotonic() >= self._deaf_until

    def _open_or_close(self) -> None:
        """Sound is taken from the microphone only while a turn listens and the voice is silent, or somebody
        may speak over it. Of what is not taken, the level tells of the room."""
        if not self._source:
            return
        keeping = self._listening is not None and not self._listening.ending and self._hearing
        self._source.keeping = keeping or self._over is not None
        self._source.measuring = self._hearing
        if keeping and self._source.alive:
            self._announce()

    def _announce(self) -> None:
        if not self._announced:
            self._announced = True
            self._say({"it": "listening", "turn": self._turn})

    def _listen_at_last(self) -> None:
        if self._wanted:
            message, self._wanted = self._wanted, None
            self._listen(message)

    def _drop(self) -> None:
        if self._listening:
            self._listening.cancel()
            self._over_with_turn()
        self._listening = self._wanted = None

    def _pass_on(self, messages: list[Message]) -> None:
        if self._listening and self._listening.done:
            self._over_with_turn()
            self._listening = None
        for message in messages:
            self._say(message)

    def _over_with_turn(self) -> None:
        if isinstance(self._source, WavSource):
            self._source.over()

    def _beat(self) -> None:
        rests = self._listening is None or self._listening.resting
        idle = rests and (self._loaded or not self._language)
        self._say({"it": "beat", "rss_mb": resident_mb(), "idle": idle})
        if self._source and self._source.hung:
            self._error("device", "the sound system does not answer any more; the ears start again")
            raise _Exit(EXIT_PORTAUDIO)

    def _say_ready(self) -> None:
        line: Message = {
            "it": "ready",
            "language": self._language,
            "engines": [engine.name for engine in self._engines],
        }
        if not self._engines:
            line["why"] = "no-model"
        self._say(line)

    def _error(self, what: str, text: str) -> None:
        self._say({"it": "error", "what": what, "text": text})

    def _say(self, message: Message) -> None:
        write(self._out, message)


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Be the ears until the parent goes; the exit code. Ends the process itself where something hangs."""
    ears = Ears(stdout)
    read_lines(stdin, ears.take)
    try:
        code = ears.run()
    except OSError:  # the parent has gone
        code = 0
    if code in (EXIT_PORTAUDIO, EXIT_ENGINE):
        os._exit(code)  # a thread hangs in a library: leaving in order would wait for it
    ears.close()
    return code


if __name__ == "__main__":
    sys.exit(main(*streams()))
