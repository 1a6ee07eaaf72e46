from __future__ import annotations

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from speech.sayas import reading, spoken
from speech.sayas.readings import third_tones, words
from speech.sayas.ruby import marked, words_only
from speech.synthesizers.mandarin import kokoro_phonemes
from tests.speech.sayas.readings import DATA, Reading, readings

KNOWN: dict[str, str] = {}
"""Text: why it is not read right yet. At most 1 in 100 may stand here."""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_written_is_read_as_a_person_would(language: str) -> None:
    listed = readings(language)
    assert len(listed) >= 100
    missed = {one.text: f"{one.given()}, not {one.wanted}" for one in listed if not one.right()}
    assert missed.keys() == {text for text in KNOWN if any(text == one.text for one in listed)}, missed


def test_a_character_with_two_readings_is_read_by_its_neighbours() -> None:
    lines = (DATA / "polyphones.zh.tsv").read_text(encoding="utf-8").splitlines()[1:]
    missed = []
    for text, character, wanted in (line.split("\t") for line in lines):
        read = [
            syllable
            for word in words(spoken(text, "zh-CN"))
            for hanzi, syllable in zip(word.hanzi, word.pinyin, strict=False)
            if hanzi == character
        ]
        if wanted not in read:
            missed.append((text, character, read, wanted))
    assert len(lines) > 600
    assert missed == []


def test_a_wrong_reading_is_noticed() -> None:
    assert not Reading("zh", "", "银行", "yin2 xing2").right()
    assert not Reading("en", "", "St Mary's Church", "street mary's church").right()


@pytest.mark.parametrize("language", ["zh-CN", "en", "ko"])
def test_what_holds_nothing_to_spell_out_stays_as_it_is(language: str) -> None:
    for text in ("", "…", "。", "물이 안 나와요."):
        assert spoken(text, language) == text


def test_no_digit_and_no_latin_letter_is_left_for_a_mandarin_engine_to_guess() -> None:
    said = spoken(
        "3号楼2单元501室，WiFi和5G，2026-11-24 8:30，-5℃，¥35.50，50%，1/3，0.5，007，13801234567", "zh-CN"
    )
    syllables = [s for word in words(said) for s in word.pinyin if s[0].isalpha()]
    assert not any(letter.isdigit() for letter in words_only(said))
    assert "wai1" in syllables
    assert all(s[-1] in "12345" for s in syllables)


def test_an_engine_of_its_own_gets_the_latin_word_itself() -> None:
    assert words_only(spoken("做CT检查", "zh-CN")) == "做CT检查"


def test_nobody_elses_annotation_is_taken_for_a_reading() -> None:
    said = spoken(marked("好", "huai4"), "zh-CN")
    assert words(said)[0].pinyin == ["hao3"]


def test_the_third_tone_changes_before_another_within_a_word() -> None:
    assert third_tones(["ni3", "hao3"]) == ["ni2", "hao3"]
    assert third_tones(["lao3", "ban4", "hao3"]) == ["lao3", "ban4", "hao3"]
    assert kokoro_phonemes("你好") == "ni↗xau↓"


def test_how_a_text_is_read_can_be_printed() -> None:
    assert (
        reading("去银行取302元，女儿", "zh-CN")
        == "去银行取三百零二元，女儿\nqù yínháng qǔ sān bǎi líng èr yuán , nǚ'ér"
    )
    assert reading("Flat 3B", "en") == "Flat three B"
    printed = CliRunner().invoke(main, ["speak", "--language", "en", "--reading", "Call 202 555 0143"])
    assert printed.output == "Call two zero two, five five five, zero one four three\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_numbers_and_signs_are_said_as_one_says_them(language: str) -> None:
    lines = (DATA / f"spoken.{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [line.split("\t") for line in lines]
    assert len(pairs) > 120
    said = {text: words_only(spoken(text, language)) for text, _ in pairs}
    assert {text: said[text] for text, wanted in pairs if said[text] != wanted} == {}
