"""What the voice does while nobody needs it: it renders the prompts of the languages not spoken now."""

from __future__ import annotations

import time
from collections.abc import Sequence

from speech.renderer import Job, Priority, Renderer, SpokenLanguage
from speech.voice_cache import VoiceCache

AFTER_S = 20.0  # without anything to do


def missing(renderer: Renderer, cache: VoiceCache, spoken: SpokenLanguage) -> list[str]:
    """The clauses of the language's prompts that are not on the disk; none where it has no voice."""
    pieces = {text: renderer.piece(spoken.language, text, 100) for text in spoken.prompt_clauses}
    return [text for text, piece in pieces.items() if piece and not cache.has(piece)]


class IdleRendering:
    """One language after another; whoever needs the voice stops it, and it goes on at the next rest."""

    def __init__(self, renderer: Renderer, cache: VoiceCache, languages: Sequence[SpokenLanguage]) -> None:
        self.language = ""  # the one in use, whose voice is loaded again in the end
        self._renderer, self._cache = renderer, cache
        self._left = list(languages)
        self._under_way: SpokenLanguage | None = None
        self._busy_at = time.monotonic()

    def beat(self, idle: bool) -> None:
        """To be called every second, with whether the voice has nothing to do."""
        if not idle:
            self._busy_at = time.monotonic()
        elif time.monotonic() - self._busy_at > AFTER_S:
            self._go_on()

    def stop(self) -> None:
        """Somebody needs the voice: have it speak the language in use."""
        self._pause()
        self._come_back()

    def turn_to(self, language: str) -> None:
        """Another language is in use; whoever says so has its voice loaded."""
        self._pause()
        self.language = language

    def _pause(self) -> None:
        self._busy_at = time.monotonic()
        if self._under_way is not None:
            self._left.insert(0, self._under_way)
            self._under_way = None
            self._renderer.drop(lambda job: job.priority is Priority.IDLE)

    def _go_on(self) -> None:
        self._under_way = None
        while self._left:
            other = self._left.pop(0)
            texts = missing(self._renderer, self._cache, other) if other.language != self.language else []
            if texts:
                self._under_way = other
                for text in texts:
                    self._renderer.want(Job(Priority.IDLE, other.language, text, on_disk=True))
                return
        self._come_back()

    def _come_back(self) -> None:
        renderer = self._renderer
        if renderer.piece(self.language, "", 100) is not None and renderer.loaded(self.language) is None:
            renderer.want(Job(Priority.PRERENDER, self.language))
