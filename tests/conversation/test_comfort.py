"""What each button of the comfort panel changes, and where it goes no further."""

from __future__ import annotations

import pytest

from kiosk.conversation.comfort import RATES, SIZES, VOLUMES_DB, Comfort, Scan, Theme


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("size-2", Comfort(size=2)),
        ("bigger", Comfort(size=1)),
        ("smaller", Comfort(size=0)),
        ("theme-night", Comfort(theme=Theme.NIGHT)),
        ("scan-slow", Comfort(scan=Scan.SLOW)),
        ("through-headphones", Comfort(headphones=True)),
        ("through-speaker", Comfort(headphones=False)),
        ("motion-off", Comfort(less_motion=True)),
        ("motion-on", Comfort(less_motion=False)),
        ("slower", Comfort(rate=85)),
        ("faster", Comfort(rate=125)),
        ("normal", Comfort(rate=100)),
        ("softer", Comfort(volume_db=-6)),
        ("quieter", Comfort(volume_db=-6)),
        ("louder", Comfort(volume_db=6)),
        ("quiet", Comfort(quiet=True)),
        ("no such code", Comfort()),
    ],
)
def test_a_button_changes_one_thing(code: str, changed: Comfort) -> None:
    assert Comfort().changed(code) == changed


def test_louder_and_softer_end_the_silence_and_quiet_toggles_it() -> None:
    silent = Comfort(quiet=True)
    assert silent.changed("louder") == Comfort(volume_db=6)
    assert silent.changed("softer") == Comfort(volume_db=-6)
    assert silent.changed("quiet") == Comfort()


@pytest.mark.parametrize(
    ("code", "field", "end"),
    [
        ("bigger", "size", SIZES - 1),
        ("smaller", "size", 0),
        ("faster", "rate", RATES[-1]),
        ("slower", "rate", RATES[0]),
        ("louder", "volume_db", VOLUMES_DB[-1]),
        ("softer", "volume_db", VOLUMES_DB[0]),
    ],
)
def test_a_step_at_its_end_goes_no_further(code: str, field: str, end: int) -> None:
    comfort, seen = Comfort(), []
    for _ in range(8):
        comfort = comfort.changed(code)
        seen.append(getattr(comfort, field))
    assert seen[-1] == end
    assert list(dict.fromkeys(seen)) == sorted(set(seen), reverse=end < seen[0]), "one step at a time"


def test_what_was_set_for_normal_pace_comes_back_from_any_pace() -> None:
    assert Comfort(rate=160, size=2).changed("normal") == Comfort(rate=100, size=2)
