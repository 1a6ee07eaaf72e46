"""The voice: a child process that synthesizes and plays, told what to say by JSON lines (docs/protocol.md).

One thread (this module's) takes every event in turn: lines from stdin, clauses rendered, clips begun and
ended, a beat each second. So a beat proves that the voice as a whole is alive; what hangs in the sound
system hangs the beat, and the parent starts the voice anew. ``python -m speech.voice`` runs it by hand.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from speech.child import end_anyway, read_lines, streams, write
from speech.memory import resident_mb
from speech.outputs import Outputs
from speech.player import Player
from speech.renderer import Job, Renderer, Tongue, Urgency
from speech.spare import SpareTime, missing
from speech.synthesizers.base import Sound
from speech.utterance import Part, Utterance
from speech.voice_cache import VoiceCache

log = logging.getLogger(__name__)

BEAT_S = 1.0
HUNG_S = 60.0  # a clause takes a few seconds, a model on a slow disk 20: what takes longer never ends
HUNG_STATUS = 4
FED_AHEAD = 2  # clips in the player: the one that sounds and the next, so that there is no gap


class Voice:
    """The state of the child, and one method for each event."""

    def __init__(self, stdout: TextIO) -> None:
        self._stdout = stdout
        self._inbox: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
        self._tongues: dict[str, Tongue] = {}
        self._cache = VoiceCache(None)
        self._renderer: Renderer | None = None
        self._spare: SpareTime | None = None
        self._outputs = Outputs(
            lambda there: self._inbox.put(("headphones", there)),
            lambda: self._inbox.put(("gone",)),
            self._device,
        )
        self._utterance: Utterance | None = None
        self._batch = 0
        self._prompts_left = self._prompts = 0

    @property
    def _player(self) -> Player:
        return self._outputs.player

    # -- events ---------------------------------------------------------------------------------

    def run(self, stdin: TextIO) -> int:
        """Take events until stdin ends or ``stop`` comes."""
        read_lines(stdin, self._take_line)
        next_beat = time.monotonic()
        try:
            while True:
                wait = next_beat - time.monotonic()
                if wait <= 0:
                    self._beat()
                    next_beat = time.monotonic() + BEAT_S
                    continue
                try:
                    what, *given = self._inbox.get(timeout=wait)
                except queue.Empty:
                    continue
                if what == "line" and given[0] is not None and given[0]["do"] == "stop":
                    return 0
                getattr(self, f"_on_{what}")(*given)
        except (BrokenPipeError, ConnectionError):
            return 0  # the parent is gone
        finally:
            end_anyway()
            if self._renderer is not None:
                self._renderer.close()
            self._outputs.close()

    def _take_line(self, message: dict[str, Any] | None, why: str) -> None:
        self._inbox.put(("line", message, why, time.monotonic()))

    def _on_line(self, message: dict[str, Any] | None, why: str, at: float) -> None:
        if message is None:
            self._error("input", why)
            return
        if self._spare is not None and message["do"] in ("say", "ahead"):
            self._spare.stop()
        do = {
            "hello": self._hello,
            "prepare": self._prepare,
            "say": self._say,
            "ahead": self._ahead,
            "hush": self._hush,
            "forget": self._forget,
        }.get(message["do"])
        if do is None:
            return  # what a child does not know it ignores
        try:
            do(message, at)
        except (KeyError, TypeError, ValueError, AttributeError) as trouble:
            said = f"{type(trouble).__name__}: {trouble}"
            self._error("input", f"“{message['do']}” cannot be understood ({said}); see docs/protocol.md")

    def _on_rendered(self, job: Job, sound: Sound | None, why: str) -> None:
        if job.urgency is Urgency.PREPARE:
            self._prepared(job.language, why)
        elif job.urgency is Urgency.PROMPT:
            self._prompts_left -= 1
            self._tell(
                "cached", language=job.language, done=self._prompts - self._prompts_left, of=self._prompts
            )
        if why:
            self._error("engine", why)
        if job.urgency is Urgency.NOW and self._utterance is not None:
            self._utterance.rendered(job, sound)
            self._feed()

    def _on_began(self, utterance: Utterance, part: Part, at: float) -> None:
        if utterance is self._utterance and part.first:
            self._tell(
                "saying",
                id=utterance.id,
                index=part.index,
                duration_s=round(utterance.seconds(part.index), 2),
                after_ms=round((at - utterance.asked) * 1000),
            )

    def _on_ended(self, utterance: Utterance) -> None:
        if utterance is self._utterance:
            utterance.fed -= 1
            self._feed()

    def _on_headphones(self, there: bool) -> None:
        self._tell("headphones", there=there)

    def _on_gone(self) -> None:
        """An output was taken away: were it the headphones, the sound would go on in the loudspeaker."""
        if self._outputs.on_headphones:
            self._outputs.headphones_lost()
            self._end(stopped=True, why="no-device")

    def _on_silent(self, after_ms: int) -> None:
        self._tell("silent", after_ms=after_ms)

    def _on_over(self, utterance: Utterance) -> None:
        if utterance is self._utterance:
            self._end(stopped=False)

    # -- commands -------------------------------------------------------------------------------

    def _hello(self, message: Mapping[str, Any], _at: float) -> None:
        tongues = {str(tag): Tongue.of(str(tag), given) for tag, given in message["languages"].items()}
        if self._renderer is not None:
            self._renderer.close()
        self._end(stopped=True)
        folder = str(message.get("cache", ""))
        self._cache = VoiceCache(Path(folder) if folder else None)
        self._cache.tidy()
        self._tongues = tongues
        for wrong in (sentence for tongue in tongues.values() for sentence in tongue.wrong):
            self._error("input", wrong)
        self._renderer = Renderer(
            Path(message["models"]), self._cache, tongues, lambda *done: self._inbox.put(("rendered", *done))
        )
        self._spare = SpareTime(self._renderer, self._cache, list(tongues.values()))
        self._outputs.know(str(message.get("device", "")), str(message.get("headphones", "")))
        self._outputs.open()  # now: the first sentence would wait up to a second for it

    def _prepare(self, message: Mapping[str, Any], _at: float) -> None:
        language = str(message["language"])
        if self._renderer is None or language not in self._tongues:
            self._tell("ready", language=language, voice="", why=f"no voice is named for {language}")
            return
        assert self._spare is not None
        self._spare.turn_to(language)
        # What would load another language's voice now would take this one's place.
        self._renderer.drop(lambda job: job.urgency in (Urgency.PREPARE, Urgency.PROMPT) or not job.text)
        self._renderer.want(Job(Urgency.PREPARE, language))

    def _prepared(self, language: str, why: str) -> None:
        renderer = self._renderer
        assert renderer is not None
        piece = renderer.piece(language, "", 100)  # its voice may have given way to another's since
        if why or piece is None:
            self._tell("ready", language=language, voice="", why=why or renderer.why_not(language))
            return
        self._tell("ready", language=language, voice=piece.voice)
        self._outputs.open()
        left = missing(renderer, self._cache, self._tongues[language])
        self._prompts, self._prompts_left = len(self._tongues[language].prompt_clauses), len(left)
        self._tell("cached", language=language, done=self._prompts - len(left), of=self._prompts)
        for text in left:
            renderer.want(Job(Urgency.PROMPT, language, text, on_disk=True))

    def _say(self, message: Mapping[str, Any], at: float) -> None:
        language, rate = str(message["language"]), int(message.get("rate", 100))
        utterance = Utterance(int(message["id"]), language, at, float(message.get("volume_db", 0)))
        tongue = self._tongues.get(language)
        for index, sentence in enumerate(message["sentences"]):
            said = tongue.clauses(str(sentence["text"])) if tongue else []
            utterance.add(index, said, bool(sentence.get("private")), rate)
        self._end(stopped=True)
        self._utterance = utterance
        if not self._outputs.choose(message.get("through") == "headphones"):
            self._end(stopped=True, why="no-device")
            return
        if self._renderer is None or self._renderer.piece(language, "", rate) is None:
            why = self._renderer.why_not(language) if self._renderer else "no hello came yet"
            self._error("engine", why)
            self._end(stopped=True, why="no-voice")
            return
        renderer = self._renderer
        utterance.start_small(lambda part: renderer.is_due(language, part.text, part.rate))
        for part in utterance.parts:
            piece = renderer.piece(language, part.text, rate)
            assert piece is not None
            if not self._cache.has(piece):
                part.job = renderer.job(Urgency.NOW, language, part.text, rate, part.private)
                renderer.want(part.job)
        self._feed()

    def _ahead(self, message: Mapping[str, Any], _at: float) -> None:
        language, rate = str(message["language"]), int(message.get("rate", 100))
        if self._renderer is None or language not in self._tongues:
            return
        self._batch += 1
        for sentence in message["sentences"]:
            for clause in self._tongues[language].clauses(str(sentence["text"])):
                private = bool(sentence.get("private"))
                job = self._renderer.job(Urgency.AHEAD, language, clause.text, rate, private)
                job.batch = self._batch
                piece = self._renderer.piece(language, clause.text, rate)
                if piece is not None and not self._cache.has(piece):
                    self._renderer.want(job)

    def _hush(self, _message: Mapping[str, Any], at: float) -> None:
        latency = self._player.latency_s

        def silent() -> None:
            self._inbox.put(("silent", round((time.monotonic() - at + latency) * 1000)))

        self._end(stopped=True, silent=silent)

    def _forget(self, _message: Mapping[str, Any], _at: float) -> None:
        self._cache.forget()
        if self._renderer is not None:
            self._renderer.drop(lambda job: job.private)
            self._cache.forget()

    # -- playing --------------------------------------------------------------------------------

    def _feed(self) -> None:
        """Give the player what is ready of the utterance, up to the next that is not."""
        utterance, renderer = self._utterance, self._renderer
        if utterance is None or renderer is None:
            return
        while utterance.fed < FED_AHEAD and (part := utterance.next()) is not None:
            if part.sound is None and part.job is None:
                part.sound = renderer.find(utterance.language, part.text, part.rate)
                if part.sound is None:  # its file was damaged, or other sounds needed the room
                    part.job = renderer.job(
                        Urgency.NOW, utterance.language, part.text, part.rate, part.private
                    )
                    renderer.want(part.job)
            if part.sound is None and not part.failed:
                return  # it is being rendered
            utterance.took()
            if part.sound is not None and part.sound.pcm:
                if not self._outputs.open():
                    self._end(stopped=True, why="no-device")
                    return
                utterance.fed += 1
                self._play(utterance, part, part.sound)
        if utterance.next() is None and utterance.fed == 0:
            if utterance.played and not utterance.closing:
                utterance.closing = True  # the device still holds the end
                self._player.rest(self._player.latency_s, lambda: self._inbox.put(("over", utterance)))
            elif not utterance.closing:
                self._end(stopped=False) if not utterance.parts else self._end(stopped=True, why="no-sound")

    def _play(self, utterance: Utterance, part: Part, sound: Sound) -> None:
        def began() -> None:
            self._inbox.put(("began", utterance, part, time.monotonic()))

        self._player.feed(sound, utterance.volume_db, began)
        last = utterance.next() is None
        self._player.rest(0.0 if last else part.pause_s, lambda: self._inbox.put(("ended", utterance)))
        utterance.played = True

    def _end(self, *, stopped: bool, why: str = "", silent: Callable[[], None] | None = None) -> None:
        """Say that the utterance under way is over, if there is one; ``silent`` as in Player.hush."""
        utterance, self._utterance = self._utterance, None
        if stopped:
            self._player.hush(silent)
        if utterance is None:
            return
        if stopped and self._renderer is not None:
            self._renderer.drop(lambda job: job.urgency is Urgency.NOW)
        more = {"why": why} if why else {}
        self._tell("said", id=utterance.id, stopped=stopped, **more)

    def _beat(self) -> None:
        renderer = self._renderer
        if renderer is not None and renderer.busy_s() > HUNG_S:
            log.error("a voice engine hangs; the voice ends, to be started again")
            os._exit(HUNG_STATUS)
        if not self._outputs.look_after(silent=self._utterance is None):
            self._end(stopped=True, why="no-device")
        idle = self._utterance is None and (renderer is None or renderer.idle())
        if self._spare is not None:
            self._spare.beat(idle)
        self._tell("beat", rss_mb=resident_mb(), idle=idle)

    def _device(self, state: str, why: str) -> None:
        self._tell("device", state=state, name=self._outputs.loudspeaker)
        if why:
            self._error("device", why)

    def _error(self, what: str, text: str) -> None:
        self._tell("error", what=what, text=text)

    def _tell(self, it: str, **given: object) -> None:
        write(self._stdout, {"it": it, **given})


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Run the voice on these streams until stdin ends; gives the exit status."""
    sys.setswitchinterval(0.002)  # the sound callback must not wait for another thread's turn
    return Voice(stdout).run(stdin)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="voice: %(message)s")
    status = main(*streams())
    # At once: a model that is being loaded or run in a thread aborts the interpreter's orderly end.
    os._exit(status)
