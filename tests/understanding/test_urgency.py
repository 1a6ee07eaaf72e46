from pathlib import Path

import pytest

from kiosk.packs import LANGUAGES, load_pack
from kiosk.understanding import understand
from kiosk.understanding.train import read_phrases
from kiosk.understanding.understood import Urgency

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
def test_no_emergency_of_the_packs_phrases_is_missed(tag: str) -> None:
    pack = load_pack(tag)
    phrases = [p for p in read_phrases(LANGUAGES / tag / "phrases.txt") if p.urgency == "emergency"]
    assert [p.text for p in phrases if understand(p.text, pack).urgency is not Urgency.EMERGENCY] == []


def test_the_words_that_led_to_it_are_given() -> None:
    assert understand("厨房 一股 煤气味儿 呛 人", load_pack("zh-CN")).reasons == ("煤气", "味")
    assert "collapsed" in understand("my wife has collapsed", load_pack("en")).reasons


@pytest.mark.parametrize("said", ["厨 房 一股 没其味 呛人", "厨房一股煤气味儿呛人"])
def test_word_spaces_and_homophones_do_not_hide_it(said: str) -> None:
    assert understand(said, load_pack("zh-CN")).urgency is Urgency.EMERGENCY
