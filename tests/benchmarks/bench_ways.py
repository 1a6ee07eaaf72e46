"""Complete journeys to a ticket by each way alone, in both languages, and what a way by keys takes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.table import Row
from tests.e2e.stage import StageError
from tests.e2e.ways import LANGUAGES, Journey, Way, ways
from tests.virtual_audio import SoundCard, virtual_sound_card

WAYS = ("keys", "screen_reader", "switches", "touch", "voice")
KEY_PRESSES = 40
"""The goal for a typical request by five keys."""


def run() -> list[Row]:
    """Go every way in every language on a real kiosk."""
    known = {way.name: way for way in ways()}
    gone: dict[tuple[str, str], Journey] = {}
    with virtual_sound_card() as card, tempfile.TemporaryDirectory(prefix="bench-ways-") as folder:
        for name in WAYS:
            if name in known:
                gone |= _go(known[name], Path(folder) / name, card)
    of = len(WAYS) * len(LANGUAGES)
    missed = [f"{way} {language}" for way in WAYS for language in LANGUAGES if (way, language) not in gone]
    what = "complete journeys by each of the five ways alone, both languages"
    rows = [Row(what, f"{of} of {of}", f"{len(gone)} of {of}", len(gone) == of, ", ".join(missed))]
    for language in LANGUAGES:
        if ("keys", language) in gone:
            presses = gone["keys", language].presses
            what = f"key presses of a journey by five keys, {language}"
            rows.append(Row(what, f"<= {KEY_PRESSES}", str(presses), presses <= KEY_PRESSES))
        if ("voice", language) in gone:
            rows.append(
                Row(
                    f"spoken turns of a journey, eyes shut, {language}",
                    "",
                    str(gone["voice", language].turns),
                    None,
                )
            )
    return rows


def _go(way: Way, folder: Path, card: SoundCard) -> dict[tuple[str, str], Journey]:
    gone = {}
    with way.on_stage(folder, card) as stage:
        for language in LANGUAGES:
            try:
                gone[way.name, language] = way.go(stage, language)
            except StageError as error:
                print(f"bench: {way.name}, {language}: {error}", file=sys.stderr)
                break  # the next resident would find the screen where this one was lost
    return gone


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
