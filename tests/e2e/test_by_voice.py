"""Eyes shut, hands in the lap: a hello is enough to begin, and the number is heard at the end."""

from __future__ import annotations

from pathlib import Path

from kiosk.tickets.tickets import Tickets
from tests.e2e.stage import kiosk_on_stage
from tests.e2e.ways import LANGUAGES
from tests.e2e.ways.voice import go
from tests.virtual_audio import SoundCard


def test_a_voice_alone_reaches_a_ticket(sound_card: SoundCard, tmp_path: Path) -> None:
    folder = tmp_path / "kiosk"
    with kiosk_on_stage(folder, sound_card) as stage:
        gone = {language: go(stage, language) for language in LANGUAGES}
        data = stage.data
    with Tickets(data, folder / "settings" / "tickets.key") as tickets:
        kept = {language: tickets.store.find(journey.number) for language, journey in gone.items()}
    for language, entry in kept.items():
        assert entry is not None
        assert entry.ticket is not None
        assert (entry.ticket.category, entry.ticket.language) == ("elevator", language)
