"""Fixtures that several parts' tests share, and how many examples a property is tried on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.virtual_audio import SoundCard, virtual_sound_card

settings.register_profile("test", max_examples=150, deadline=None)
settings.register_profile("soak", max_examples=1500, deadline=None)
settings.register_profile("mutants", max_examples=15, deadline=None, derandomize=True, database=None)
settings.load_profile("test")


LONGEST_FIRST = ("e2e", "speech", "app", "ui")
"""Folders of tests that take long: begun first, so that the quick ones fill what two workers leave."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the folders in order; the tests of one file stay together."""

    def place(item: pytest.Item) -> int:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)

    items.sort(key=place)


@pytest.fixture(scope="module")
def sound_card() -> Iterator[SoundCard]:
    """A virtual microphone and loudspeaker, both the default device, for the tests of one module."""
    with virtual_sound_card() as card:
        yield card
