from __future__ import annotations

import pytest

from speech.sayas import spoken
from speech.sayas.pronunciation import PronunciationError, check, checked
from speech.sayas.readings import words


def syllables(text: str, listed: dict[str, str]) -> str:
    good, wrong = checked(listed, "zh-CN")
    assert not wrong
    return " ".join(s for word in words(spoken(text, "zh-CN", good)) for s in word.pinyin)


def test_a_station_says_how_its_own_places_are_read() -> None:
    assert syllables("六安路口", {"六安": "lu4 an1"}) == "lu4 an1 lu4 kou3"
    assert syllables("六安路口", {"六安": "lu4an1"}) == "lu4 an1 lu4 kou3"
    assert syllables("去IKEA", {"ikea": "宜家"}) == "qu4 yi2 jia1"
    assert syllables("绿色", {"绿": "lü4"}) == "lv4 se4"


def test_the_longest_word_wins_and_a_latin_word_is_found_whole_only() -> None:
    listed = {"Beaulieu": "Bewley", "Beaulieu Road": "Bewley Rode", "Ely": "Ee lee"}
    assert spoken("Beaulieu Road, beaulieu, lovely Ely", "en", listed) == "Bewley Rode, Bewley, lovely Ee lee"


def test_the_stations_reading_stands_before_our_own() -> None:
    assert syllables("大栅栏", {"大栅栏": "da4 zha4 lan5"}) == "da4 zha4 lan5"
    assert spoken("St Ives", "en", {"St Ives": "Sint Ives"}) == "Sint Ives"


@pytest.mark.parametrize(
    ("word", "reading", "says"),
    [
        ("六安", "lu4 ann1", "“ann1” is no pinyin syllable"),
        ("六安", "lu an", "“lu” is no pinyin syllable"),
        ("六安", "lu4", "has 2 characters, but “lu4” has 1 syllables"),
        ("六安", "  ", "needs a word and how it is read"),
        ("", "lu4", "needs a word and how it is read"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_in_one_sentence_and_the_others_stand(
    word: str, reading: str, says: str
) -> None:
    with pytest.raises(PronunciationError, match=says):
        check(word, reading, "zh-CN")
    good, wrong = checked({word: reading, "绿": "lv4"}, "zh-CN")
    assert good == {"绿": "lv4"}
    assert len(wrong) == 1
    assert "\n" not in wrong[0]
    assert "pronunciation.zh-CN" in wrong[0]


def test_every_syllable_of_mandarin_may_be_given() -> None:
    from pypinyin import Style, lazy_pinyin
    from pypinyin.constants import PINYIN_DICT

    odd = {"hm", "hng", "m", "n", "ng", "e", "ê"}  # cries, and what pypinyin writes without tone
    for code in list(PINYIN_DICT)[::7]:
        one = lazy_pinyin(chr(code), style=Style.TONE3, neutral_tone_with_five=True)[0]
        if one[:-1] not in odd and one[-1].isdigit():
            assert check("x", one, "zh-CN") == one
