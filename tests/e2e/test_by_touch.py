"""Touch is enough, in both languages, with the loudspeaker silent: nothing is only heard."""

from __future__ import annotations

from tests.e2e.stage import Line, Stage
from tests.e2e.ways import LANGUAGES
from tests.e2e.ways.touch import TYPED, go

SILENT = 100  # of 32768


def test_touch_alone_reaches_a_ticket_with_the_loudspeaker_silent(kiosk: Stage) -> None:
    gone = {}
    for language in LANGUAGES:
        since, recording = kiosk.count(), kiosk.card.record()
        gone[language] = go(kiosk, language)
        assert _said_while_quiet(kiosk.look()[since:]) == []
        recording.stop()
        assert recording.peak(last_s=5.0) < SILENT
    log = kiosk.log.read_text(encoding="utf-8", errors="replace").lower()
    assert [typed for pair in TYPED.values() for typed in pair if typed in log] == []
    for language, journey in gone.items():
        ticket = kiosk.ticket(journey.number)
        assert ticket is not None
        assert ticket.text.lower() == TYPED[language][1]
        assert ticket.language == language


def _said_while_quiet(lines: list[Line]) -> list[Line]:
    """Whatever was said between the touch on "quiet" and the one that ends the session."""
    codes = [line.get("code", "") if line["it"] == "event" else "" for line in lines]
    quiet = lines[codes.index("quiet") : codes.index("leave")]
    return [line for line in quiet if line["it"] == "say"]
