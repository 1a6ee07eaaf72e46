"""Whose a phone number is, as it is trained and as it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.packs import load_pack
from kiosk.understanding import phone
from kiosk.understanding.training.whose import instances, read_phones, train
from kiosk.understanding.weighed import parse
from kiosk.understanding.whose import evidence

ENGLISH = load_pack("en")
NUMBER = "oh seven seven double oh nine double oh one two three"


def test_what_was_trained_tells_ones_own_number_from_anothers(tmp_path: Path) -> None:
    path = tmp_path / "phones.txt"
    own = [f"+ 07700900123 {way} {NUMBER}" for way in ("ring me on", "call me at", "my number is", "i'm on")]
    others = [f"- 07700900123 {way} {NUMBER}" for way in ("he rang from", "the shop is on", "scam from")]
    path.write_text("\n".join(own * 4 + others * 4), encoding="utf-8")
    trained = parse(train(read_phones(path, ENGLISH), ENGLISH))
    assert trained.score(evidence("ring me on", "", "07700900123", ENGLISH)) > 1
    assert trained.score(evidence("he rang from", "", "07700900123", ENGLISH)) < -1


def test_beside_ones_own_number_another_is_anothers(tmp_path: Path) -> None:
    path = tmp_path / "phones.txt"
    both = f"the boss is on oh one six one four nine six oh three four two so ring me on {NUMBER}"
    path.write_text(f"+ 07700900123 {both}\n", encoding="utf-8")
    (request,) = read_phones(path, ENGLISH)
    assert [one.likely for one in instances(request, ENGLISH)] == [0.0, 1.0]


def test_a_frame_is_filled_with_numbers_that_somebody_calls_their_own(tmp_path: Path) -> None:
    path = tmp_path / "phones.txt"
    path.write_text(f"+ 07700900123 ring me on {NUMBER}\n- the card says {{}}\n", encoding="utf-8")
    _, told = read_phones(path, ENGLISH)
    assert (told.whose, told.text) == ("-", f"the card says ring me on {NUMBER}")
    assert phone.find(told.text, ENGLISH) == ""


def test_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "phones.txt"
    path.write_text("# remark\n+ ring me on 07700 900123\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"phones\.txt:2"):
        read_phones(path, ENGLISH)
