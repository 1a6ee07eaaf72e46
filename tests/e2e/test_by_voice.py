"""Eyes shut, hands in the lap: a hello is enough to begin, and the number is heard at the end."""

from __future__ import annotations

import pytest

from tests.e2e.stage import Stage
from tests.e2e.ways.voice import go


@pytest.mark.timeout(1200)  # a whole conversation takes the time that it takes: two to three minutes
@pytest.mark.parametrize("language", [pytest.param("zh-CN", marks=pytest.mark.soak), "en"])
def test_a_voice_alone_reaches_a_ticket(language: str, kiosk: Stage) -> None:
    journey = go(kiosk, language, mends=language == "en")
    ticket = kiosk.ticket(journey.number)
    assert ticket is not None
    assert (ticket.category, ticket.language) == ("elevator", language)
    if language == "en":
        assert "building 4" in ticket.text.lower(), "the part that was said again is in its place"
        assert "4" not in ticket.recognized
