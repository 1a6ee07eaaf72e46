"""One `say` under way: its clauses in order, and how far they are rendered and played."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from speech.renderer import Job
from speech.sentences import Clause, starting_small
from speech.synthesizers.base import Sound

SECONDS_A_LETTER = {True: 0.3, False: 0.075}  # of text not rendered yet: a hanzi or hangul, a Latin letter


@dataclass(eq=False)
class Part:
    """A clause of the sentence ``index``; ``first`` is true of the sentence's first clause."""

    index: int
    text: str
    pause_s: float
    first: bool
    private: bool
    rate: int
    sound: Sound | None = None
    job: Job | None = None
    failed: bool = False

    @property
    def seconds(self) -> float:
        """How long it sounds; an estimate where it is not rendered yet."""
        if self.sound is not None:
            return self.sound.seconds
        wide = any(letter > "\u3000" for letter in self.text)
        return len(self.text) * SECONDS_A_LETTER[wide] * 100 / self.rate


@dataclass(eq=False)
class Utterance:
    """What one `say` asked for. ``fed`` counts the clauses that the player holds and has not ended."""

    id: int
    language: str
    asked: float  # time.monotonic() when its line was read
    volume_db: float
    parts: list[Part] = field(default_factory=list)
    fed: int = 0
    played: bool = False
    closing: bool = False
    _at: int = 0

    def add(self, index: int, sentence: Sequence[Clause], private: bool, rate: int) -> None:
        """Append a sentence, given as its clauses."""
        for n, clause in enumerate(sentence):
            self.parts.append(Part(index, clause.text, clause.pause_s, n == 0, private, rate))

    def start_small(self, due: Callable[[Part], bool]) -> None:
        """Cut the first part that is ``due`` now into parts that grow, so that it sounds soon."""
        for n, part in enumerate(self.parts):
            if due(part):
                cut = starting_small(Clause(part.text, part.pause_s))
                self.parts[n : n + 1] = [
                    replace(part, text=one.text, pause_s=one.pause_s, first=part.first and one is cut[0])
                    for one in cut
                ]
                return

    def next(self) -> Part | None:
        """The clause to be played next."""
        return self.parts[self._at] if self._at < len(self.parts) else None

    def took(self) -> None:
        """The next clause was given to the player, or given up."""
        self._at += 1

    def rendered(self, job: Job, sound: Sound | None) -> None:
        """``job`` is done: every clause that waits for it has its sound, or will have none."""
        for part in self.parts:
            if part.job is job:
                part.sound, part.job, part.failed = sound, None, sound is None

    def seconds(self, index: int) -> float:
        """How long the sentence ``index`` sounds."""
        parts = [part for part in self.parts if part.index == index]
        return sum(part.seconds for part in parts) + sum(part.pause_s for part in parts[:-1])
