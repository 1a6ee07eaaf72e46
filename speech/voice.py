"""The voice: a child process that synthesizes and plays, told what to say by JSON lines (docs/protocol.md).

``python -m speech.voice`` runs it by hand.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

from speech import protocol
from speech.child import BEAT_S, End, Loop, serve
from speech.chime import PAUSE_S, chime
from speech.idle_rendering import IdleRendering, missing
from speech.outputs import Outputs
from speech.player import Player
from speech.protocol import Command, LostOrFound
from speech.renderer import VOICE_RATE, Job, Priority, Renderer, SpokenLanguage
from speech.synthesizers.base import Sound
from speech.utterance import SpokenClause, Utterance
from speech.voice_cache import VoiceCache

log = logging.getLogger(__name__)

HUNG_S = 60.0  # a clause takes a few seconds, a model on a slow disk 20: what takes longer never ends
HUNG_STATUS = 4
FED_AHEAD = 2  # clips in the player: the one that sounds and the next, so that there is no gap


class VoiceHandler:
    """The state of the voice, and one method for each command and for what other threads report."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._languages: dict[str, SpokenLanguage] = {}
        self._cache = VoiceCache(None)
        self._renderer: Renderer | None = None
        self._idle_rendering: IdleRendering | None = None
        self._outputs = Outputs(
            lambda there: loop.post(partial(self._headphones, there)),
            lambda: loop.post(self._output_gone),
            self._device,
        )
        self._utterance: Utterance | None = None
        self._batch = 0
        self._prompts_left = self._prompts = 0
        self._bell: protocol.Ring | None = None

    @property
    def _player(self) -> Player:
        return self._outputs.player

    # -- the loop's calls -----------------------------------------------------------------------

    def take(self, command: Command, at: float) -> None:
        """See :class:`~speech.child.Handler`, which this and what follows fulfil."""
        if self._idle_rendering is not None and isinstance(command, protocol.Say | protocol.Prerender):
            self._idle_rendering.stop()
        match command:
            case protocol.VoiceHello():
                self._hello(command)
            case protocol.Prepare(language=language):
                self._prepare(language)
            case protocol.Say():
                self._say(command, at)
            case protocol.Prerender():
                self._prerender(command)
            case protocol.Hush():
                self._hush(at)
            case protocol.Ring():
                self._ring(command)
            case protocol.Forget():
                self._forget()

    def step(self) -> float:
        """Everything comes as a call."""
        return BEAT_S

    def beat(self) -> bool:
        """Idle is who says nothing and renders nothing."""
        renderer = self._renderer
        if renderer is not None and renderer.busy_s() > HUNG_S:
            log.error("a voice engine hangs; the voice ends, to be started again")
            raise End(HUNG_STATUS)
        if not self._outputs.look_after(silent=self._utterance is None):
            self._end(stopped=True, why="no-device")
        idle = self._utterance is None and (renderer is None or renderer.idle())
        if self._idle_rendering is not None:
            self._idle_rendering.beat(idle)
        return idle

    def close(self) -> None:
        """End what renders and plays."""
        if self._renderer is not None:
            self._renderer.close()
        self._outputs.close()

    # -- what other threads report, each through the loop ---------------------------------------

    def _rendered(self, job: Job, sound: Sound | None, why: str) -> None:
        if job.priority is Priority.PREPARE:
            self._prepared(job.language, why)
        elif job.priority is Priority.PROMPT:
            self._prompts_left -= 1
            self._say_cached(job.language)
        if why:
            self._loop.error("engine", why)
        if job.priority is Priority.NOW and self._utterance is not None:
            self._utterance.rendered(job, sound)
            self._feed()

    def _began(self, utterance: Utterance, clause: SpokenClause, at: float) -> None:
        if utterance is self._utterance and clause.first:
            began = protocol.SentenceBegan(
                id=utterance.id,
                index=clause.index,
                duration_s=round(utterance.seconds(clause.index), 2),
                after_ms=round((at - utterance.asked) * 1000),
            )
            self._loop.say(began)

    def _clause_ended(self, utterance: Utterance) -> None:
        if utterance is self._utterance:
            utterance.fed -= 1
            self._feed()

    def _headphones(self, there: bool) -> None:
        self._loop.say(protocol.HeadphonesState(there=there))

    def _output_gone(self) -> None:
        """An output was taken away: were it the headphones, the sound would go on in the loudspeaker."""
        if self._outputs.on_headphones:
            self._outputs.headphones_lost()
            self._end(stopped=True, why="no-device")

    def _utterance_ended(self, utterance: Utterance) -> None:
        if utterance is self._utterance:
            self._end(stopped=False)

    # -- what the parent says -------------------------------------------------------------------

    def _hello(self, message: protocol.VoiceHello) -> None:
        languages = {tag: SpokenLanguage.of(tag, spec) for tag, spec in message.languages.items()}
        if self._renderer is not None:
            self._renderer.close()
        self._end(stopped=True)
        self._cache = VoiceCache(Path(message.cache) if message.cache else None)
        self._cache.tidy()
        self._languages = languages
        for wrong in (sentence for language in languages.values() for sentence in language.wrong):
            self._loop.error("input", wrong)
        self._renderer = Renderer(
            Path(message.models),
            self._cache,
            languages,
            lambda *done: self._loop.post(partial(self._rendered, *done)),
        )
        self._idle_rendering = IdleRendering(self._renderer, self._cache, list(languages.values()))
        self._outputs.know(message.device, message.headphones)
        self._outputs.open()  # now: the first sentence would wait up to a second for it

    def _prepare(self, language: str) -> None:
        if self._renderer is None or language not in self._languages:
            why = f"no voice is named for {language}"
            self._loop.say(protocol.VoiceReady(language=language, voice="", why=why))
            return
        assert self._idle_rendering is not None
        self._idle_rendering.turn_to(language)
        # What would load another language's voice now would take this one's place.
        self._renderer.drop(lambda job: job.priority in (Priority.PREPARE, Priority.PROMPT) or not job.text)
        self._renderer.want(Job(Priority.PREPARE, language))

    def _prepared(self, language: str, why: str) -> None:
        renderer = self._renderer
        assert renderer is not None
        piece = renderer.piece(language, "", 100)  # its voice may have given way to another's since
        if why or piece is None:
            why = why or renderer.why_not(language)
            self._loop.say(protocol.VoiceReady(language=language, voice="", why=why))
            return
        self._loop.say(protocol.VoiceReady(language=language, voice=piece.voice))
        self._outputs.open()
        left = missing(renderer, self._cache, self._languages[language])
        self._prompts, self._prompts_left = len(self._languages[language].prompt_clauses), len(left)
        self._say_cached(language)
        for text in left:
            renderer.want(Job(Priority.PROMPT, language, text, on_disk=True))

    def _say_cached(self, language: str) -> None:
        done, of = self._prompts - self._prompts_left, self._prompts
        self._loop.say(protocol.PromptsCached(language=language, done=done, of=of))

    def _say(self, message: protocol.Say, at: float) -> None:
        language, rate = message.language, message.rate
        utterance = Utterance(message.id, language, at, message.volume_db)
        spoken = self._languages.get(language)
        for index, sentence in enumerate(message.sentences):
            said = spoken.clauses(sentence.text) if spoken else []
            utterance.add(index, said, sentence.private, rate)
        self._end(stopped=True)
        self._utterance = utterance
        if not self._outputs.choose(message.through == "headphones"):
            self._end(stopped=True, why="no-device")
            return
        if self._renderer is None or self._renderer.piece(language, "", rate) is None:
            why = self._renderer.why_not(language) if self._renderer else "no hello came yet"
            self._loop.error("engine", why)
            self._end(stopped=True, why="no-voice")
            return
        renderer = self._renderer
        utterance.start_small(lambda clause: renderer.is_due(language, clause.text, clause.rate))
        for clause in utterance.clauses:
            piece = renderer.piece(language, clause.text, rate)
            assert piece is not None
            if not self._cache.has(piece):
                clause.job = renderer.job(Priority.NOW, language, clause.text, rate, clause.private)
                renderer.want(clause.job)
        self._feed()

    def _prerender(self, message: protocol.Prerender) -> None:
        language, rate = message.language, message.rate
        if self._renderer is None or language not in self._languages:
            return
        self._batch += 1
        for sentence in message.sentences:
            for clause in self._languages[language].clauses(sentence.text):
                job = self._renderer.job(Priority.PRERENDER, language, clause.text, rate, sentence.private)
                job.batch = self._batch
                piece = self._renderer.piece(language, clause.text, rate)
                if piece is not None and not self._cache.has(piece):
                    self._renderer.want(job)

    def _hush(self, at: float) -> None:
        latency = self._player.latency_s

        def silent() -> None:
            silenced = protocol.Silenced(after_ms=round((time.monotonic() - at + latency) * 1000))
            self._loop.post(partial(self._loop.say, silenced))

        self._end(stopped=True, silent=silent)

    def _ring(self, message: protocol.Ring) -> None:
        """A chime after the other, until it is stopped: what is said comes first, and silences them."""
        rang, self._bell = self._bell is not None, message if message.on else None
        if rang and self._utterance is None:
            self._player.hush()
        self._chime(self._bell)

    def _chime(self, bell: protocol.Ring | None) -> None:
        if bell is None or bell is not self._bell or self._utterance is not None:
            return
        self._outputs.choose(headphones=False)
        if self._outputs.open():
            self._player.feed(chime(VOICE_RATE), bell.volume_db, lambda: None)
        self._player.rest(PAUSE_S, lambda: self._loop.post(partial(self._chime, bell)))

    def _forget(self) -> None:
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
        while utterance.fed < FED_AHEAD and (clause := utterance.next()) is not None:
            if clause.sound is None and clause.job is None:
                clause.sound = renderer.find(utterance.language, clause.text, clause.rate)
                if clause.sound is None:  # its file was damaged, or other sounds needed the room
                    clause.job = renderer.job(
                        Priority.NOW, utterance.language, clause.text, clause.rate, clause.private
                    )
                    renderer.want(clause.job)
            if clause.sound is None and not clause.failed:
                return  # it is being rendered
            utterance.took()
            if clause.sound is not None and clause.sound.pcm:
                if not self._outputs.open():
                    self._end(stopped=True, why="no-device")
                    return
                utterance.fed += 1
                self._play(utterance, clause, clause.sound)
        if utterance.next() is None and utterance.fed == 0:
            if utterance.played and not utterance.closing:
                utterance.closing = True  # the device still holds the end
                self._player.rest(
                    self._player.latency_s, lambda: self._loop.post(partial(self._utterance_ended, utterance))
                )
            elif not utterance.closing:
                self._end(stopped=False) if not utterance.clauses else self._end(stopped=True, why="no-sound")

    def _play(self, utterance: Utterance, clause: SpokenClause, sound: Sound) -> None:
        def began() -> None:
            self._loop.post(partial(self._began, utterance, clause, time.monotonic()))

        self._player.feed(sound, utterance.volume_db, began)
        last = utterance.next() is None
        ended = partial(self._loop.post, partial(self._clause_ended, utterance))
        self._player.rest(0.0 if last else clause.pause_s, ended)
        utterance.played = True

    def _end(self, *, stopped: bool, why: str = "", silent: Callable[[], None] | None = None) -> None:
        """Say that the utterance under way is over, if there is one; ``silent`` as in Player.hush."""
        utterance, self._utterance = self._utterance, None
        if stopped:
            self._player.hush(silent)
        if utterance is None:
            return
        if stopped and self._renderer is not None:
            self._renderer.drop(lambda job: job.priority is Priority.NOW)
        self._loop.say(protocol.UtteranceEnded(id=utterance.id, stopped=stopped, why=why))
        self._loop.post(partial(self._chime, self._bell))

    def _device(self, state: LostOrFound, why: str) -> None:
        self._loop.say(protocol.DeviceState(state=state, name=self._outputs.loudspeaker))
        if why:
            self._loop.error("device", why)


def main() -> NoReturn:
    """Be the voice until the parent goes."""
    sys.setswitchinterval(0.002)  # the sound callback must not wait for another thread's turn
    serve(protocol.TO_VOICE, lambda loop: loop.run(VoiceHandler(loop)))


if __name__ == "__main__":
    main()
