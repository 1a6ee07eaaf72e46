from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from speech import idle_rendering
from speech.idle_rendering import IdleRendering, missing
from speech.renderer import Job, Priority, Renderer, SpokenLanguage
from speech.synthesizers.base import Sound
from speech.voice_cache import VoiceCache
from tests.pace import patience
from tests.speech.voice_child import spec_of
from tests.synthetic_speech import models

SPOKEN = {tag: SpokenLanguage.of(tag, spec_of(tag)) for tag in ("en", "ko", "xx")}


class Rendering:
    """A real renderer, and what it told."""

    def __init__(self, folder: Path) -> None:
        self.cache = VoiceCache(folder)
        self.done: list[Job] = []
        self._told = threading.Condition()
        self.renderer = Renderer(models(), self.cache, SPOKEN, self._take)

    def _take(self, job: Job, sound: Sound | None, why: str) -> None:
        with self._told:
            self.done.append(job)
            self._told.notify_all()

    def wait_for(self, priority: Priority, language: str) -> None:
        with self._told:
            assert self._told.wait_for(
                lambda: any((job.priority, job.language) == (priority, language) for job in self.done),
                patience(30),
            ), self.done


@pytest.fixture
def rendering(tmp_path: Path) -> Iterator[Rendering]:
    made = Rendering(tmp_path)
    yield made
    made.renderer.close()


def test_a_voice_at_rest_renders_what_another_language_says_and_comes_back_to_its_own(
    rendering: Rendering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle_rendering, "AFTER_S", 0.0)
    resting = IdleRendering(rendering.renderer, rendering.cache, list(SPOKEN.values()))
    resting.turn_to("en")
    resting.stop()
    rendering.wait_for(Priority.PRERENDER, "en")
    resting.beat(idle=False)
    assert rendering.renderer.idle()
    resting.beat(idle=True)
    rendering.wait_for(Priority.IDLE, "ko")
    assert missing(rendering.renderer, rendering.cache, SPOKEN["ko"]) == []
    assert missing(rendering.renderer, rendering.cache, SPOKEN["xx"]) == []  # it has no voice
    assert len(missing(rendering.renderer, rendering.cache, SPOKEN["en"])) == 3  # not for idle time
    rendering.done.clear()
    resting.beat(idle=True)
    rendering.wait_for(Priority.PRERENDER, "en")
    assert rendering.renderer.loaded("en") is not None


def test_a_language_that_is_left_at_once_loads_no_voice(rendering: Rendering) -> None:
    resting = IdleRendering(rendering.renderer, rendering.cache, list(SPOKEN.values()))
    resting.turn_to("ko")
    resting.turn_to("en")
    assert rendering.renderer.idle()


def test_whoever_needs_the_voice_stops_it_and_it_goes_on_later(
    rendering: Rendering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle_rendering, "AFTER_S", 0.0)
    resting = IdleRendering(rendering.renderer, rendering.cache, [SPOKEN["ko"]])
    resting.turn_to("en")
    resting.beat(idle=True)
    resting.stop()
    rendering.wait_for(Priority.PRERENDER, "en")
    assert not [job for job in rendering.done if job.priority is Priority.IDLE]
    resting.beat(idle=True)
    rendering.wait_for(Priority.IDLE, "ko")
