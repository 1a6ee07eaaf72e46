"""Touch is enough, in both languages, with the loudspeaker silent: nothing is only heard."""

from __future__ import annotations

from pathlib import Path

from kiosk.tickets.tickets import Tickets
from tests.e2e.stage import Line, kiosk_on_stage
from tests.e2e.ways import LANGUAGES
from tests.e2e.ways.touch import TYPED, go
from tests.virtual_audio import SoundCard

SILENT = 100  # of 32768


def test_touch_alone_reaches_a_ticket_with_the_loudspeaker_silent(
    sound_card: SoundCard, tmp_path: Path
) -> None:
    folder = tmp_path / "kiosk"
    with kiosk_on_stage(folder, sound_card) as stage:
        gone = {}
        for language in LANGUAGES:
            since, recording = stage.count(), sound_card.record()
            gone[language] = go(stage, language)
            assert _said_while_quiet(stage.look()[since:]) == []
            recording.stop()
            assert recording.peak(last_s=5.0) < SILENT
        data = stage.data
    log = (folder / "kiosk.log").read_text(encoding="utf-8", errors="replace").lower()
    assert [typed for pair in TYPED.values() for typed in pair if typed in log] == []
    with Tickets(data, folder / "settings" / "tickets.key") as tickets:
        for language, journey in gone.items():
            entry = tickets.store.find(journey.number)
            assert entry is not None
            assert entry.ticket is not None
            assert entry.ticket.text.lower() == TYPED[language][1]
            assert entry.ticket.language == language


def _said_while_quiet(lines: list[Line]) -> list[Line]:
    """Whatever was said between the touch on "quiet" and the one that ends the session."""
    codes = [line.get("code", "") if line["it"] == "event" else "" for line in lines]
    quiet = lines[codes.index("quiet") : codes.index("leave")]
    return [line for line in quiet if line["it"] == "say"]
