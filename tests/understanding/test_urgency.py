from pathlib import Path

import pytest
from msgspec import structs

from kiosk.packs import LANGUAGES, PackError, load_pack
from kiosk.understanding import understand
from kiosk.understanding.rules import rules_of
from kiosk.understanding.signs import regex
from kiosk.understanding.training.corpus import read_phrases
from kiosk.understanding.training.dangers import read_dangers
from kiosk.understanding.understood import Urgency
from kiosk.understanding.urgency import find_danger

TAGS = {"zh": "zh-CN", "en": "en"}
LEVELS = {"!!": Urgency.EMERGENCY, "!": Urgency.URGENT, "-": Urgency.NORMAL}
LINES = [
    line.split(" ", 2)
    for line in (Path(__file__).parents[1] / "data" / "urgency.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "level", "said"), LINES)
def test_danger_is_found_and_its_mere_mention_is_not_danger(language: str, level: str, said: str) -> None:
    understood = understand(said, load_pack(TAGS[language]))
    assert understood.urgency is LEVELS[level], understood.reasons


@pytest.mark.parametrize("tag", ["zh-CN", "en"])
def test_hardly_an_emergency_of_the_packs_phrases_is_missed(tag: str) -> None:
    pack = load_pack(tag)
    phrases = [p for p in read_phrases(LANGUAGES / tag / "phrases.txt") if p.urgency == "emergency"]
    missed = [p.text for p in phrases if understand(p.text, pack).urgency is not Urgency.EMERGENCY]
    assert len(missed) <= 0.01 * len(phrases), missed


def test_the_words_that_led_to_it_are_given() -> None:
    assert understand("厨房 一股 煤气味儿 呛 人", load_pack("zh-CN")).reasons == ("煤气", "味")
    assert "collapsed" in understand("my wife has collapsed", load_pack("en")).reasons


@pytest.mark.parametrize("said", ["厨 房 一股 没其味 呛人", "厨房一股煤气味儿呛人"])
def test_word_spaces_and_homophones_do_not_hide_it(said: str) -> None:
    assert understand(said, load_pack("zh-CN")).urgency is Urgency.EMERGENCY


def test_what_is_told_as_past_feared_or_proposed_is_not_danger_now() -> None:
    pack = load_pack("zh-CN")
    assert understand("厨房着火了快来人", pack).urgency is Urgency.EMERGENCY
    for said in (
        "去年厨房着火了",
        "就怕厨房着火了",
        "建议装灭火器，厨房着火了能用上",
        "谢谢消防员，上次厨房着火了",
    ):
        assert understand(said, pack).urgency is Urgency.NORMAL, said


def test_a_sentence_about_last_year_does_not_hide_the_danger_of_the_next() -> None:
    said = "Last year we had a burst pipe. My husband has collapsed and he isn't breathing."
    assert understand(said, load_pack("en")).urgency is Urgency.EMERGENCY


@pytest.mark.parametrize("tag", ["zh-CN", "en"])
def test_every_pattern_of_the_packs_rules_compiles(tag: str) -> None:
    rules = rules_of(load_pack(tag).folder)
    assert len(rules.urgency) > 60
    for rule in (*rules.urgency, *rules.deeds):
        for pattern in (
            rule.unless,
            rule.takes_back,
            *(p for s in rule.signs for p in (s.text, s.sound, s.short)),
        ):
            regex(pattern, rule.file)


@pytest.mark.parametrize("file", ["urgency.toml", "deeds.toml"])
def test_a_rule_that_is_no_pattern_is_named_with_its_file(tmp_path: Path, file: str) -> None:
    (tmp_path / file).write_text(
        '[[rule]]\nname = "fire"\nlevel = "emergency"\nall = ["(fire"]\n', encoding="utf-8"
    )
    rules = rules_of(tmp_path)
    with pytest.raises(PackError, match=f"{file}.*fire"):
        find_danger("fire", structs.replace(load_pack("en"), folder=tmp_path))
    assert [rule.file for rule in (*rules.urgency, *rules.deeds)] == [file]


def test_danger_that_no_rule_names_is_heard_by_what_was_trained_and_explained() -> None:
    said = "楼下小卖部烧得没样了还有人在里边"
    pack = load_pack("zh-CN")
    danger = find_danger(said, pack)
    assert danger.level is Urgency.EMERGENCY
    assert all(word in said for word in danger.reasons)


def test_no_phrase_of_the_tests_was_trained_on() -> None:
    trained = {d.text for tag in TAGS.values() for d in read_dangers(LANGUAGES / tag / "dangers.txt")}
    assert not trained & {said for _, _, said in LINES}
