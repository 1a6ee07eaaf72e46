"""One turn of listening: the clock, the gate and the recognizers together, sound in, messages out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from speech import suspend
from speech.activity import SILENT_DBFS, Activity, dbfs
from speech.clarity import Clarity
from speech.endpoint import Endpoint, EndpointEvent
from speech.engines.base import (
    BYTES_PER_SECOND,
    Engine,
    EngineError,
    Partial,
    Recognizer,
    Request,
    Words,
    bare,
)
from speech.gain import Gain
from speech.gate import Gate
from speech.presence import Presence
from speech.protocol import (
    Ended,
    FinalText,
    FinalWord,
    LimitWarning,
    Listen,
    NoWords,
    PartialText,
    PartialWord,
    RecognizerSpec,
    Report,
    SpeechBegan,
    SpeechHint,
)
from speech.room import Room

SECOND_LOOK_S = 0.5
"""How long after the turn's silence a second look is still waited for."""
_HUNG_S = 20.0
"""A decode that takes longer never ends."""


@dataclass(frozen=True)
class TurnSettings:
    """What the parent asked to listen for; times are seconds of sound."""

    turn: int
    request: Request = field(default_factory=Request)
    first_sound_s: float = 10.0
    silence_s: float = 2.5
    limit_s: float = 90.0
    fillers: frozenset[str] = frozenset()
    captions: bool = True
    """False at rest: only the end of an utterance is wanted, so nothing is decoded before it."""

    @classmethod
    def of(cls, message: Listen, spec: RecognizerSpec, wake: Callable[[], None]) -> TurnSettings:
        """The turn of a ``listen``; ``wake`` is called in any thread when a decode of it has ended."""
        request = Request(
            phrases=message.phrases,
            hints=message.hints,
            language=spec.whisper_language,
            initial_prompt=spec.initial_prompt,
            wake=wake,
        )
        return cls(
            message.turn,
            request,
            first_sound_s=message.first_sound_s,
            silence_s=message.silence_s,
            limit_s=message.limit_s,
            # a greeting is a filler in a request, and all that is waited for at rest
            fillers=frozenset() if message.at_rest else frozenset(map(bare, spec.fillers)),
            captions=not message.at_rest,
        )


