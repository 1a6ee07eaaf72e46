from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.packs import load_pack
from kiosk.tickets.tickets import Tickets
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.stage import Stage
from tests.e2e.ways.screen_reader import REQUESTS, go, on_stage
from tests.virtual_audio import SoundCard


@pytest.fixture(scope="module")
def stage(sound_card: SoundCard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with on_stage(tmp_path_factory.mktemp("kiosk"), sound_card) as stage:
        yield stage


@pytest.fixture(scope="module")
def reader(stage: Stage) -> Iterator[ScreenReader]:
    reader = ScreenReader(stage.env)
    yield reader
    reader.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_screen_reader_finds_its_way_to_a_ticket_and_leaves_nothing_behind(
    stage: Stage, reader: ScreenReader, language: str
) -> None:
    reader.announcements.clear()
    journey = go(stage, language, reader)
    with Tickets(stage.data, Path(stage.env["HEARD_SETTINGS"]).parent / "tickets.key") as tickets:
        entry = tickets.store.find(journey.number)
    assert entry is not None
    assert entry.ticket is not None
    assert entry.ticket.recognized == REQUESTS[language]
    assert entry.ticket.category == "elevator"
    told = " ".join(reader.announcements)
    said = load_pack(language).prompts
    assert said["speak.hint"] in told
    assert journey.number in told.replace(" ", "")
    assert REQUESTS[language] not in told  # their own words are read when they ask for them
    left = reader.until(lambda tree: tree, "the welcome")
    everything = " ".join(f"{p.name} {p.description} {p.text}" for p in left)
    assert REQUESTS[language] not in everything
    assert journey.number not in everything.replace(" ", "")
