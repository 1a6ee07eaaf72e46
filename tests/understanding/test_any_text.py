"""Whatever is said: nothing raises, and what fails costs only what it would have found."""

from __future__ import annotations

import csv
import datetime
import io
import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.conversation.events import Heard
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.interpret import Utterance
from kiosk.conversation.session import Session, Step
from kiosk.packs import Pack, load_pack
from kiosk.understanding import phone, understand
from kiosk.understanding.answers import answer, exactly
from kiosk.understanding.choices import by_place
from kiosk.understanding.command import run
from kiosk.understanding.digits import digits
from kiosk.understanding.kind import kind
from kiosk.understanding.known import known_answer
from kiosk.understanding.neighbours import OpenTicket, same_matter
from kiosk.understanding.numbers import for_eye
from kiosk.understanding.places import find_place
from kiosk.understanding.readings import readings
from kiosk.understanding.respoken import mended
from kiosk.understanding.understood import Understood, Urgency
from kiosk.understanding.urgency import find_danger
from kiosk.understanding.when import when

UNDERSTAND = sys.modules["kiosk.understanding.understand"]  # its function has the module's name
PACKS = [load_pack(tag) for tag in ("zh-CN", "en", "ko")]
TODAY = datetime.date(2026, 1, 1)
PLACES = ("幸福家园", "Holly Park")
CODES = ("yes", "no", "choice-1", "choice-2", "help")
DATA = Path(__file__).parents[1] / "data"

# What means something to one part or another, strung together: numbers, places, corrections, danger.
_PIECES = """
不 对 幺三八 零零 一百零八 号楼 单元 甲 路 街 胡同 口 不是 是 我电话 骗子 着火了 昨天 三天 ， 。 ？ 공일공
no sorry double five oh hundred and a building number nine street corner of not it's fire since sunday
my is 5-2-301 +86 0086 3B - ' , . ! ½ Ⅳ ﷺ 𝟙 ǆ İ ß \u200b \0 e\u0301
""".split()  # noqa: SIM905 - pieces are read more easily than sixty quotes
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(_PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join),
)
LONG = st.builds(
    lambda lead, piece, many, end: lead + piece * many + end,
    st.sampled_from(_PIECES),
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map(" ".join),
    st.integers(20, 120),
    st.sampled_from(
        ["红星胡同十一号门口有个坑", "outside the bank on station road", "我电话13800138000", ""]
    ),
)

PUBLIC: dict[str, Callable[[str, Pack], object]] = {
    "find_place": lambda text, pack: find_place(text, pack, PLACES),
    "danger": find_danger,
    "kind": lambda text, pack: kind(text, pack, {}, "", Urgency.NORMAL),
    "when": when,
    "phone": phone.find,
    "digits": digits,
    "for_eye": for_eye,
    "answer": lambda text, pack: answer(text, pack, CODES, {"choice-1": "供暖", "choice-2": text}),
    "exactly": lambda text, pack: exactly(text, pack, CODES),
    "by_place": lambda text, pack: by_place(text, pack, CODES),
    "readings": lambda text, pack: readings(text, [text[1:], text * 2], pack),
    "mended": lambda text, pack: [mended(text, text[2:], pack, ()), mended("The lamp 灯", text, pack, ())],
    "same_matter": lambda text, pack: same_matter(
        Understood(text, "lift", place=text), [OpenTicket("10000004", "lift", text, text)], pack
    ),
    "known_answer": lambda text, pack: known_answer(understand(text, pack), pack, TODAY),
}


@pytest.mark.parametrize("name", PUBLIC)
@settings(max_examples=30, deadline=None)
@given(text=TEXTS)
def test_no_strange_text_makes_any_part_fail(name: str, text: str) -> None:
    for pack in PACKS:
        PUBLIC[name](text, pack)


@pytest.mark.parametrize("name", PUBLIC)
@settings(max_examples=5, deadline=None)
@given(text=LONG)
def test_no_long_text_makes_any_part_fail(name: str, text: str) -> None:
    for pack in PACKS:
        PUBLIC[name](text, pack)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_part_fails_on_a_letter_made_of_real_requests(
    language: str, caplog: pytest.LogCaptureFixture
) -> None:
    pack = load_pack("zh-CN" if language == "zh" else "en")
    with (DATA / f"requests.fresh.{language}.tsv").open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines, delimiter="\t")]
    for first in range(0, len(texts), 20):
        assert understand("\n".join(texts[first : first + 20]), pack).category is not None
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("pack", "talk", "place"),
    [
        (PACKS[0], "我跟你说这个事情啊真是没法说了，", "红星胡同十一号门口"),
        (PACKS[1], "well you know what it is like when one is old and ", "outside the bank on station road"),
    ],
    ids=["zh", "en"],
)
def test_a_place_at_the_end_of_a_long_letter_is_found(pack: Pack, talk: str, place: str) -> None:
    assert understand(talk * 40 + place, pack).place_said == place


def test_what_fails_costs_only_what_it_finds(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    said = "the lift at nine mill lane is broken since sunday"
    whole = understand(said, PACKS[1])

    def fail(*_: object) -> str:
        raise ValueError(f"no idea what {said!r} means")

    monkeypatch.setattr(UNDERSTAND, "find_place", fail)
    request = understand(said, PACKS[1])
    assert request.place == ""
    assert "nine mill lane" in whole.place_said
    assert (request.text, request.category, request.when) == (whole.text, whole.category, whole.when)
    assert "place failed: ValueError in test_any_text.py" in caplog.text
    assert "mill lane" not in caplog.text


def test_words_that_no_part_understands_are_taken_as_they_are(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("mill lane")

    monkeypatch.setattr("kiosk.understanding.model.load", fail)
    monkeypatch.setattr("kiosk.understanding.phone.numbers", fail)
    for part in ("categorize", "find_danger", "find_place", "for_eye", "kind", "when"):
        monkeypatch.setattr(UNDERSTAND, part, fail)
    for part in ("known_answer", "readings"):
        monkeypatch.setattr(f"kiosk.conversation.screens.way.{part}", fail)
    monkeypatch.setattr("kiosk.conversation.screens.speak.command", fail)
    said = "the lift at nine mill lane is broken"
    packs = {"en": PACKS[1]}
    session = Session(language="en", step=Step.SPEAK)
    event = RESIDENT.front(session).meant(Utterance(said), session, packs, TODAY)
    assert isinstance(event, Heard)
    assert event.request == Understood(said)
    assert "mill lane" not in caplog.text

    out = io.StringIO()
    run(io.StringIO(said + "\n"), out, PACKS[1])
    found = json.loads(out.getvalue())
    assert (found["text"], found["category"], found["sure"]) == (said, "", False)
    assert all(record.levelno == logging.ERROR for record in caplog.records)
