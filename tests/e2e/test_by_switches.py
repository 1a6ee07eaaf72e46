"""One switch is enough: scanning names each control and waits for a press; and two switches are."""

from __future__ import annotations

from pathlib import Path

from kiosk.tickets.tickets import Tickets
from tests.e2e.ways import LANGUAGES
from tests.e2e.ways.keys import Keys, way
from tests.e2e.ways.switches import go, on_stage
from tests.virtual_audio import SoundCard


def test_one_switch_and_two_reach_a_ticket(sound_card: SoundCard, tmp_path: Path) -> None:
    folder = tmp_path / "kiosk"
    with on_stage(folder, sound_card) as stage:
        gone = [go(stage, language) for language in LANGUAGES]
        gone += [way(stage, language, Keys(stage, on="Tab")) for language in LANGUAGES]
        data = stage.data
    with Tickets(data, folder / "settings" / "tickets.key") as tickets:
        assert all(tickets.store.find(journey.number) for journey in gone)
