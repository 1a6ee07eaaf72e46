"""The access table held by every screen; and each measure seen to catch what it is for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.app.access import measure, station_matrix
from kiosk.app.sample_views import sample
from kiosk.conversation.session import Comfort, Theme
from kiosk.conversation.view import Act, View
from kiosk.packs import Pack, load_pack
from kiosk.settings import ScreenSettings, Settings, TimingSettings
from kiosk.staff.access import conduct, report, words
from kiosk.staff.access.ledger import Ledger
from kiosk.staff.access.rules import RULES
from tests.pace import patience
from tests.ui.conftest import ACROSS, UPRIGHT, Shown
from tests.ui.looking import control, screen_of
from ui import fonts, theme
from ui.conformance import clipping, contrast, handling, reach, targets, typography
from ui.conformance.snapshot import Measurement, Pixels, Snapshot
from ui.conformance.walk import SIZES, Glass, Matrix, glyphs, walk
from ui.widgets.control import Control
from ui.widgets.sheet import Sheet
from ui.window import Window

HANZI_8105 = Path(__file__).parent.parent / "data" / "hanzi-8105.txt"
SMALLEST = [Glass(*UPRIGHT, 15), Glass(*ACROSS, 15)]
MEASURED_ELSEWHERE = {rule.key for rule in RULES if rule.elsewhere}


def test_the_rules_held_on_the_smallest_screen_at_both_ends_of_the_type(qtbot: QtBot) -> None:
    """A screen of each kind; the whole matrix is ``make bench``."""
    ledger = Ledger()
    screens = (
        "welcome",
        "speak-quiet",
        "check",
        "mend",
        "edit",
        "categories",
        "contact-wrong",
        "comfort",
        "readback",
    )
    for glass, language, size in ((SMALLEST[0], "en", 3), (SMALLEST[1], "zh-CN", 0)):
        matrix = Matrix([glass], [language], screens, [size], [Theme.DAY, Theme.YELLOW_ON_BLACK])
        for found in walk(matrix, sample):
            ledger.add(found.measurement.rule, found.measurement.value, found.where, found.measurement.what)
    assert [entry.misses for entry in ledger.missed] == []


def test_what_the_sheet_holds_is_never_smaller_at_a_larger_size(qtbot: QtBot) -> None:
    ledger = Ledger()
    screens = ("speak", "speak-long", "readback", "done", "edit", "contact", "relay", "emergency")
    glasses = [Glass(*UPRIGHT, 24), Glass(*ACROSS, 15.6)]
    for found in walk(Matrix(glasses, ["zh-CN"], screens, themes=[Theme.DAY]), sample):
        if found.measurement.rule == "type.sheet":
            ledger.add("type.sheet", found.measurement.value, found.where, found.measurement.what)
    entry = ledger.entry("type.sheet")
    assert entry.measured > 100
    assert entry.misses == []


@pytest.mark.parametrize("glass", [(800, 1280), (1280, 800)], ids=["upright", "across"])
def test_on_a_tablet_yes_and_send_are_never_seen_without_their_counterpart(
    qtbot: QtBot, glass: tuple[int, int]
) -> None:
    window = Window(10.1, glass=glass, windowed=True)
    qtbot.addWidget(window)
    window.resize(*glass)
    window.show()
    alone, scrolled_acts = [], 0
    for screen, language, size in product(
        ("check", "check-hurt", "neighbour", "readback"), ("zh-CN", "en"), SIZES
    ):
        window.show_view(sample(screen, language, Comfort(size=size, less_motion=True)))
        shown_screen = screen_of(window)
        scrolled_acts += shown_screen.acts in shown_screen.scroll_column.items
        found = [m for m in targets.measure(Snapshot(window)) if m.rule == "sending.whole" and m.value]
        alone += [(screen, language, size, m.what) for m in found]
    assert scrolled_acts
    assert alone == []


def test_a_number_that_is_smaller_at_a_larger_size_is_found(shown: Shown) -> None:
    usual = typography.on_sheet(Snapshot(shown(sample("done", "en"))))
    window = shown(sample("done", "en", Comfort(size=3)))
    sheet = screen_of(window).content
    assert isinstance(sheet, Sheet)
    assert faults(typography.never_smaller(usual, typography.on_sheet(Snapshot(window)))) == {}
    sheet.number.set_least(0.0)
    sheet.number.set_type(10.0)
    found = faults(typography.never_smaller(usual, typography.on_sheet(Snapshot(window))))
    assert "40721936" in found["type.sheet"]


def test_the_rules_held_where_a_millimetre_is_only_three_pixels(qtbot: QtBot) -> None:
    ledger = Ledger()
    for found in walk(Matrix([Glass(*UPRIGHT, 32)], ["en"], ("saving", "check"), [3], [Theme.DAY]), sample):
        ledger.add(found.measurement.rule, found.measurement.value, found.where, found.measurement.what)
    assert [entry.misses for entry in ledger.missed] == []


def test_the_rules_held_on_a_usual_screen_in_every_contrast(qtbot: QtBot) -> None:
    ledger = Ledger()
    screens = ("speak", "done", "emergency", "how-to", "relay")
    for found in walk(Matrix([Glass(*UPRIGHT, 24)], ["zh-CN"], screens, [0]), sample):
        ledger.add(found.measurement.rule, found.measurement.value, found.where, found.measurement.what)
    conduct.measure(ledger, Settings(), [load_pack("zh-CN"), load_pack("en")])
    assert [entry.misses for entry in ledger.missed] == []
    unmeasured = {e.rule.key for e in ledger.entries if e.held is None}
    assert unmeasured - MEASURED_ELSEWHERE == {
        "errors.shown",
        "words.glyphs",
        "type.largest",
        "type.sheet",
    }


# -- each measure, broken once -------------------------------------------------------------------------------


def faults(measurements: Iterator[Measurement]) -> dict[str, str]:
    """What does not hold, by rule."""
    ledger = Ledger()
    for measurement in measurements:
        ledger.add(measurement.rule, measurement.value, "", measurement.what)
    return {entry.rule.key: entry.misses[0] for entry in ledger.missed}


def test_a_small_target_and_two_that_stand_close_are_found(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    no = control(window, "no")
    no.resize(no.width(), round(15 * no.style_.per_mm))
    assert "no" in faults(targets.measure(Snapshot(window)))["target.side"]
    no.move(no.x(), no.y() - round(5 * no.style_.per_mm))
    assert "no" in faults(targets.measure(Snapshot(window)))["target.gap"]


def test_text_in_a_faint_colour_is_found(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(theme.CONTRASTS, Theme.DAY, replace(theme.DAY, soft="#857A69"))
    found = faults(contrast.measure(Snapshot(shown(sample("check", "en")))))
    assert "contrast.usual" in found
    assert "contrast.parts" not in found


def test_a_text_that_something_lies_over_is_found(shown: Shown) -> None:
    """Not by its colour alone: by the pixels that are really there."""
    window = shown(sample("check", "en"))
    screen = screen_of(window)
    cover = Control(screen.style_, Act("cover", ""), screen.acts.button_style, screen)
    cover.setGeometry(screen.question.geometry())
    cover.show()
    assert "This is what" in faults(contrast.measure(Snapshot(window)))["contrast.usual"]


def test_an_edge_that_is_hardly_seen_is_found(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(theme.CONTRASTS, Theme.DAY, replace(theme.DAY, edge="#D9CFBE"))
    assert "edge of" in faults(contrast.measure(Snapshot(shown(sample("check", "en")))))["contrast.parts"]


def test_a_choice_told_by_its_colour_alone_is_found(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shown(sample("comfort", "en"))
    assert "contrast.alone" not in faults(contrast.measure(Snapshot(window)))
    monkeypatch.setattr(Control, "icon_box", lambda self: None)
    assert "chosen" in faults(contrast.measure(Snapshot(window)))["contrast.alone"]


def test_an_icon_without_its_word_is_found(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    control(window, "read").set_act(Act("read", "", icon="speaker-high"))
    assert "read" in faults(contrast.measure(Snapshot(window)))["contrast.icon"]


def test_small_type_is_found(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shown(sample("check", "en"))
    screen_of(window).question._heading.set_type(8.0)
    assert "This is what" in faults(typography.measure(Snapshot(window)))["type.main"]


def test_lines_that_stand_close_and_a_strange_face_are_found(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FACES", ("Helvetica",))
    assert "Noto Sans CJK" in faults(typography.measure(Snapshot(shown(sample("check", "en")))))["lines.face"]
    window = shown(sample("check", "zh-CN"))
    words_ = screen_of(window).question._heading
    words_.paragraph(words_.width()).line_height = round(words_.paragraph(words_.width()).em * 1.1)
    assert "lines.spacing" in faults(typography.measure(Snapshot(window)))
    words_.paragraph(words_.width()).line_height = round(words_.paragraph(words_.width()).em * 1.4)


def test_cut_covered_and_missing_text_is_found(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    screen = screen_of(window)
    screen.question.setFixedHeight(screen.question.height() // 2)
    assert "This is what" in faults(clipping.measure(Snapshot(window)))["lines.cut"]
    window = shown(sample("check", "en"))
    screen = screen_of(window)
    screen.acts.move(0, screen.question.y())
    assert "lies upon" in faults(clipping.measure(Snapshot(window)))["lines.cut"]
    window = shown(sample("check", "en"))
    screen_of(window).question.show_question(("Right?",), "", "en")
    assert "missing" in faults(clipping.measure(Snapshot(window)))["lines.cut"]


def test_what_lies_beyond_the_side_is_found(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    screen_of(window).acts.move(400, screen_of(window).acts.y())
    assert "lines.sideways" in faults(clipping.measure(Snapshot(window)))


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("lines.question", lambda view: replace(view, question=(*view.question, "And is it urgent?"))),
        ("comfort.near", lambda view: replace(view, foot=view.foot[1:])),
        ("errors.shown", lambda view: replace(view, error="")),
    ],
)
def test_what_a_view_lacks_is_found(shown: Shown, rule: str, change: Callable[[View], View]) -> None:
    view = sample("contact-wrong", "en")
    window = shown(change(view))
    snapshot = Snapshot(window)
    snapshot.view = replace(view, question=change(view).question)
    assert rule in faults(clipping.measure(snapshot))


def test_free_speech_without_a_way_to_finish_is_found(shown: Shown) -> None:
    view = sample("speak", "en")
    window = shown(replace(view, acts=view.acts[1:]))
    assert "listening.finish" in faults(clipping.measure(Snapshot(window)))


def test_a_control_without_a_name_or_out_of_reach_is_found(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    control(window, "no").setAccessibleName("")
    assert "no" in faults(reach.measure(Snapshot(window)))["ways.named"]


def test_a_control_that_no_key_comes_to_is_found(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shown(sample("check", "en"))
    everything = Window.tab_stops
    monkeypatch.setattr(Window, "tab_stops", lambda self: [s for s in everything(self) if s.code != "read"])
    found = faults(reach.measure(Snapshot(window)))
    assert {rule: found[rule] for rule in found} == {
        "ways.arrows": "read",
        "ways.next": "read",
        "speech.focus": "read",
    }


def test_a_touch_that_slips_off_is_not_taken_and_would_be_found(shown: Shown) -> None:
    window = shown(sample("check", "en"))
    assert faults(handling.measure(Snapshot(window))) == {}
    hasty = control(window, "no")
    hasty.pressed.connect(lambda: window.pressed.emit("no", "touch"))
    assert "no: a touch that ended outside" in faults(handling.measure(Snapshot(window)))["target.inside"]


def test_a_ring_that_is_not_seen_is_found(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shown(sample("check", "en"))
    assert faults(handling.ring(Snapshot(window))) == {}
    monkeypatch.setitem(theme.CONTRASTS, Theme.DAY, replace(theme.DAY, ink="#FAF6EE", lamp="#FAF6EE"))
    assert "contrast.focus" in faults(handling.ring(Snapshot(shown(sample("check", "en")))))


def test_a_colour_is_judged_by_what_is_behind_it() -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(10, 20):
        for y in range(5, 15):
            image.setPixelColor(x, y, QColor("#777777"))
    there = Pixels(image).colours(image.rect())
    assert contrast.of_text(there, (0x77, 0x77, 0x77)) == pytest.approx(4.48, abs=0.01)
    assert contrast.of_text(there, (0, 0, 0)) == 1.0, "ink that is nowhere to be seen"


# -- words, settings, the report -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh-CN", "en", "ko"])
def test_the_face_has_every_character_of_a_pack_and_all_8105_of_the_standard(
    qtbot: QtBot, language: str
) -> None:
    wanted = words.characters(load_pack(language)) | set("".join(HANZI_8105.read_text("utf-8").split()))
    assert len(wanted) > 8105
    assert [measurement.what for measurement in glyphs(wanted, language) if measurement.value] == []


def test_a_face_that_is_missing_is_told_in_one_sentence(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fonts.missing() == ""
    monkeypatch.setattr(fonts, "FACES", ("Noto Sans of Another Land",))
    assert fonts.missing().startswith("Noto Sans CJK SC is not installed: hanzi are drawn in ")


def test_a_character_without_a_glyph_is_found(qtbot: QtBot) -> None:
    assert next(glyphs({"\U000e0041", "字"}, "zh-CN")).what == "\U000e0041 (U+E0041), regular"


def test_a_long_sentence_and_a_word_of_the_trade_are_found() -> None:
    pack = load_pack("en")
    long = "This is a sentence of very many words that nobody of ten would care to hear."
    broken = _with_prompts(pack, {"a": long, "b": "Please enter your number."})
    assert [fault.split(":")[0] for fault in words.too_long(broken)] == ["en a"]
    assert [fault.split(":")[0] for fault in words.of_the_trade(broken)] == ["en b"]
    chinese = _with_prompts(
        load_pack("zh-CN"), {"a": "这句话实在太长了长得谁听了都会忘记前面说的是什么。", "b": "网络异常。"}
    )
    assert [fault.split(":")[0] for fault in words.too_long(chinese)] == ["zh-CN a"]
    assert [fault.split(":")[0] for fault in words.of_the_trade(chinese)] == ["zh-CN b"]


def _with_prompts(pack: Pack, prompts: dict[str, str]) -> Pack:
    from msgspec.structs import replace as with_

    return with_(pack, prompts=prompts)


def test_settings_that_hurry_people_or_read_their_words_out_are_found() -> None:
    ledger = Ledger()
    timings = TimingSettings(first_sound_s=5, silence_free_s=1, limit_s=120)
    given = Settings(timings=timings)
    conduct.measure(ledger, given, [load_pack("en")])
    missed = {entry.rule.key for entry in ledger.missed}
    assert missed == {"listening.first", "listening.free", "listening.limit"}


def test_the_report_can_be_handed_over(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.add("target.side", 14.2, "check, en", "again")
    ledger.add("target.side", 29.0, "check, en", "yes")
    ledger.none("words.length", [])
    station = report.MeasuredStation("3 <号> station", "1.0", "2026-11-24", ("24 inches",), ("zh-CN",), 12)
    text = report.as_text(station, ledger)
    assert "14.2 mm" in text
    assert "NO  shorter side of anything touched" in text
    for ending in report.KINDS:
        report.write(tmp_path / f"table{ending}", station, ledger)
    assert "3 &lt;号&gt; station" in (tmp_path / "table.html").read_text("utf-8")
    assert "| targets | shorter side of anything touched | >= 20 mm | 14.2 mm | again · check, en | NO |" in (
        tmp_path / "table.md"
    ).read_text("utf-8")


def test_the_doctor_measures_the_diagonal_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    given = Settings(screen=ScreenSettings(diagonal_inches=21.5))
    assert [glass.inches for glass in station_matrix(given).glasses] == [21.5, 21.5]
    assert [glass.inches for glass in station_matrix(given, 32).glasses] == [32, 32]


def test_the_walk_goes_into_the_ledger_with_its_place(qtbot: QtBot) -> None:
    ledger, packs = Ledger(), {"en": load_pack("en")}
    measure(ledger, Matrix([Glass(*UPRIGHT, 24)], ["en"], ["help"], [0], [Theme.DAY]), packs)
    entry = next(e for e in ledger.entries if e.rule.key == "target.gap")
    assert entry.held
    assert entry.where == "help, en, 1x, 24 inches upright"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--json"], "go with --access"),
        (["--access", "--out", "table.pdf"], "must end in .md, .html, .json"),
        (["--access", "--screen-inches", "2"], "is not in the range"),
    ],
)
def test_bad_input_to_the_doctor_gets_one_sentence(arguments: list[str], told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "doctor", *arguments],
        capture_output=True,
        text=True,
        timeout=patience(60),
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
