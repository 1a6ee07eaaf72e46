from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.app.sample_views import MORE, SCREENS, sample
from kiosk.conversation.session import Comfort, Theme, Word
from kiosk.conversation.view import Lamp, LampState
from tests.ui.conftest import ACROSS, UPRIGHT, Shown
from tests.ui.looking import control, controls, faults, screen_of, texts, wanted
from ui.widgets.button_grid import KeypadGrid
from ui.widgets.control import Control
from ui.widgets.paragraph import forget_paragraphs, respaced
from ui.widgets.sheet import Sheet
from ui.widgets.text import Text

LANGUAGES = ("zh-CN", "en", "ko")
GLASSES = pytest.mark.parametrize("glass", [UPRIGHT, ACROSS], ids=["upright", "across"])


@GLASSES
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", [*SCREENS, *MORE])
def test_every_screen_shows_all_its_words_and_nothing_is_cut_off_or_overlaps(
    shown: Shown, screen: str, language: str, glass: tuple[int, int]
) -> None:
    for size in range(4):
        view = sample(screen, language, Comfort(size=size))
        window = shown(view, glass)
        there = texts(window)
        assert [words for words in wanted(view) if words not in there] == []
        assert faults(window) == [], f"size {size}"
        window.hide()


@GLASSES
@pytest.mark.parametrize("screen", SCREENS)
def test_at_the_default_size_no_usual_screen_needs_scrolling(
    shown: Shown, screen: str, glass: tuple[int, int]
) -> None:
    for language in LANGUAGES:
        window = shown(sample(screen, language), glass)
        paper = screen_of(window).content
        assert not (isinstance(paper, Sheet) and paper.scrolls), language


@GLASSES
def test_a_very_long_request_scrolls_and_shows_its_end_while_one_speaks(
    shown: Shown, glass: tuple[int, int]
) -> None:
    window = shown(sample("speak-long", "en", Comfort(size=3)), glass)
    sheet = screen_of(window).content
    assert isinstance(sheet, Sheet)
    assert sheet.scrolls
    assert not control(window, "scroll-down").isEnabled()
    before = sheet.transcript.mapTo(window, sheet.transcript.rect().topLeft()).y()
    control(window, "scroll-up").click()
    assert sheet.transcript.mapTo(window, sheet.transcript.rect().topLeft()).y() > before
    assert control(window, "scroll-down").isEnabled()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_has_a_name_for_a_screen_reader(shown: Shown, screen: str) -> None:
    window = shown(sample(screen, "en"))
    for one in screen_of(window).findChildren(Control):
        assert not one.isVisible() or one.accessibleName(), one.code


def test_a_caption_grows_in_place_with_the_same_widgets(shown: Shown) -> None:
    view = sample("speak", "zh-CN")
    window = shown(replace(view, words=(Word("我们"),)))
    before, screen = screen_of(window).findChildren(Control), screen_of(window)
    for said in ("我们楼下", "我们楼下的路灯", "我们楼下的路灯坏了三天了"):
        window.show_view(replace(view, words=(Word(said),)))
        assert said in texts(window)
    assert screen_of(window) is screen
    assert screen.findChildren(Control) == before


def test_a_caption_steps_down_in_size_as_it_grows(shown: Shown) -> None:
    view = sample("speak", "en")
    window = shown(replace(view, words=(Word("Hello"),)))
    sheet = screen_of(window).content
    assert isinstance(sheet, Sheet)
    large = sheet.transcript.mm
    window.show_view(sample("speak-long", "en"))
    assert sheet.transcript.mm < large
    assert faults(window) == []


def test_the_lamp_changes_in_place_and_keeps_its_word(shown: Shown) -> None:
    view = sample("check", "en")
    window = shown(view)
    screen = screen_of(window)
    for state, word in (
        (LampState.LISTENING, "I am listening"),
        (LampState.MOMENT, "One moment"),
        (LampState.OFF, "I cannot hear just now"),
    ):
        window.show_view(replace(view, lamp=Lamp(state, word)))
        assert word.replace(" ", "") in texts(window)
        window.set_level(-20.0)
        assert faults(window) == []
    assert screen_of(window) is screen


def test_another_size_contrast_or_language_redraws_the_same_step(shown: Shown) -> None:
    window = shown(sample("check", "zh-CN"))
    for comfort in (Comfort(size=3), Comfort(theme=Theme.YELLOW_ON_BLACK), Comfort(less_motion=True)):
        window.show_view(sample("check", "zh-CN", comfort))
        assert faults(window) == []
    window.show_view(sample("check", "en"))
    assert "Yes,thatisright" in texts(window)


