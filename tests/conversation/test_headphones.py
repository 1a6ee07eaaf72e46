"""Private by headphones: offered only where they are, read unasked by them alone, gone with the plug."""

from __future__ import annotations

from kiosk.conversation.effects import Hush, Say
from kiosk.conversation.events import HeadphonesChanged
from tests.conversation.tales import LIFT, Tale, view


def codes(tale: Tale) -> set[str]:
    return {act.code for row in view(tale.session).rows for act in row.acts}


def private_since(tale: Tale, before: int) -> list[str]:
    """The resident's own words said since the ``before``-th effect."""
    said = [e for e in tale.effects[before:] if isinstance(e, Say)]
    return [line.text for e in said for line in e.lines if line.private]


def listening() -> Tale:
    """Somebody chose the headphones and told their matter."""
    tale = Tale().press("language-en").tell(HeadphonesChanged(True))
    return tale.press("comfort", "through-headphones", "close").hear(LIFT)


def test_headphones_are_offered_only_while_they_are_there() -> None:
    tale = Tale().press("language-en", "comfort")
    assert "through-headphones" not in codes(tale)
    assert not tale.press("through-headphones").session.comfort.headphones
    tale.tell(HeadphonesChanged(True))
    assert "through-headphones" in codes(tale)
    tale.press("through-headphones")
    assert tale.session.comfort.headphones
    assert tale.said()[-1] == "comfort.now_headphones"
    tale.press("through-speaker")
    assert not tale.session.comfort.headphones


def test_by_headphones_the_words_are_read_without_being_asked_for() -> None:
    tale = listening()
    assert LIFT.text in private_since(tale, 0)


def test_pulled_out_the_voice_stops_and_private_words_are_asked_for_again() -> None:
    tale = listening()
    assert tale.session.speaking
    before = len(tale.effects)
    tale.tell(HeadphonesChanged(False))
    assert any(isinstance(effect, Hush) for effect in tale.effects[before:])
    assert tale.session.comfort.headphones is False
    tale.press("lamp", "lamp", "repeat")
    assert private_since(tale, before) == []
    assert "comfort.now_speaker" in tale.said()
    tale.press("read")
    assert private_since(tale, before) == [LIFT.text]


def test_the_next_resident_begins_with_the_loudspeaker_and_may_choose_again() -> None:
    tale = listening().press("start-over", "yes")
    assert not tale.session.comfort.headphones
    assert "through-headphones" in codes(tale.press("language-en", "comfort"))
