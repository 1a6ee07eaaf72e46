from __future__ import annotations

from PySide6.QtTest import QTest

from kiosk.app.sample_views import sample
from tests.ui.conftest import FakeClock, Shown
from tests.ui.looking import box, control, screen_of
from tests.ui.test_touch_and_keys import Heard, touch
from ui.screens.edit import EditScreen
from ui.screens.relay import RelayScreen
from ui.window import Window


def placed_texts(window: Window) -> str:
    """What stands in the editor."""
    screen = screen_of(window)
    assert isinstance(screen, EditScreen)
    return screen.editor.text


def test_the_volunteers_words_stand_above_to_the_left_and_the_residents_below_to_the_right(
    shown: Shown,
) -> None:
    window = shown(sample("relay", "en"))
    screen = screen_of(window)
    assert isinstance(screen, RelayScreen)
    volunteer, resident = (box(window, sheet) for sheet in screen.sheets)
    assert volunteer.bottom() < resident.top()
    assert volunteer.left() < resident.left()
    icons = [sheet.label.icon_name for sheet in screen.sheets]
    assert len({*icons, ""}) == 3


def test_who_types_on_a_real_keyboard_is_the_volunteer_and_no_letter_is_lost(shown: Shown) -> None:
    window = shown(sample("relay", "en"))
    heard = Heard(window)
    # As the conversation does: the act is answered with the next screen at once.
    window.pressed.connect(
        lambda code, _: window.show_view(sample("relay-helper", "en")) if code == "write-volunteer" else None
    )
    QTest.keyClicks(window, "Hello there")
    assert heard.codes == [("write-volunteer", "keys")]
    assert placed_texts(window) == "Hello there"


def test_what_is_half_written_survives_the_comfort_panel_and_a_covered_screen(shown: Shown) -> None:
    window = shown(sample("relay-resident", "en"))
    QTest.keyClicks(window, "My lift")
    for other in ("comfort", "hidden", "relay", "relay-helper"):
        window.show_view(sample(other, "en"))
    assert placed_texts(window) == ""
    window.show_view(sample("relay-resident", "en"))
    assert placed_texts(window) == "My lift"
    window.show_view(sample("welcome", "en"))
    window.show_view(sample("relay-resident", "en"))
    assert placed_texts(window) == ""


def test_what_was_given_away_does_not_come_back_with_the_next_line(shown: Shown, clock: FakeClock) -> None:
    window = shown(sample("relay-resident", "en"))
    heard = Heard(window)
    QTest.keyClicks(window, "Thank you")
    touch(window, "typed")
    assert heard.texts == ["Thank you"]
    window.show_view(sample("relay", "en"))
    window.show_view(sample("relay-resident", "en"))
    assert placed_texts(window) == ""


def test_a_long_message_steps_down_in_size_before_it_must_be_scrolled(shown: Shown) -> None:
    window = shown(sample("relay", "zh-CN"))
    screen = screen_of(window)
    assert isinstance(screen, RelayScreen)
    assert not screen.sheets[0].scrolls
    assert control(window, "reply-yes").isEnabled()
