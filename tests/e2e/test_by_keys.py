"""Five keys are enough, in both languages: everything they come to is said."""

from __future__ import annotations

import pytest

from tests.e2e.stage import Stage
from tests.e2e.ways.keys import go


@pytest.mark.parametrize("language", [pytest.param("zh-CN", marks=pytest.mark.soak), "en"])
def test_five_keys_alone_reach_a_ticket(language: str, kiosk: Stage) -> None:
    journey = go(kiosk, language)
    assert kiosk.ticket(journey.number)
    assert journey.presses <= 40
