"""What tells a described place from other answers, as it is trained and as it is read."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kiosk.languages import as_said, language
from kiosk.packs import load_pack
from kiosk.understanding.described import LEAST, describes_place, features
from kiosk.understanding.training.described import read_described, train
from kiosk.understanding.weighed import parse


def test_what_was_trained_says_which_answers_describe_a_place() -> None:
    answers = [(f"by the {thing}", True) for thing in ("pond", "gate", "oak", "church", "shop")]
    answers += [(f"it is {how}", False) for how in ("bad", "cold", "broken", "far", "awful")]
    trained, english = parse(train(answers, [], "en")), language("en")
    assert trained.score(features("by the bridge", english)) > LEAST + 1
    assert trained.score(features("it is terrible", english)) < LEAST


def test_where_nothing_was_trained_what_is_not_denied_may_be_a_place(tmp_path: Path) -> None:
    untrained = msgspec.structs.replace(load_pack("en"), folder=tmp_path)
    assert describes_place(as_said("by the big oak", "en"), untrained)
    assert not describes_place(as_said("I don't know", "en"), untrained)


def test_a_line_that_is_neither_is_named(tmp_path: Path) -> None:
    path = tmp_path / "described.txt"
    path.write_text("# remark\n+ by the oak\nby the pond\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"described\.txt:3"):
        read_described(path)
