from collections import Counter
from pathlib import Path

import pytest

from kiosk.languages import Said, language
from kiosk.packs import LANGUAGES, load_pack
from kiosk.understanding import understand
from kiosk.understanding.training.corpus import read_lexicon, read_phrases
from tests.labelled_requests import REQUESTS, read_requests
from tests.said_sets import labelled

TRAINED = ("zh-CN", "en")


@pytest.mark.parametrize("tag", TRAINED)
def test_every_category_has_phrases_and_words_enough_to_be_known_by(tag: str) -> None:
    phrases = Counter(p.category for p in read_phrases(LANGUAGES / tag / "phrases.txt"))
    words = Counter(p.category for p in read_lexicon(tag))
    codes = {c.code for c in load_pack(tag).categories}
    assert set(phrases) == set(words) == codes
    assert min(phrases.values()) >= 80
    assert min(words.values()) >= 60


@pytest.mark.parametrize("tag", TRAINED)
def test_no_request_that_measures_is_among_the_training_phrases(tag: str) -> None:
    phrases = {language(tag).plain(p.text) for p in read_phrases(LANGUAGES / tag / "phrases.txt")}
    measures = [r.text for which in ("dev", "fresh") for r in read_requests(REQUESTS, tag, which)]
    measures += [text for _, text in labelled(f"categories.{tag.split('-')[0]}.tsv")]
    assert not phrases & {language(tag).plain(text) for text in measures}


@pytest.mark.parametrize("tag", TRAINED)
def test_where_it_says_that_it_is_sure_it_is_right(tag: str) -> None:
    pack = load_pack(tag)
    pairs = [(understand(r.text, pack).category, r.category) for r in read_requests(REQUESTS, tag)]
    sure = [(said, meant) for said, meant in pairs if said]
    assert len(sure) >= len(pairs) / 4
    assert sum(said == meant for said, meant in sure) >= 0.97 * len(sure)


@pytest.mark.parametrize("tag", TRAINED)
def test_short_and_roundabout_requests_find_their_category(tag: str) -> None:
    pack, rows = load_pack(tag), labelled(f"categories.{tag.split('-')[0]}.tsv")
    pairs = [(understand(text, pack), code) for code, text in rows]
    assert len(rows) >= 200
    assert sum(u.candidates[0].code == code for u, code in pairs) >= 0.8 * len(rows)
    assert sum(code in [c.code for c in u.candidates] for u, code in pairs) >= 0.92 * len(rows)
    assert sum(u.category not in ("", code) for u, code in pairs) <= 0.02 * len(rows)


@pytest.mark.parametrize(
    ("said", "tag", "denied"),
    [
        ("it's not the boiler it's the tap in the yard", "en", "wboiler"),
        ("不是电梯坏了是单元门坏了", "zh-CN", "c电梯"),
    ],
)
def test_what_it_is_said_not_to_be_is_not_listened_to(said: str, tag: str, denied: str) -> None:
    plainly = language(tag).plain(said).replace("it's not the", "the").replace("不是", "")
    assert denied not in Said(said, language(tag)).features
    assert denied in Said(plainly, language(tag)).features


def test_a_phrase_without_a_kind_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "phrases.txt"
    path.write_text("[noise]\nc too loud\nthe music is too loud\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"phrases\.txt:3: expected a kind"):
        read_phrases(path)


@pytest.mark.parametrize(
    ("tag", "said", "around", "category"),
    [
        (
            "zh-CN",
            "电梯坏了半个月老人下不了楼",
            "我今年七十八了，孩子们都在外地。今天写这封信实属无奈。",
            "elevator",
        ),
        (
            "en",
            "The lift has been broken for a fortnight.",
            "I have lived here all my life and pay my taxes. My daughter is typing this for me. ",
            "elevator",
        ),
    ],
)
def test_a_letter_that_comes_late_to_its_matter_is_understood(
    tag: str, said: str, around: str, category: str
) -> None:
    letter = f"{around * 12}{said}{around * 3}"
    assert understand(letter, load_pack(tag)).candidates[0].code == category
