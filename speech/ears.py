"""The ears: a child process that hears. JSON lines in and out, as docs/protocol.md says.

``python -m speech.ears`` runs it by hand. Exit codes: 0 the parent has gone or said stop; 3 PortAudio
hangs; 4 a recognizer hangs or failed. After 3 and 4 a new process is all that helps.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NoReturn

from speech import echo, protocol
from speech.activity import Activity, EnergyGate
from speech.barge_in import BargeInDetector
from speech.child import BEAT_S, End, Loop, serve
from speech.engines.base import Engine, EngineError
from speech.engines.loading import load
from speech.listening import TurnListener, TurnSettings
from speech.microphone import Microphone
from speech.protocol import Command, LostOrFound, RecognizerSpec, Report
from speech.room import Room
from speech.wav import BLOCK_S, WavError
from speech.wav_source import WavSource

EXIT_PORTAUDIO, EXIT_ENGINE = 3, 4
_AFTER_MUTE_S = 0.3 + BLOCK_S
"""Sound dropped after the voice has ended, its echo, and the block that began before (half duplex)."""
_WAITING = 100
"""Blocks of 0.1 s that may wait for a slow recognizer."""
_POLL_S = 0.02


class EarsHandler:
    """The state of the ears, and one method for each command and for what other threads report."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._room_for_blocks = threading.Semaphore(_WAITING)
        self._models, self._only = Path(), ""
        self._languages: dict[str, RecognizerSpec] = {}
        self._source: Microphone | WavSource | None = None
        self._loader = ThreadPoolExecutor(1, "loader")
        self._language, self._loaded = "", False
        self._engines: list[Engine] = []
        self._activity: Callable[[], Activity] = EnergyGate
        self._waiting: protocol.Listen | None = None
        """A turn that waits for its language's engines."""
        self._listener: TurnListener | None = None
        self._turn, self._announced = 0, False
        self._muted, self._deaf_until = False, 0.0
        self._room = Room()
        self._barge_in: BargeInDetector | None = None
        self._echo_setting: object = False
        self._echo_cancelled = False

    # -- the loop's calls -----------------------------------------------------------------------

    def take(self, command: Command, at: float) -> None:
        """See :class:`~speech.child.Handler`, which this and what follows fulfil."""
        match command:
            case protocol.EarsHello():
                self._hello(command)
            case protocol.Prepare(language=language):
                self._prepare(language)
            case protocol.Listen():
                self._listen(command)
            case protocol.Finish(turn=turn):
                self._finish(turn)
            case protocol.Cancel(turn=turn):
                self._cancel(turn)
            case protocol.Mute():
                self._mute(command)
            case protocol.Play(file=file):
                self._play(Path(file))

    def step(self) -> float:
        """Give a turn's words once they are there; open or close the microphone's gate."""
        if self._listener and self._listener.ending:
            self._pass_on(self._listener.poll())
        self._open_or_close()
        return _POLL_S if self._listener else BEAT_S

    def beat(self) -> bool:
        """Idle is who has loaded and has nobody to hear."""
        if self._source and self._source.hung:
            self._loop.error("device", "the sound system does not answer any more; the ears start again")
            raise End(EXIT_PORTAUDIO)
        rests = self._listener is None or self._listener.resting
        return rests and (self._loaded or not self._language)

    def close(self) -> None:
        """Let the microphone go."""
        if self._source:
            self._source.close()
        self._loader.shutdown(wait=False, cancel_futures=True)

    # -- what the parent says -------------------------------------------------------------------

    def _hello(self, message: protocol.EarsHello) -> None:
        self._models, self._only = Path(message.models), message.engine
        self._languages = message.languages
        if self._source:
            return
        self._echo_setting = message.echo_cancelled
        self._echo_cancelled = message.echo_cancelled is True
        if message.source == "wav":
            sound = self._sound if message.realtime else self._sound_in_turn
            self._source = WavSource(sound, self._device, message.realtime)
        else:
            self._source = Microphone(message.device, self._sound, self._device, self._room.hear)
        self._source.start()

    def _prepare(self, language: str) -> None:
        if language == self._language:
            if self._loaded:
                self._say_ready()
            return
        self._language, self._loaded, self._engines = language, False, []
        self._loader.submit(self._load, language, self._languages.get(language, RecognizerSpec()))

    def _listen(self, message: protocol.Listen) -> None:
        self._drop()
        language = message.language
        if language != self._language:
            self._prepare(language)
        if not self._engines and not self._loaded:
            self._waiting = message
            return
        if not self._engines:
            self._loop.error("model", f"there is no recognizer for {language}; see: kiosk doctor")
            return
        turn = TurnSettings.of(message, self._languages[language], self._wake)
        self._turn = turn.turn
        self._listener = TurnListener(turn, self._engines, self._activity(), self._room)
        self._announced = False
        barge_in, self._barge_in = self._barge_in, None
        for block in barge_in.take() if barge_in and self._hearing else ():
            self._hear(block)

    def _finish(self, turn: int) -> None:
        if self._listener and turn == self._turn:
            self._pass_on(self._listener.finish())

    def _cancel(self, turn: int) -> None:
        if turn == self._turn or (self._waiting and turn == self._waiting.turn):
            self._drop()

    def _mute(self, message: protocol.Mute) -> None:
        if message.on:
            may_barge_in = message.barge_in and self._echo_cancelled
            self._barge_in = BargeInDetector(self._activity()) if may_barge_in else None
        elif self._muted and not self._barge_in:
            self._deaf_until = time.monotonic() + _AFTER_MUTE_S
        self._muted = message.on

    def _play(self, file: Path) -> None:
        if not isinstance(self._source, WavSource):
            raise ValueError('only the source "wav" plays')
        try:
            self._source.play(file)
        except WavError as error:
            self._loop.error("input", str(error))

    # -- what other threads report, each through the loop ---------------------------------------

    def _sound(self, block: bytes) -> bool:
        """A block from the microphone's thread, which must never wait."""
        if not self._room_for_blocks.acquire(blocking=False):
            return False
        self._loop.post(partial(self._take_block, block))
        return True

    def _sound_in_turn(self, block: bytes) -> bool:
        self._room_for_blocks.acquire()
        self._loop.post(partial(self._take_block, block))
        return True

    def _take_block(self, block: bytes) -> None:
        self._room_for_blocks.release()
        self._hear(block)

    def _device(self, state: LostOrFound, name: str, why: str) -> None:
        if state == "found" and self._echo_setting == "auto":
            self._echo_cancelled = echo.cancelled()
        self._loop.post(partial(self._loop.say, protocol.DeviceState(state=state, name=name, why=why)))

    def _load(self, language: str, spec: RecognizerSpec) -> None:
        """Load a language's recognizers one after the other; runs in the loader's thread."""
        from speech.activity import detector

        self._activity = detector(self._models)
        for engine in load(self._models, spec, self._only):
            if isinstance(engine, EngineError):
                self._loop.post(partial(self._loop.error, "model", str(engine)))
            else:
                self._loop.post(partial(self._can_hear, language, engine))
        self._loop.post(partial(self._all_loaded, language))

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
        if self._barge_in:
            if self._barge_in.hear(block):
                self._loop.say(protocol.BargeInHeard())
            return
        if not self._listener or self._listener.ending or not self._hearing:
            return
        self._announce()
        said = self._listener.hear(block)
        if self._listener.captions:
            self._loop.say(protocol.InputLevel(dbfs=round(self._listener.level, 1)))
        self._pass_on(said)

    def _wake(self) -> None:
        self._loop.post(lambda: None)

    # -- inside ---------------------------------------------------------------------------------

    @property
    def _hearing(self) -> bool:
        return not self._muted and time.monotonic() >= self._deaf_until

    def _open_or_close(self) -> None:
        """Sound is taken from the microphone only while a turn listens and the voice is silent, or somebody
        may barge in. Of what is not taken, the level tells of the room."""
        if not self._source:
            return
        keeping = self._listener is not None and not self._listener.ending and self._hearing
        self._source.keeping = keeping or self._barge_in is not None
        self._source.measuring = self._hearing
        if keeping and self._source.alive:
            self._announce()

    def _announce(self) -> None:
        if not self._announced:
            self._announced = True
            self._loop.say(protocol.TurnOpened(turn=self._turn))

    def _listen_at_last(self) -> None:
        if self._waiting:
            message, self._waiting = self._waiting, None
            self._listen(message)

    def _drop(self) -> None:
        if self._listener:
            self._listener.cancel()
            self._end_file()
        self._listener = self._waiting = None

    def _pass_on(self, reports: list[Report]) -> None:
        if self._listener and self._listener.done:
            self._end_file()
            self._listener = None
        for report in reports:
            self._loop.say(report)

    def _end_file(self) -> None:
        if isinstance(self._source, WavSource):
            self._source.end_turn()

    def _say_ready(self) -> None:
        names = tuple(engine.name for engine in self._engines)
        why = "" if names else "no-model"
        self._loop.say(protocol.EarsReady(language=self._language, engines=names, why=why))


def _run(loop: Loop) -> int:
    try:
        return loop.run(EarsHandler(loop))
    except EngineError as error:
        loop.error("engine", str(error))
        return EXIT_ENGINE


def main() -> NoReturn:
    """Be the ears until the parent goes."""
    serve(protocol.TO_EARS, _run)


if __name__ == "__main__":
    main()
