"""Fixtures that several parts' tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.virtual_audio import SoundCard, virtual_sound_card


@pytest.fixture(scope="module")
def sound_card() -> Iterator[SoundCard]:
    """A virtual microphone and loudspeaker, both the default device, for the tests of one module."""
    with virtual_sound_card() as card:
        yield card
