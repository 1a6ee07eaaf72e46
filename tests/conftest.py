"""Fixtures that several parts' tests share, and how many examples a property is tried on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.virtual_audio import SoundCard, virtual_sound_card

settings.register_profile("test", max_examples=150, deadline=None)
settings.register_profile("soak", max_examples=1500, deadline=None)
settings.register_profile("mutants", max_examples=15, deadline=None, derandomize=True)
settings.load_profile("test")


@pytest.fixture(scope="module")
def sound_card() -> Iterator[SoundCard]:
    """A virtual microphone and loudspeaker, both the default device, for the tests of one module."""
    with virtual_sound_card() as card:
        yield card
