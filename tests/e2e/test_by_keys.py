"""Five keys are enough, in both languages: everything they come to is said."""

from __future__ import annotations

from pathlib import Path

from kiosk.tickets.tickets import Tickets
from tests.e2e.stage import kiosk_on_stage
from tests.e2e.ways import LANGUAGES
from tests.e2e.ways.keys import go
from tests.virtual_audio import SoundCard


def test_five_keys_alone_reach_a_ticket(sound_card: SoundCard, tmp_path: Path) -> None:
    folder = tmp_path / "kiosk"
    with kiosk_on_stage(folder, sound_card) as stage:
        gone = [go(stage, language) for language in LANGUAGES]
        data = stage.data
    with Tickets(data, folder / "settings" / "tickets.key") as tickets:
        assert all(tickets.store.find(journey.number) for journey in gone)
    assert max(journey.presses for journey in gone) <= 40
