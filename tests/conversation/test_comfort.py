"""What each button of the comfort panel changes, and where it goes no further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.conversation.comfort import RATES, SIZES, VOLUMES_DB, Comfort, Scan, Theme
from kiosk.conversation.session import Overlay
from tests.conversation.tales import PACKS, Tale, altered, started, view


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
        ("reach-low", Comfort(low=True)),
        ("reach-usual", Comfort(low=False)),
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
    ("code", "field", "steps"),
    [
        ("bigger", "size", range(SIZES)),
        ("smaller", "size", range(SIZES)[::-1]),
        ("faster", "rate", RATES),
        ("slower", "rate", RATES[::-1]),
        ("louder", "volume_db", VOLUMES_DB),
        ("softer", "volume_db", VOLUMES_DB[::-1]),
    ],
)
def test_each_press_is_one_step_and_the_last_goes_no_further(
    code: str, field: str, steps: Sequence[int]
) -> None:
    comfort = replace(Comfort(), **{field: steps[0]})  # type: ignore[arg-type]  # by name
    for step in (*steps[1:], steps[-1]):
        comfort = comfort.changed(code)
        assert getattr(comfort, field) == step


def test_what_was_set_for_normal_pace_comes_back_from_any_pace() -> None:
    assert Comfort(rate=160, size=2).changed("normal") == Comfort(rate=100, size=2)


@pytest.mark.parametrize(
    ("code", "before", "says"),
    [
        ("slower", Comfort(), "now_rate"),
        ("slower", Comfort(rate=RATES[0]), "now_slowest"),
        ("faster", Comfort(), "now_rate"),
        ("faster", Comfort(rate=RATES[-1]), "now_fastest"),
        ("normal", Comfort(rate=50), "now_rate"),
        ("softer", Comfort(), "now_volume"),
        ("softer", Comfort(volume_db=VOLUMES_DB[0]), "now_softest"),
        ("louder", Comfort(), "now_volume"),
        ("louder", Comfort(volume_db=VOLUMES_DB[-1]), "now_loudest"),
        ("quiet", Comfort(), "now_quiet"),
        ("quiet", Comfort(quiet=True), "now_sound"),
        ("through-headphones", Comfort(), "now_headphones"),
        ("through-speaker", Comfort(headphones=True), "now_speaker"),
        ("motion-off", Comfort(), "now_still"),
        ("motion-on", Comfort(less_motion=True), "now_moves"),
        ("reach-low", Comfort(), "now_low"),
        ("reach-usual", Comfort(low=True), "now_usual"),
        ("theme-night", Comfort(), "now_night"),
        ("theme-yellow", Comfort(), "now_yellow"),
        ("scan-slow", Comfort(), "now_scan"),
        ("scan-off", Comfort(scan=Scan.FAST), "now_scan_off"),
        ("size-3", Comfort(), "now_size"),
    ],
)
def test_each_change_is_followed_by_its_own_sample(code: str, before: Comfort, says: str) -> None:
    tale = Tale(altered(started().session, headphones=True, tall=True, comfort=before)).press("comfort")
    tale.effects.clear()
    tale.press(code)
    assert tale.said() == ([f"comfort.{says}"] if not tale.session.comfort.quiet else [])
    assert view(tale.session).hint == PACKS["en"].prompts[f"comfort.{says}"], "it is shown as well"
    assert tale.session.overlay is Overlay.COMFORT


def test_a_language_chosen_in_the_panel_is_spoken_at_once_and_the_panel_stays() -> None:
    tale = started().press("comfort", "language-zh-CN")
    assert (tale.session.language, tale.session.overlay) == ("zh-CN", Overlay.COMFORT)
    assert tale.said()[-1] == "language.changed"


def test_only_a_tall_glass_offers_to_stand_lower() -> None:
    for tall in (False, True):
        rows = view(Tale(altered(started().session, tall=tall)).press("comfort").session).rows
        assert ("reach-low" in [act.code for row in rows for act in row.acts]) == tall
