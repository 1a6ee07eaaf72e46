"""One `say` under way: its clauses in order, and how far they are rendered and played."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from speech.renderer import Job
from speech.sentences import Clause, starting_small
from speech.synthesizers.base import Sound

SECONDS_A_LETTER = {True: 0.3, False: 0.075}  # of text not rendered yet: a hanzi or hangul, a Latin letter


@dataclass(eq=False)
class SpokenClause:
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
    clauses: list[SpokenClause] = field(default_factory=list)
    fed: int = 0
    played: bool = False
    closing: bool = False
    _at: int = 0

    def add(self, index: int, sentence: Sequence[Clause], private: bool, rate: int) -> None:
        """Append a sentence, given as its clauses."""
        for n, clause in enumerate(sentence):
            self.clauses.append(SpokenClause(index, clause.text, clause.pause_s, n == 0, private, rate))

    def start_small(self, due: Callable[[SpokenClause], bool]) -> None:
        """Cut the first clause that is ``due`` now into parts that grow, so that it sounds soon."""
        for n, clause in enumerate(self.clauses):
            if due(clause):
                cut = starting_small(Clause(clause.text, clause.pause_s))
                self.clauses[n : n + 1] = [
                    replace(clause, text=one.text, pause_s=one.pause_s, first=clause.first and one is cut[0])
                    for one in cut
                ]
                return

    def next(self) -> SpokenClause | None:
        """The clause to be played next."""
        return self.clauses[self._at] if self._at < len(self.clauses) else None

    def took(self) -> None:
        """The next clause was given to the player, or given up."""
        self._at += 1

    def rendered(self, job: Job, sound: Sound | None) -> None:
        """``job`` is done: every clause that waits for it has its sound, or will have none."""
        for clause in self.clauses:
            if clause.job is job:
                clause.sound, clause.job, clause.failed = sound, None, sound is None

    def seconds(self, index: int) -> float:
        """How long the sentence ``index`` sounds."""
        its = [clause for clause in self.clauses if clause.index == index]
        return sum(clause.seconds for clause in its) + sum(clause.pause_s for clause in its[:-1])
