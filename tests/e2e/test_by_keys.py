"""Five keys are enough, in both languages: everything they come to is said."""

from __future__ import annotations

from tests.e2e.stage import Stage
from tests.e2e.ways import LANGUAGES
from tests.e2e.ways.keys import go


def test_five_keys_alone_reach_a_ticket(kiosk: Stage) -> None:
    gone = [go(kiosk, language) for language in LANGUAGES]
    assert all(kiosk.ticket(journey.number) for journey in gone)
    assert max(journey.presses for journey in gone) <= 40