class TurnListener:
    """Hears one turn with a streaming engine, with one that hears whole utterances, or with both.

    With both, the whole one's text of free speech replaces the other's if it is there within the turn's
    silence plus half a second. Bound to phrases, the streaming engine's grammar is enough.
    """

    def __init__(
        self, turn: TurnSettings, engines: Sequence[Engine], activity: Activity, room: Room | None = None
    ) -> None:
        self._turn = turn
        self._room = room or Room()
        self._presence = Presence(activity, self._room)
        self._gain, self._clarity = Gain(self._room), Clarity(self._room)
        self.level = SILENT_DBFS
        """Of the last block, as it came (dBFS)."""
        self.endpoint = Endpoint(turn.first_sound_s, turn.silence_s, turn.limit_s)
        self._engines = engines
        self._begin()
        self._ended_at = self._wait_until = 0.0
        self.done = False

    def _begin(self) -> None:
        """Listen for a first sound, at first and after what was none."""
        turn = self._turn
        self._began_s = self.endpoint.clock_s
        self._gate = Gate(self._began_s)
        self._first: Words | None = None
        streaming = next((e for e in self._engines if e.streaming), None)
        whole = next((e for e in self._engines if not e.streaming), None)
        if streaming and streaming.grammar and turn.request.phrases and turn.captions:
            whole = None
        elif whole and not turn.captions:
            streaming = None  # it would decode silence all day
        request = replace(turn.request, captions=turn.captions and streaming is None)
        self._streaming: Recognizer | None = streaming.recognizer(request) if streaming else None
        self._whole: Recognizer | None = whole.recognizer(request) if whole else None
        self._names = (streaming.name if streaming else "", whole.name if whole else "")

    def hear(self, block: bytes) -> list[Report]:
        """Take a block (16-bit mono, 16 kHz) and say what came of it."""
        if self.ending:
            return self.poll()
        said: list[Report] = []
        raw, self.level = block, dbfs(block)
        block = self._gain.push(block, self.level)
        partial = self._streaming.accept(block) if self._streaming else None
        # what the detector misses in a soft voice, the recognizer may understand
        understood = bool(partial and self._says_something(partial))
        speaks = self._presence.speaks(block, self.level) or (understood and self._presence.near)
        events = self.endpoint.step(speaks, len(block) / BYTES_PER_SECOND)
        if EndpointEvent.SPEECH in events:
            said.append(SpeechBegan(turn=self._turn.turn))
        said += self._judge(raw, speaks)
        if self._whole:
            partial = self._follow(self._whole, events, block, speaks) or partial
        if partial and self._says_something(partial):
            said.append(self._caption(partial))
        if EndpointEvent.WARNING in events:
            said.append(LimitWarning(turn=self._turn.turn))
        if EndpointEvent.ENDED in events:
            self._end()
            said += self.poll()
        return said

    def _judge(self, raw: bytes, speaks: bool) -> list[Report]:
        """How the voice stands in the room, by the sound as it came."""
        hint = self._clarity.hear(raw, self.level, speaks)
        self._room.hear(self.level, self._presence.speech or speaks)
        if not hint or not self.captions:
            return []
        return [SpeechHint(turn=self._turn.turn, what=hint)]

    def finish(self) -> list[Report]:
        """The resident has finished: end now."""
        if not self.ending:
            self.endpoint.finish()
            self._end()
        return self.poll()

    @property
    def captions(self) -> bool:
        """Whether what is heard is followed while it is heard; not at rest."""
        return self._turn.captions

    @property
    def resting(self) -> bool:
        """Whether it listens at rest and nobody speaks."""
        return not self.captions and self.endpoint.last_sound_s is None

    @property
    def ending(self) -> bool:
        """Whether the turn's end has come; its words may still be awaited."""
        return self._first is not None

    def poll(self, wait: bool = False) -> list[Report]:
        """The turn's last line, once it is there; with ``wait`` it is waited for."""
        if self.done or self._first is None:
            return []
        second = None
        if self._whole:
            late = self._streaming is not None and time.monotonic() >= self._wait_until
            if not (self._whole.ready or late or wait):
                if suspend.since(self._ended_at) > _HUNG_S:
                    raise EngineError(f"{self._names[1]} gave no answer within {_HUNG_S:.0f} s")
                return []
            second = None if late and not self._whole.ready else self._whole.finish()
        line = self._last(self._first, second)
        if isinstance(line, NoWords) and self._may_wait_on:
            self.endpoint.forget()
            self._begin()
            return []
        self.done = True
        return [line]

    @property
    def _may_wait_on(self) -> bool:
        """Whether a noise only seemed to be a first sound, and there is time left for one."""
        early = self.endpoint.clock_s < self._turn.first_sound_s
        return early and self.endpoint.ended is Ended.SILENCE

    def cancel(self) -> None:
        """Drop the turn; nothing more is said of it."""
        self.done = True
        for recognizer in filter(None, (self._streaming, self._whole)):
            recognizer.cancel()

    def _follow(
        self, whole: Recognizer, events: tuple[EndpointEvent, ...], block: bytes, speaks: bool
    ) -> Partial | None:
        if EndpointEvent.RESUMED in events:
            whole.resume()
        partial = whole.accept(self._gate.push(block, speaks, self.endpoint.paused))
        if EndpointEvent.PAUSE in events:
            whole.pause()
        return partial

    def _end(self) -> None:
        self._ended_at = time.monotonic()
        clock, last = self.endpoint.clock_s, self.endpoint.last_sound_s
        silence_left = max(0.0, (last or 0.0) + self._turn.silence_s - clock)
        self._wait_until = self._ended_at + silence_left + SECOND_LOOK_S
        if self._whole:
            self._whole.pause()
        self._first = self._streaming.finish() if self._streaming else Words()

    def _last(self, first: Words, second: Words | None) -> FinalText | NoWords:
        words, engine = _later(first, self._began_s), self._names[0]
        if second and self._says_something(second):
            timed = tuple(self._gate.when(word) for word in second.words)
            # What the first engine heard by itself is likelier than the second's far guesses.
            heard_twice = (first.text,) if first.text and not self._turn.request.phrases else ()
            others = (*second.others[:1], *heard_twice, *second.others[1:])
            words, engine = Words(second.text, timed, others), self._names[1]
        elif self._whole and second is None:
            self._whole.cancel()
        nobody = self.endpoint.last_sound_s is None  # words from across the hall are nobody's
        if nobody or not self._says_something(words):
            return NoWords(turn=self._turn.turn)
        return FinalText(
            turn=self._turn.turn,
            text=words.text,
            words=tuple(FinalWord(w.word, w.start, w.end, w.conf) for w in words.words),
            others=words.others,
            engine=engine,
            ended=self.endpoint.ended or Ended.FINISHED,
            final_ms=round((time.monotonic() - self._ended_at) * 1000),
        )

    def _caption(self, partial: Partial) -> PartialText:
        words = tuple(PartialWord(word.word, word.conf) for word in partial.words)
        return PartialText(turn=self._turn.turn, text=partial.text, words=words)

    def _says_something(self, words: Words) -> bool:
        return any(bare(word.word) and bare(word.word) not in self._turn.fillers for word in words.words)


def _later(words: Words, seconds: float) -> Words:
    moved = (
        replace(w, start=round(w.start + seconds, 2), end=round(w.end + seconds, 2)) for w in words.words
    )
    return Words(words.text, tuple(moved))
