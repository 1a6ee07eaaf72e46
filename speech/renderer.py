"""The thread that renders: what is to be said now first, then what is likely next, then the prompts."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from pathlib import Path

from speech import suspend
from speech.pcm import polish
from speech.protocol import SynthesisSpec, VoiceSpec
from speech.resample import resampled
from speech.sayas import spoken
from speech.sayas.pronunciation import checked
from speech.sentences import Clause, clauses
from speech.stretch import stretched
from speech.synthesizers.base import Sound, SynthesisError, Synthesizer, VoiceMissingError
from speech.synthesizers.voices import installed, load, paces, share_a_model
from speech.voice_cache import Piece, VoiceCache

log = logging.getLogger(__name__)

VOICE_RATE = 24_000
"""Hz that every sound is rendered at, whatever its voice: a loudspeaker opened anew costs half a second."""


class Priority(IntEnum):
    """Why something is rendered; a smaller one interrupts a larger one."""

    NOW = 0
    PREPARE = 1
    PRERENDER = 2
    PROMPT = 3
    IDLE = 4  # prompts of the languages that nobody speaks now


@dataclass(frozen=True)
class SpokenLanguage:
    """How a language is spoken: voices best first, and its pace in words or characters a minute."""

    language: str
    voices: tuple[VoiceSpec, ...]
    units_a_minute: float = 0.0  # 0: the voice's own pace
    prompts: tuple[str, ...] = ()
    pronunciation: Mapping[str, str] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()
    """A sentence for each entry of the station's pronunciation list that cannot be used."""

    @classmethod
    def of(cls, language: str, spec: SynthesisSpec) -> SpokenLanguage:
        """With the station's pronunciation list checked."""
        good, wrong = checked(spec.pronunciation, language)
        pace = spec.characters_a_minute or spec.words_a_minute
        return cls(language, spec.voices, pace, spec.prompts, good, tuple(wrong))

    def piece(self, voice: VoiceSpec, text: str, rate: int) -> Piece:
        """What ``text`` at ``rate`` per cent of the language's pace is cached as, spoken by ``voice``."""
        return Piece(voice.name, paces(voice, self.language, self.units_a_minute, rate)[0], text)

    def paced(self, voice: VoiceSpec, sound: Sound, rate: int) -> Sound:
        """What was rendered as such a piece, brought to ``rate``."""
        return stretched(sound, paces(voice, self.language, self.units_a_minute, rate)[1])

    def clauses(self, sentence: str) -> list[Clause]:
        """What is rendered for ``sentence``: its clauses, each as it is spoken."""
        return clauses(spoken(sentence, self.language, self.pronunciation))

    @cached_property
    def prompt_clauses(self) -> dict[str, None]:
        """What of this language may be written to the disk, in order: clauses of fixed sentences."""
        return {clause.text: None for prompt in self.prompts for clause in self.clauses(prompt)}


@dataclass(eq=False)
class Job:
    """A clause to render (or, with an empty text, a voice to load), and what it is for."""

    priority: Priority
    language: str
    text: str = ""
    rate: int = 100
    private: bool = False
    on_disk: bool = False
    batch: int = 0  # of PRERENDER the newest first
    number: int = 0
    dropped: bool = field(default=False, repr=False)

    @property
    def order(self) -> tuple[int, int, int]:
        """The smallest is rendered first."""
        return self.priority, -self.batch, self.number


Rendered = Callable[[Job, Sound | None, str], None]
"""job, its sound, or None with why not; called from the rendering thread."""