def test_turning_the_screen_about_places_everything_anew(shown: Shown) -> None:
    window = shown(sample("readback", "en"))
    window.resize(*ACROSS)
    assert faults(window) == []


def test_chinese_after_korean_keeps_its_own_punctuation(shown: Shown) -> None:
    still = Comfort(less_motion=True)
    window = shown(sample("check", "zh-CN", still))
    alone = window.grab().toImage()
    window.show_view(sample("welcome", "ko", still))
    window.show_view(sample("check", "zh-CN", still))
    assert window.grab().toImage() == alone


def test_a_chinese_text_has_its_own_punctuation_on_a_korean_screen_too(shown: Shown) -> None:
    """A button in Chinese stands on the Korean welcome screen: its lines must not be set as Korean."""
    text, drawn = "您说，我听：好！", []
    for language in ("zh-CN", "ko"):
        forget_paragraphs()
        window = shown(sample("welcome", language, Comfort(less_motion=True)))
        button = next(c for c in controls(window) if c.act.language == "zh-CN")
        button.set_act(replace(button.act, label=text, main=True))
        drawn.append(button.grab().toImage())
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("first", ["en", "ko", "zh-CN"])
def test_the_welcome_in_each_language_stands_on_a_line_of_its_own(shown: Shown, first: str) -> None:
    titles = ("Tell us. We listen.", "您说，我听。")
    view = sample("welcome", first)
    for question in (titles, titles[::-1]):
        heading = screen_of(shown(replace(view, question=question, headings=2))).question._heading
        (placed,) = heading.placed_texts()
        assert placed.paragraph.caret(len(question[0]) + 1).x() == 0


def test_a_screen_with_a_keypad_shows_it_whatever_its_name(shown: Shown) -> None:
    window = shown(replace(sample("contact", "en"), screen="something-new"))
    assert isinstance(screen_of(window).keys, KeypadGrid)
    assert faults(window) == []


def test_a_screen_nobody_drew_specially_is_laid_out_plainly(shown: Shown) -> None:
    view = replace(sample("check", "en"), screen="something-new")
    window = shown(view)
    assert faults(window) == []
    assert "Yes,thatisright" in texts(window)


def test_the_sentence_being_said_is_marked_wherever_it_stands(shown: Shown) -> None:
    view = sample("readback", "en")
    window = shown(view)
    screen, sheet = screen_of(window), screen_of(window).content
    assert isinstance(sheet, Sheet)
    window.highlight_sentence(0)
    assert screen.question.highlighted == view.question[0]
    window.highlight_text(view.rows[2].value)
    assert screen.question.highlighted == ""
    assert sheet.rows.lines[2].highlighted == view.rows[2].value
    window.highlight_sentence(None)
    assert sheet.rows.lines[2].highlighted == ""


def test_what_differs_in_another_reading_is_dotted_on_its_button(shown: Shown) -> None:
    view = sample("mend", "en")
    button = control(shown(view), "choice-1")
    (placed, *_) = button.placed_texts()
    drawn = [
        placed.paragraph.text[begin:end]
        for begin, end in respaced(button.act.highlighted, button.act.label, placed.paragraph.text)
    ]
    assert drawn == ["brother"]
    with_dots = button.grab().toImage()
    button.set_act(replace(button.act, highlighted=()))
    assert button.grab().toImage() != with_dots


def test_a_save_that_failed_is_the_heading_in_the_warning_colour_and_stands_nowhere_else(
    shown: Shown,
) -> None:
    view = sample("kept", "en")
    window = shown(view)
    screen = screen_of(window)
    heading = screen.question.findChildren(Text)[0]
    assert (heading.text, heading.colour) == (view.error, "warn")
    assert [part.text for part in screen.findChildren(Text)].count(view.error) == 1
    assert not screen.error.isVisible()
    window.show_view(sample("readback", "en"))
    assert screen_of(window).question.findChildren(Text)[0].colour == "ink"


def test_while_a_part_is_said_again_no_button_moves(shown: Shown) -> None:
    for language in LANGUAGES:
        for glass in (UPRIGHT, ACROSS):
            window = shown(sample("mend", language), glass)
            before = [(c.code, c.geometry()) for c in screen_of(window).acts.controls]
            window.show_view(sample("mend-heard", language))
            assert [(c.code, c.geometry()) for c in screen_of(window).acts.controls] == before
            window.hide()
