"""An answer that was misheard by a little is found in the recognizer's other readings, if only one fits."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kiosk.conversation.events import Event, HeardNothing, Pressed
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.runner import Conversation
from tests.conversation.tales import LIFT, PACKS, Tale


class SilentPort:
    """A front end that shows and says nothing."""

    def __getattr__(self, name: str) -> object:
        return lambda *arguments: None


def heard(text: str, others: Sequence[str]) -> Event:
    """What the check screen makes of the ears' readings."""
    tale = Tale().press("language-en").hear(LIFT).listen()
    conversation = Conversation(RESIDENT, tale.session, PACKS, SilentPort())  # type: ignore[arg-type] # any verb will do
    events: list[Event] = []
    conversation.watch = lambda event, *_: events.append(event)
    conversation.heard(tale.session.station.turn, text, (), "whisper", others)
    return events[0]


@pytest.mark.parametrize(
    ("text", "others", "meant"),
    [
        ("That's not love.", ["That's not right.", "That's not alive."], Pressed("no", by="voice")),
        ("That's not love.", ["That's not right.", "Yes, that's right."], HeardNothing()),
        ("That's not love.", ["Battered love."], HeardNothing()),
        ("Yes.", ["No."], Pressed("yes", by="voice")),
    ],
)
def test_the_one_answer_among_the_readings_is_taken(text: str, others: list[str], meant: Event) -> None:
    assert heard(text, others) == meant