class Renderer:
    """Loads one language's voice at a time and renders jobs with it into the cache."""

    def __init__(
        self, models: Path, cache: VoiceCache, languages: Mapping[str, SpokenLanguage], rendered: Rendered
    ) -> None:
        self._models, self._cache, self._rendered = models, cache, rendered
        self._languages = dict(languages)
        self._voices = {
            tag: installed(language.voices, tag, models) for tag, language in self._languages.items()
        }
        self._loaded: tuple[str, Synthesizer] | None = None
        self._jobs: list[Job] = []
        self._current: Job | None = None
        self._since = 0.0
        self._count = 0
        self._ended = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="renderer", daemon=True)
        self._thread.start()

    def piece(self, language: str, text: str, rate: int) -> Piece | None:
        """What ``text`` at ``rate`` per cent is cached as; None where no voice speaks the language."""
        there = self._voices.get(language, ([], ""))[0]
        return self._languages[language].piece(there[0], text, rate) if there else None

    def find(self, language: str, text: str, rate: int) -> Sound | None:
        """Its sound at ``rate``, where it is cached."""
        piece = self.piece(language, text, rate)
        sound = self._cache.find(piece) if piece is not None else None
        return self._paced(language, sound, rate) if sound is not None else None

    def _paced(self, language: str, sound: Sound, rate: int) -> Sound:
        return self._languages[language].paced(self._voices[language][0][0], sound, rate)

    def at_work_on(self, piece: Piece) -> bool:
        """Whether this piece is the one being rendered."""
        with self._changed:
            job = self._current
            return job is not None and self.piece(job.language, job.text, job.rate) == piece

    def is_due(self, language: str, text: str, rate: int) -> bool:
        """Whether it has to be made now, by a voice that takes longer for more of it."""
        piece = self.piece(language, text, rate)
        if piece is None or piece.voice.startswith("pyttsx3"):  # as long for a word as for a sentence
            return False
        return not (self._cache.has(piece) or self.at_work_on(piece))

    def job(self, priority: Priority, language: str, text: str, rate: int, private: bool) -> Job:
        """On the disk goes only a clause of the pack's own prompts, never what a resident said."""
        on_disk = not private and text in self._languages[language].prompt_clauses
        return Job(priority, language, text, rate, private=private, on_disk=on_disk)

    def why_not(self, language: str) -> str:
        """Why no voice speaks ``language``, in one sentence."""
        if language not in self._languages:
            return f"no voice is named for {language}"
        return self._voices[language][1]

    def loaded(self, language: str) -> Synthesizer | None:
        """The language's voice, where it is the one in memory."""
        loaded = self._loaded
        return loaded[1] if loaded and loaded[0] == language else None

    def want(self, job: Job) -> None:
        """Render it in its turn; what is less urgent is interrupted and done again later."""
        with self._changed:
            self._count += 1
            job.number = self._count
            current = self._current
            self._jobs.append(job)
            if current is not None and job.priority is Priority.NOW < current.priority and current.text:
                if (current.language, current.text, current.rate) == (job.language, job.text, job.rate):
                    pass  # it is being rendered already: the job will find it in the cache
                else:
                    self._interrupt()
            self._changed.notify()

    def drop(self, which: Callable[[Job], bool]) -> None:
        """Forget the jobs that ``which`` is true of, the one under way too; nothing more is told of them."""
        with self._changed:
            for job in self._jobs:
                job.dropped = job.dropped or which(job)
            self._jobs = [job for job in self._jobs if not job.dropped]
            if self._current is not None and self._current.text and which(self._current):
                self._current.dropped = True
                self._interrupt()

    def idle(self) -> bool:
        """Whether nothing is rendered or waits for it."""
        with self._changed:
            return self._current is None and not self._jobs

    def busy_s(self) -> float:
        """How long the job under way has taken so far, 0 where there is none."""
        with self._changed:
            return suspend.since(self._since) if self._current is not None else 0.0

    def close(self) -> None:
        """End the thread after what it is at."""
        with self._changed:
            self._ended = True
            self._interrupt()
            self._changed.notify()

    def _interrupt(self) -> None:
        if self._loaded is not None:
            self._loaded[1].interrupt()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._current = None
                while not self._jobs and not self._ended:
                    self._changed.wait()
                if self._ended:
                    return
                job = min(self._jobs, key=lambda j: j.order)
                self._jobs.remove(job)
                self._current, self._since = job, time.monotonic()
            self._do(job)

    def _do(self, job: Job) -> None:
        sound, why = None, ""
        try:
            sound = self._render(job)
        except VoiceMissingError as missing:
            why = str(missing)
        except SynthesisError as trouble:
            why = str(trouble)
            with self._changed:
                waiting = any(j.priority < job.priority for j in self._jobs)
                if waiting and not job.dropped and not self._ended:  # it was interrupted: again, later
                    self._jobs.append(job)
                    return
        except Exception as trouble:  # an engine's own error must not end the thread
            log.exception("rendering failed")
            why = f"the voice of {job.language} failed ({type(trouble).__name__})"
        with self._changed:
            self._current = None
            if job.dropped:
                return
        self._rendered(job, sound, why)

    def _render(self, job: Job) -> Sound | None:
        """None for a job that only loads, and for a prompt that is cached already."""
        piece = self.piece(job.language, job.text, job.rate)
        if job.text and piece is not None:
            if job.priority in (Priority.PROMPT, Priority.IDLE) and self._cache.has(piece):
                return None
            if (cached := self.find(job.language, job.text, job.rate)) is not None:
                return cached
        synthesizer = self._voice_of(job.language)
        if not job.text:
            return None
        piece = self.piece(job.language, job.text, job.rate)  # another voice may have had to be loaded
        assert piece is not None
        sound = resampled(polish(synthesizer.render(job.text, piece.rate)), VOICE_RATE)
        with self._changed:
            if job.dropped:
                return None
            if job.on_disk:
                self._cache.keep_on_disk(piece, sound)
            else:
                self._cache.keep_in_memory(piece, sound, private=job.private)
        return self._paced(job.language, sound, job.rate)

    def _voice_of(self, language: str) -> Synthesizer:
        """The language's voice, loaded in place of another's; the next candidate where one does not load."""
        if self._loaded is not None and self._loaded[0] == language:
            return self._loaded[1]
        if language not in self._languages:
            raise VoiceMissingError(f"no voice is named for {language}")
        before = self._loaded[1] if self._loaded else None
        self._loaded = None  # the old one's memory is free before the new one takes its own
        there, why = self._voices[language]
        while there:
            if before is not None and not share_a_model(before, there[0]):
                before = None
            try:
                self._loaded = (language, load(there[0], language, self._models, before))
                return self._loaded[1]
            except VoiceMissingError as missing:
                log.warning("%s", missing)
                why = "; ".join(filter(None, (why, str(missing))))
                there = there[1:]
                self._voices[language] = (there, why)
        raise VoiceMissingError(why)
