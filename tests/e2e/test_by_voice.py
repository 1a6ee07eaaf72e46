"""Eyes shut, hands in the lap: a hello is enough to begin, and the number is heard at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.tickets.tickets import Tickets
from tests.e2e.stage import Stage, kiosk_on_stage
from tests.e2e.ways import LANGUAGES
from tests.e2e.ways.voice import go
from tests.virtual_audio import SoundCard


@pytest.fixture(scope="module")
def stage(sound_card: SoundCard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One kiosk for a resident after the other."""
    with kiosk_on_stage(tmp_path_factory.mktemp("voice"), sound_card) as stage:
        yield stage


@pytest.mark.timeout(1200)  # a whole conversation takes the time that it takes: two to three minutes
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_voice_alone_reaches_a_ticket(language: str, stage: Stage) -> None:
    journey = go(stage, language, mends=language == "en")
    with Tickets(stage.data, stage.data.parent / "settings" / "tickets.key") as tickets:
        entry = tickets.store.find(journey.number)
    assert entry is not None
    assert entry.ticket is not None
    assert (entry.ticket.category, entry.ticket.language) == ("elevator", language)
    if language == "en":
        assert "building 4" in entry.ticket.text.lower(), "the part that was said again is in its place"
        assert "4" not in entry.ticket.recognized
