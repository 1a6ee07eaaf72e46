"""One switch is enough: scanning names each control and waits for a press; and two switches are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.stage import Stage
from tests.e2e.ways import LANGUAGES
from tests.e2e.ways.keys import Keys, way
from tests.e2e.ways.switches import go, on_stage
from tests.virtual_audio import SoundCard


@pytest.fixture(scope="module")
def stage(sound_card: SoundCard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One kiosk for a resident after the other."""
    with on_stage(tmp_path_factory.mktemp("switches"), sound_card) as stage:
        yield stage


@pytest.mark.soak  # as the way by five keys, with other keys
def test_two_switches_alone_reach_a_ticket(stage: Stage) -> None:
    assert stage.ticket(way(stage, "en", Keys(stage, on="Tab")).number)


@pytest.mark.parametrize("language", [LANGUAGES[0], pytest.param(LANGUAGES[1], marks=pytest.mark.soak)])
def test_one_switch_alone_reaches_a_ticket(language: str, stage: Stage) -> None:
    assert stage.ticket(go(stage, language).number)
