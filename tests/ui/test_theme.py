from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from kiosk.conversation.session import Theme, Word
from ui.keys import Direction, neighbour
from ui.theme import BLACK_ON_WHITE, CONTRASTS, YELLOW_ON_BLACK, Colours, pixels_per_mm, too_small
from ui.widgets.paragraph import find_sentence
from ui.widgets.sheet_texts import grouped_digits, joined_words

HIGH = (YELLOW_ON_BLACK, BLACK_ON_WHITE)
TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "quiet"),
    ("paper", "ink"),
    ("soft", "paper"),
    ("soft", "sheet"),
    ("act", "sheet"),
    ("act", "paper"),
    ("on_act", "act"),
    ("on_lamp", "lamp"),
    ("on_warn", "warn"),
    ("warn", "sheet"),
)
EDGE_PAIRS = (("edge", "paper"), ("edge", "quiet"), ("act", "paper"), ("warn", "sheet"))


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    shade = QColor(colour)
    channels = (shade.redF(), shade.greenF(), shade.blueF())
    linear = [c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4) for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", list(Theme))
def test_every_text_is_read_in_every_contrast(theme: Theme) -> None:
    colours = CONTRASTS[theme]
    least = 15.0 if colours in HIGH else 7.0
    for text, ground in TEXT_PAIRS:
        ratio = contrast(getattr(colours, text), getattr(colours, ground))
        assert ratio >= least, f"{text} on {ground} is {ratio:.1f}:1"


@pytest.mark.parametrize("theme", list(Theme))
def test_edges_of_controls_are_seen(theme: Theme) -> None:
    for edge, ground in EDGE_PAIRS:
        colours = CONTRASTS[theme]
        ratio = contrast(getattr(colours, edge), getattr(colours, ground))
        assert ratio >= 3.0, f"{edge} on {ground} is {ratio:.1f}:1"


def test_a_mark_behind_the_letters_leaves_them_readable() -> None:
    for colours in CONTRASTS.values():
        if colours.highlight_behind:
            assert contrast(colours.ink, colours.lamp) >= 7.0
            assert contrast(colours.soft, colours.lamp) >= 4.5


def test_every_colour_is_a_colour() -> None:
    for colours in CONTRASTS.values():
        for field in fields(Colours):
            value = getattr(colours, field.name)
            assert isinstance(value, bool) or QColor(value).isValid()


def test_a_millimetre_is_one_on_the_glass() -> None:
    # 24 inches at 1080x1920: 298.9 mm wide
    assert 1080 / pixels_per_mm(1080, 1920, 24.0) == pytest.approx(298.9, abs=0.1)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("40721936", "4072 1936"),
        ("13800138000", "138 0013 8000"),
        ("4155550132", "415 5550 132"),
        ("119", "119"),
        ("415 555 0132", "415 555 0132"),
        ("", ""),
    ],
)
def test_figures_stand_in_groups(number: str, shown: str) -> None:
    assert grouped_digits(number) == shown


def test_words_stand_as_their_language_writes_them() -> None:
    words = (Word("my"), Word("mother", False), Word("cannot", False), Word(","), Word("go"))
    assert joined_words(words, "en") == ("my mother cannot, go", ((3, 16),))
    assert joined_words((Word("老人"), Word("下楼", False)), "zh-CN") == ("老人下楼", ((2, 4),))
    assert joined_words((Word("my "), Word("mother", False), Word(" left")), "en")[0] == "my mother left"


def test_a_sentence_is_found_across_a_line_break() -> None:
    assert find_sentence("Done.\u2028It is written.", "Done. It is written.") == (0, 20)
    assert find_sentence("您说，\u2028我听。", "我听。") == (4, 7)
    assert find_sentence("anything", "") is None


def test_an_arrow_prefers_what_lies_in_line() -> None:
    here = QRect(100, 100, 50, 50)
    in_line, nearer_aside = QRect(100, 300, 50, 50), QRect(300, 160, 50, 50)
    assert neighbour(here, [nearer_aside, in_line], Direction.DOWN) == 1
    assert neighbour(here, [in_line], Direction.UP) == 0  # round to the far side
    assert neighbour(here, [], Direction.UP) is None


def test_a_glass_that_does_not_hold_every_screen_is_named() -> None:
    assert too_small(1920, 1080, 10.1).startswith(
        "the screen is too small (10.1 inches, 126 mm at its shorter"
    )
    assert too_small(1080, 1920, 13.3) != ""
    assert [too_small(*pixels, inches) for pixels in ((1080, 1920), (1920, 1080)) for inches in (15, 32)] == [
        ""
    ] * 4
