"""``kiosk understand --screen``: what an answer would do on a screen, a line in, a JSON object a line out."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from click.testing import CliRunner

from kiosk.cli import main
from kiosk.conversation.samples import SCREENS
from kiosk.conversation.trial import run
from tests.conversation.tales import PACKS

NOTHING = {"meant": None, "digits": "", "place": "", "words": ""}


@pytest.mark.parametrize(
    ("screen", "language", "said"),
    [
        (
            "readback",
            "en",
            {
                "yes, that's right": {"meant": "yes"},
                "no": {"meant": "no"},
                "yes but it's building three": {"meant": "no"},
                "are you sure": {},
                "could you read it to me": {},
                "": {},
            },
        ),
        (
            "readback",
            "zh-CN",
            {"对，发吧": {"meant": "yes"}, "不对": {"meant": "no"}, "可不行": {"meant": "no"}, "对吗": {}},
        ),
        (
            "place",
            "en",
            {
                "at 12 Abbey Road": {"place": "12 Abbey Road", "words": "At 12 Abbey Road"},
                "by the big oak": {"place": "By the big oak", "words": "By the big oak"},
                "I'd rather not say": {"meant": "skip"},
                "I already told you": {},
            },
        ),
        (
            "place",
            "zh-CN",
            {
                "幸福路三号": {"place": "幸福路 3 号", "words": "幸福路 3 号"},
                "不想说": {"meant": "skip"},
                "等会儿": {},
            },
        ),
        (
            "category",
            "en",
            {
                "the second one": {"meant": "choice-2"},
                "none of these": {"meant": "other"},
                "not the first one": {},
                "just a second": {},
            },
        ),
        ("category", "zh-CN", {"第二个": {"meant": "choice-2"}, "都不是": {"meant": "other"}, "随便": {}}),
        (
            "contact",
            "en",
            {
                "oh two oh seven nine four six oh three oh two": {"digits": "02079460302"},
                "I don't have one": {"meant": "skip"},
                "is it raining": {},
            },
        ),
        (
            "contact",
            "zh-CN",
            {"幺三七零幺二二六五九八": {"digits": "13701226598"}, "没有电话": {"meant": "skip"}, "干嘛": {}},
        ),
    ],
)
def test_each_line_is_answered_with_what_it_would_do(
    screen: str, language: str, said: dict[str, dict[str, str]]
) -> None:
    given = ["understand", "--screen", screen, "--language", language, "--json"]
    done = CliRunner().invoke(main, given, input="".join(f"{line}\n" for line in said))
    assert done.exit_code == 0, done.output
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers == [{**NOTHING, **one} for one in said.values()]


def test_a_screen_that_is_not_there_is_named_with_those_that_are() -> None:
    done = CliRunner().invoke(main, ["understand", "--screen", "nowhere", "--language", "en", "--json"])
    assert done.exit_code == 2
    assert "'nowhere'" in done.stderr
    assert ", ".join(SCREENS) in " ".join(done.stderr.split())


def test_own_words_are_told_with_the_stations_place_in_them_and_nothing_fails_meanwhile(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said = ["the lift at wobbly corner is broken", "the lift is broken", "what day does the pension come"]
    lift, nowhere, pension = tried("speak", "en", *said)
    assert lift == NOTHING | {"place": "Wobbly Corner", "words": "The lift at wobbly corner is broken"}
    assert nowhere == NOTHING | {"words": "The lift is broken"}
    assert pension == NOTHING | {"words": "What day does the pension come"}
    assert not caplog.messages


def test_what_is_written_to_a_helper_is_told_word_for_word_in_its_own_letters() -> None:
    stdout = StringIO()
    run(StringIO("楼道灯坏了\r\n"), stdout, [PACKS["zh-CN"]], "relay")
    assert json.loads(stdout.getvalue()) == NOTHING | {"words": "楼道灯坏了"}
    assert "楼道灯坏了" in stdout.getvalue()


def tried(screen: str, language: str, *said: str) -> list[dict[str, object]]:
    """What the lines would do at a station that knows a place."""
    stdout = StringIO()
    run(
        StringIO("".join(f"{line}\n" for line in said)), stdout, [PACKS[language]], screen, ("Wobbly Corner",)
    )
    return [json.loads(line) for line in stdout.getvalue().splitlines()]
